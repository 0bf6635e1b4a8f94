/**
 * The timed steps of a lender's plan, as data with a version. Uses {@code contact}.
 */
@NullMarked
package dev.janji.domain.strategy;

import org.jspecify.annotations.NullMarked;
