/** Bytes that only this installation can make or read, and words made of them that strangers carry about. Uses nothing of the house. */
@NullMarked
package dev.janji.actors.seal;

import org.jspecify.annotations.NullMarked;
