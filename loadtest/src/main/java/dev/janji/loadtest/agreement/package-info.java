/**
 * Holds the verdicts of the shipped policy packs against the plain rules of {@code compliance}, on drawn contacts. Uses {@code compliance}, the
 * domain and the reader of the packs.
 */
@NullMarked
package dev.janji.loadtest.agreement;

import org.jspecify.annotations.NullMarked;
