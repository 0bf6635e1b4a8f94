/** Simulated agents: programs that work at a desk over the same wire as a console. */
@NullMarked
package dev.janji.loadtest.desk;

import org.jspecify.annotations.NullMarked;
