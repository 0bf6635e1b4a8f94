/**
 * A channel with two accounts: what the first surely did not send goes by the second. Knows no protocol; uses the ports of {@code dev.janji.actors.channel}, and no
 * other gateway.
 */
@NullMarked
package dev.janji.gateways.failover;

import org.jspecify.annotations.NullMarked;
