/**
 * Scripted providers that speak the port, each with a log of what reached it; for the demo, the tests and the load test. Uses the port of {@code dev.janji.actors.channel}, no channel.
 */
@NullMarked
package dev.janji.gateways.simulator;

import org.jspecify.annotations.NullMarked;
