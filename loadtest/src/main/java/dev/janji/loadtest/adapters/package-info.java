/**
 * Adapters at full speed: each beside a bare client of its library, before a provider that takes everything, in the same process. May use the gateways and the clock; no
 * server takes part.
 */
@NullMarked
package dev.janji.loadtest.adapters;

import org.jspecify.annotations.NullMarked;
