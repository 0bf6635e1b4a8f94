/** Asking an actor from outside of the actor system without a thread in between. May be used by every other package here; uses none of them. */
@NullMarked
package dev.janji.actors.ask;

import org.jspecify.annotations.NullMarked;
