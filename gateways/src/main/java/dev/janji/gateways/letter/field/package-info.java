/**
 * Cases and recalls for the lender's field system: folders of an outbox that it empties, or that are brought to its SFTP server. Uses the courier and the paper of {@code
 * dev.janji.gateways.letter}. See {@code docs/channels.md}.
 */
@NullMarked
package dev.janji.gateways.letter.field;

import org.jspecify.annotations.NullMarked;
