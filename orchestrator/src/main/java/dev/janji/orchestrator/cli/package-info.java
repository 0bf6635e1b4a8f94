/**
 * The command line: reads options, starts the server, says where it is, and waits for its end; looks into the event log; or asks a
 * running server about a debtor. Uses the composition root, the words, and of the actors only the event log's tables, audit and import;
 * used by nobody but {@code Main}.
 */
@NullMarked
package dev.janji.orchestrator.cli;

import org.jspecify.annotations.NullMarked;
