/**
 * Drives the rules of a desk to find out what a decision costs and whether they are fair. Uses {@code domain.allocation} and Pekko, no server.
 */
@NullMarked
package dev.janji.loadtest.allocation;

import org.jspecify.annotations.NullMarked;
