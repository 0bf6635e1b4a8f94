/**
 * A lender's word against a desk that calls: whether anybody begins to talk after the word was acknowledged. The shipped actors run on a timeline that draws their order, or
 * in a real server over its wires. May use the runtime, the domain and the played carrier.
 */
@NullMarked
package dev.janji.loadtest.races;

import org.jspecify.annotations.NullMarked;
