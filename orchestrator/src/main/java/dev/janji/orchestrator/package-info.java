/** The server and its composition root. It may use every module but loadtest, and nothing depends on it. */
@NullMarked
package dev.janji.orchestrator;

import org.jspecify.annotations.NullMarked;
