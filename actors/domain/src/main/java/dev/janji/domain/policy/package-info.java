/**
 * Rules that may forbid or defer a contact, as data with a version and a validity. Uses {@code id}, {@code contact} and JDK time types.
 */
@NullMarked
package dev.janji.domain.policy;

import org.jspecify.annotations.NullMarked;
