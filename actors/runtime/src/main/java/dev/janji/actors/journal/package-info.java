/**
 * What is stored of a debtor: the pure mapping between the domain's events and the journal's records, the encryption of what is personal,
 * and the glue to Pekko Persistence. Uses the domain, {@code protocols.journal} and {@code keys}' cipher; the only package of the runtime
 * in which a generated class of the journal appears.
 */
@NullMarked
package dev.janji.actors.journal;

import org.jspecify.annotations.NullMarked;
