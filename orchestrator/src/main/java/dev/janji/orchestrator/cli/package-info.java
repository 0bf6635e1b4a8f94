/**
 * The command line: reads options, starts the server, says where it is, and waits for its end. Uses the composition root only;
 * used by nobody but {@code Main}.
 */
@NullMarked
package dev.janji.orchestrator.cli;

import org.jspecify.annotations.NullMarked;
