/** Agents at a desk, as programs: the client of the agents' protocol. Uses the protocols only. */
@NullMarked
package dev.janji.loadtest.desk;

import org.jspecify.annotations.NullMarked;
