/**
 * The event log's tables in Cassandra, those of {@code cql/0005-event-log.cql}, and those of the old journal, which are only read. May use the
 * store, the driver and the ports of the event log; nobody but the composition root, the commands and tests use it.
 */
@NullMarked
package dev.janji.actors.eventlog.cassandra;

import org.jspecify.annotations.NullMarked;
