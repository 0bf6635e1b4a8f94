/**
 * The embedded Cassandra: a child JVM with its own class path, its folder and its life.
 *
 * <p>May use the JDK, the configuration library and the logger; the child's own classes use the JDK only. The server uses it.
 */
@NullMarked
package dev.janji.orchestrator.cassandra;

import org.jspecify.annotations.NullMarked;
