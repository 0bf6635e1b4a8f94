/**
 * Brings an installation from the tables of the stock journal plugin into the event log. May use the ports and the codec of the event log; knows
 * neither debtors nor Cassandra.
 */
@NullMarked
package dev.janji.actors.eventlog.move;

import org.jspecify.annotations.NullMarked;
