/** What telephone adapters have in common. Uses nothing but ids. */
@NullMarked
package dev.janji.gateways.voice;

import org.jspecify.annotations.NullMarked;
