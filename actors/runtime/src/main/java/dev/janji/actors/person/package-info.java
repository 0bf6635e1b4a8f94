/**
 * Persons who are debtors more than once, their contacts and whose turn it is, in tables of their own. Uses the domain and the Cassandra
 * driver; {@code debtor} takes turns here before it contacts such a person.
 */
@NullMarked
package dev.janji.actors.person;

import org.jspecify.annotations.NullMarked;
