/**
 * Tries a strategy on a virtual calendar: drives each debtor of the {@code portfolio} through the domain's own decide, evolve and
 * outstanding, and counts what would leave the house. No server, no store, no clock. Uses {@code portfolio}, the domain and the reader of the
 * rules.
 */
@NullMarked
package dev.janji.loadtest.simulation;

import org.jspecify.annotations.NullMarked;
