/**
 * The agents' edge: the protocol {@code janji.desk.v1} over a WebSocket. Maps between the words on the wire and those of sessions; uses the runtime's
 * sessions, the fields of the gRPC edge, words and credentials, and is used only by the composition root.
 */
@NullMarked
package dev.janji.orchestrator.desk;

import org.jspecify.annotations.NullMarked;
