package dev.janji.orchestrator.grpc;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;

/** The only place that makes a gRPC status: canonical code, {@code ErrorInfo}, and what helps the caller further. Stateless. */
public final class GrpcErrors {
    /** {@code google.rpc.ErrorInfo.domain} of every fault. */
    public static final String DOMAIN = "janji.dev";

    private static final int RETRY_SECONDS = 1;

    private GrpcErrors() {}

    public static StatusRuntimeException of(TransportFault fault) {
        return StatusProto.toStatusRuntimeException(
                draft(fault, fault.meaning()).build());
    }

    /**
     * @param field path of the field, such as {@code debtor_id}
     * @param problem what is wrong with it, without its content
     */
    public static StatusRuntimeException invalidField(String field, String problem) {
        BadRequest.FieldViolation violation = BadRequest.FieldViolation.newBuilder()
                .setField(field)
                .setDescription(problem)
                .build();
        return StatusProto.toStatusRuntimeException(draft(TransportFault.FIELD_INVALID, field + ": " + problem)
                .addDetails(Any.pack(
                        BadRequest.newBuilder().addFieldViolations(violation).build()))
                .build());
    }

    /** @param refused its detail begins with the field */
    static StatusRuntimeException invalidField(FieldRefused refused) {
        String[] parts = refused.detail().split(": ", 2);
        return invalidField(parts[0], parts[parts.length - 1]);
    }

    private static Status.Builder draft(TransportFault fault, String message) {
        Status.Builder status = Status.newBuilder()
                .setCode(fault.code().getNumber())
                .setMessage(message)
                .addDetails(Any.pack(ErrorInfo.newBuilder()
                        .setReason(fault.name())
                        .setDomain(DOMAIN)
                        .build()));
        if (fault.isPassing()) {
            status.addDetails(Any.pack(RetryInfo.newBuilder()
                    .setRetryDelay(Duration.newBuilder().setSeconds(RETRY_SECONDS))
                    .build()));
        }
        return status;
    }
}
