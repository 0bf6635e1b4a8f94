/**
 * How many events a second persistent actors get stored through the event log, beside the store's own limit and the stock plugin in the same
 * run; and whether the log keeps what it acknowledged when processes are killed. May use the runtime's journal and store, and the built
 * server's store as a process.
 */
@NullMarked
package dev.janji.loadtest.journal;

import org.jspecify.annotations.NullMarked;
