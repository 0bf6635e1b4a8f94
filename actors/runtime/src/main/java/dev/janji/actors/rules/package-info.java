/**
 * Reads what a lender works by (strategy, policy pack, buckets, terms) from configuration into words of the domain. May use the
 * domain and the configuration library.
 */
@NullMarked
package dev.janji.actors.rules;

import org.jspecify.annotations.NullMarked;
