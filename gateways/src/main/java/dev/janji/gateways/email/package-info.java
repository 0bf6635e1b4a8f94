/** E-mail over SMTP. Uses the port of {@code dev.janji.actors.channel}; the mail library never leaves it. */
@NullMarked
package dev.janji.gateways.email;

import org.jspecify.annotations.NullMarked;
