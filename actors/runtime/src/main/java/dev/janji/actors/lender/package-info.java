/**
 * Lenders' folders on a running installation: stored versions, who activated which, and what every node works by. May use the rules' readers,
 * the store and shared values; the edges ask it.
 */
@NullMarked
package dev.janji.actors.lender;

import org.jspecify.annotations.NullMarked;
