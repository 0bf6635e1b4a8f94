/**
 * The composition root: starts everything in its order and stops it in the reverse one, and says in one sentence why it can't. Uses
 * every package of the server, the runtime and the gateways; only the command line uses it.
 */
@NullMarked
package dev.janji.orchestrator.server;

import org.jspecify.annotations.NullMarked;
