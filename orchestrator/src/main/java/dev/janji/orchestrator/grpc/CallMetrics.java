package dev.janji.orchestrator.grpc;

import dev.janji.actors.telemetry.Telemetry;
import dev.janji.orchestrator.telemetry.EdgeMetrics;
import io.grpc.ForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;

/** Counts every ended call by method and status. Thread-safe. */
final class CallMetrics implements ServerInterceptor {
    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        String method = call.getMethodDescriptor().getFullMethodName();
        return next.startCall(
                new ForwardingServerCall.SimpleForwardingServerCall<>(call) {
                    @Override
                    public void close(Status status, Metadata trailers) {
                        Telemetry.counter(
                                        EdgeMetrics.GRPC_CALLS,
                                        "method",
                                        method,
                                        "status",
                                        status.getCode().name())
                                .increment();
                        super.close(status, trailers);
                    }
                },
                headers);
    }
}
