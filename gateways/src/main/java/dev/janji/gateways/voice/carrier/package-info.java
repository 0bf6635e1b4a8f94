/**
 * A telephone carrier that is played: calls that ring, are answered, talk and end by a seeded script on the house clock; nobody is called.
 * Uses the ports of {@code dev.janji.actors.channel} and {@code .voice} and the logs of {@code simulator}, no channel.
 */
@NullMarked
package dev.janji.gateways.voice.carrier;

import org.jspecify.annotations.NullMarked;
