/**
 * Measures the wake-up index: what a million waiting debtors cost an idle server, and how a storm of due ones is fired.
 *
 * <p>May use the index and the store of the runtime, and the built server as a process; the command line uses it.
 */
@NullMarked
package dev.janji.loadtest.wakeups;

import org.jspecify.annotations.NullMarked;
