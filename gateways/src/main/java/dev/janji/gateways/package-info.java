/**
 * What the server starts to have channels. One package a channel below this one; a channel may use the ports of {@code
 * dev.janji.actors.channel}, the words of the domain and {@code simulator}, never another channel.
 */
@NullMarked
package dev.janji.gateways;

import org.jspecify.annotations.NullMarked;
