/**
 * The port that every channel implements, the gateway actor in front of it, and the words that leave the house. Uses the
 * domain's ids and contact words, {@code time} and {@code telemetry}; knows no debtor, no rule and no vendor.
 */
@NullMarked
package dev.janji.actors.channel;

import org.jspecify.annotations.NullMarked;
