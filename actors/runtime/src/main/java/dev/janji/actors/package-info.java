/** Pekko shells around the rules. Packages below may use the domain, the journal protocol and Pekko, never a gateway or the server. */
@NullMarked
package dev.janji.actors;

import org.jspecify.annotations.NullMarked;
