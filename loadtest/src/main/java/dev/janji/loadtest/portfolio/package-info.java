/**
 * A lender's event stream made of the shipped sample: bills and payments of real card clients, shifted into 2026, plus documented seeded
 * assumptions. Uses the lender's wire and nothing of the server; the months of delay in the sample never reach a stream.
 */
@NullMarked
package dev.janji.loadtest.portfolio;

import org.jspecify.annotations.NullMarked;
