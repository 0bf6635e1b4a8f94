/**
 * What every adapter needs that must not send twice: a log that is written before the provider hears of an attempt, and for those who speak HTTP a request whose content
 * leaves with a claimed permit only. No channel of its own; uses the ports of {@code dev.janji.actors.channel}.
 */
@NullMarked
package dev.janji.gateways.once;

import org.jspecify.annotations.NullMarked;
