/**
 * Many messages by the real server over SMPP while it is killed again and again: what the provider has against what the event log says. Knows the wire words of the event
 * log, and nothing of the runtime or the domain.
 */
@NullMarked
package dev.janji.loadtest.sends;

import org.jspecify.annotations.NullMarked;
