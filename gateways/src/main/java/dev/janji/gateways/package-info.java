/** One package a channel below this one. A channel may use the ports of dev.janji.actors.channel and the words of the domain, never another channel. */
@NullMarked
package dev.janji.gateways;

import org.jspecify.annotations.NullMarked;
