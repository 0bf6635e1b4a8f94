/**
 * The print house's SFTP server: batches of letters go there as a whole and once, and what it says of them is fetched. Uses the folders of
 * {@code dev.janji.gateways.letter} and Apache MINA SSHD. See {@code docs/channels.md}.
 */
@NullMarked
package dev.janji.gateways.letter.sftp;

import org.jspecify.annotations.NullMarked;
