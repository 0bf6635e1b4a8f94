/**
 * Telephoning through an Asterisk by its REST interface (ARI): dialing, connecting with agents' lines, recording, supervising. Uses the ports of
 * {@code dev.janji.actors.channel} and {@code .voice} and the attempt log of {@code simulator}, no channel.
 */
@NullMarked
package dev.janji.gateways.voice.asterisk;

import org.jspecify.annotations.NullMarked;
