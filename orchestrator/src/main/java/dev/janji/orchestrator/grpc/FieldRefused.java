package dev.janji.orchestrator.grpc;

import dev.janji.protocols.lender.v1.RejectionReason;

/**
 * Ends the mapping of a request at its first bad field. Never leaves the mapper: it becomes a refusal in the answer. Carries no stack
 * trace, because bad input is no fault of the program and may be frequent.
 */
public final class FieldRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final RejectionReason reason;

    /** @param detail names the field; without its content, which may be personal */
    FieldRefused(RejectionReason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    public static FieldRefused invalid(String field, String problem) {
        return new FieldRefused(RejectionReason.REJECTION_REASON_INVALID_FIELD, field + ": " + problem);
    }

    RejectionReason reason() {
        return reason;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }
}
