/**
 * Cases of field collectors: brought to the lender's field system when an account is handed over, and recalled when they may not be worked any more. Uses the event
 * log, the debtors' views and the Cassandra driver; knows the outbox by its port only.
 */
@NullMarked
package dev.janji.actors.field;

import org.jspecify.annotations.NullMarked;
