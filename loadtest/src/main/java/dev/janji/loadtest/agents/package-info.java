/**
 * {@code loadtest agents}: thousands of agents on the wire of a real server. Stands on the simulated agents' client, the portfolio and the lender's
 * client; the races over sockets stand on its server, its echo and its clock.
 */
@NullMarked
package dev.janji.loadtest.agents;

import org.jspecify.annotations.NullMarked;
