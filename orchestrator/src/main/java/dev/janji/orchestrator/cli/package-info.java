/**
 * The command line: reads options, starts the server, says where it is, and waits for its end; or looks into the event log. Uses the
 * composition root, and of the actors only the event log's tables, audit and import; used by nobody but {@code Main}.
 */
@NullMarked
package dev.janji.orchestrator.cli;

import org.jspecify.annotations.NullMarked;
