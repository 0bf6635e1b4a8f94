/**
 * The operator's edge: a plain status page and a small JSON interface. Uses the runtime's facade for debtors, the grpc edge's views
 * and telemetry; used only by the composition root.
 */
@NullMarked
package dev.janji.orchestrator.http;

import org.jspecify.annotations.NullMarked;
