/**
 * {@code loadtest agents}: thousands of agents on the wire of a real server. Stands on the simulated agents' client, the portfolio and the lender's
 * client; nothing stands on it.
 */
@NullMarked
package dev.janji.loadtest.agents;

import org.jspecify.annotations.NullMarked;
