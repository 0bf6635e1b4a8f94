/**
 * Work that is confined to one thread at a time: the thread of an actor in a server, a queue of a test. May be used by every other package here;
 * uses none of them.
 */
@NullMarked
package dev.janji.actors.confined;

import org.jspecify.annotations.NullMarked;
