/**
 * The stops of the operator: their table, which is their log, and those that stand, as every node knows them.
 *
 * <p>May use the domain's stops, shared values, the house clock, the store's driver and telemetry.
 */
@NullMarked
package dev.janji.actors.stop;

import org.jspecify.annotations.NullMarked;
