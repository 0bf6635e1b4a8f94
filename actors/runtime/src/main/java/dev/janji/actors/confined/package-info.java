/**
 * Work that is confined to one thread at a time, the thread of an actor in a server or a queue of a test, and what such work remembers for a
 * while. May be used by every other package here; uses none of them.
 */
@NullMarked
package dev.janji.actors.confined;

import org.jspecify.annotations.NullMarked;
