/**
 * The identities of the field as records, and the slice a debtor belongs to. Depends on nothing; every other package may use it.
 */
@NullMarked
package dev.janji.domain.id;

import org.jspecify.annotations.NullMarked;
