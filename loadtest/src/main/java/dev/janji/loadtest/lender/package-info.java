/**
 * A lender's program: publishes over gRPC with a client certificate, follows simulated time, survives a crash of the server, and keeps its
 * own log of what was sent and answered. Uses the wire only, nothing of the server.
 */
@NullMarked
package dev.janji.loadtest.lender;

import org.jspecify.annotations.NullMarked;
