/** What a telephone adapter implements, and what it tells of its calls. */
@NullMarked
package dev.janji.actors.voice;

import org.jspecify.annotations.NullMarked;
