/**
 * SMS over SMPP 3.4. Uses the port of {@code dev.janji.actors.channel} and the clock; the SMPP library never leaves it. {@code docs/channels.md} says what a
 * provider must do.
 */
@NullMarked
package dev.janji.gateways.sms;

import org.jspecify.annotations.NullMarked;
