/**
 * Looks at the log from outside: whether it is what was written, and how it stands. May use the ports and the codec of the event log; writes nothing.
 */
@NullMarked
package dev.janji.actors.eventlog.audit;

import org.jspecify.annotations.NullMarked;
