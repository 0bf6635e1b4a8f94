/**
 * The lender's edge: the gRPC services of {@code janji.lender.v1}, their authentication, limits and errors. Maps between the words on
 * the wire and the domain's; uses the runtime's facade for debtors, the security package and telemetry, and is used only by the
 * composition root.
 */
@NullMarked
package dev.janji.orchestrator.grpc;

import org.jspecify.annotations.NullMarked;
