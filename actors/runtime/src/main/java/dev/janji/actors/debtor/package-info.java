/**
 * The debtor as an actor: the shell that carries out what the rules of the domain decide, and the door through which everything else
 * reaches a debtor. May use the domain and this module's address, channel, journal, time and telemetry packages.
 */
@NullMarked
package dev.janji.actors.debtor;

import org.jspecify.annotations.NullMarked;
