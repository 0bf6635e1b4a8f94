/**
 * The keys of personal data, one a debtor, in a table of their own, encrypted with the master key. Uses the domain's ids, the Cassandra
 * driver and Tink, and implements {@code journal}'s cipher; nothing else may see a key.
 */
@NullMarked
package dev.janji.actors.journal.keys;

import org.jspecify.annotations.NullMarked;
