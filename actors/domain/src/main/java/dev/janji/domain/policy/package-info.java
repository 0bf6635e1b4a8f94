/**
 * What may forbid or defer a contact, as data with a version. Uses {@code account}, {@code contact}, {@code id} and
 * {@code lender}.
 */
@NullMarked
package dev.janji.domain.policy;

import org.jspecify.annotations.NullMarked;
