/**
 * What every node of the cluster knows alike: a value that is read whole from the store, held in memory and replaced whole, such as the
 * standing stops.
 *
 * <p>May use the cluster and telemetry; knows neither what it holds nor where that is stored.
 */
@NullMarked
package dev.janji.actors.shared;

import org.jspecify.annotations.NullMarked;
