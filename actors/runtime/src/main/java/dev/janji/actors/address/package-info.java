/** Who is at an address, and whose an account is. */
@NullMarked
package dev.janji.actors.address;

import org.jspecify.annotations.NullMarked;
