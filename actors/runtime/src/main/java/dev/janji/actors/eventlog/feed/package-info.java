/**
 * The event log read as a feed: in order per slice, from any position, by anybody, without an owner; and its retention. May use the ports of the
 * event log and Pekko's streams; knows nothing of debtors, nor of Cassandra.
 */
@NullMarked
package dev.janji.actors.eventlog.feed;

import org.jspecify.annotations.NullMarked;
