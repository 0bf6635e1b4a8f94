/** Letters, as PDF/A in an outbox folder that a print house empties. See {@code docs/channels.md}. */
@NullMarked
package dev.janji.gateways.letter;

import org.jspecify.annotations.NullMarked;
