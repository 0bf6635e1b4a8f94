/**
 * What the rules cost, measured with JMH. Uses the domain and the reader of the packs.
 */
@NullMarked
package dev.janji.loadtest.rules;

import org.jspecify.annotations.NullMarked;
