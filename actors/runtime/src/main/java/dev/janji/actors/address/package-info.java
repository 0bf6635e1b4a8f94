/**
 * Who is at an address, and whose an account is: a book that is made from the event log and holds no address in the clear. Uses the journal's words, the
 * event log and the Cassandra driver; knows nothing of what is done with a debtor who was found.
 */
@NullMarked
package dev.janji.actors.address;

import org.jspecify.annotations.NullMarked;
