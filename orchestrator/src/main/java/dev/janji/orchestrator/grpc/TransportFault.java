package dev.janji.orchestrator.grpc;

import com.google.rpc.Code;

/**
 * The faults that travel as a gRPC status, with this name as {@code google.rpc.ErrorInfo.reason}. The table in protocols/README.md says
 * the same in words; a test keeps the two equal. What the rules refuse is no fault: it travels in the response.
 */
public enum TransportFault {
    CREDENTIAL_MISSING(Code.UNAUTHENTICATED, "No client certificate and no bearer token came with the call"),
    CREDENTIAL_UNKNOWN(Code.UNAUTHENTICATED, "The token or certificate belongs to nobody whom this server knows"),
    CREDENTIALS_DISAGREE(Code.UNAUTHENTICATED, "The certificate and the token name different callers"),
    LENDER_REQUIRED(
            Code.PERMISSION_DENIED, "The service is for lenders, and the credential names a person of the operator"),
    OPERATOR_REQUIRED(
            Code.PERMISSION_DENIED, "The service is for persons of the operator, and the credential names a lender"),
    STOP_UNKNOWN(Code.NOT_FOUND, "No stop of this id stands"),
    STOPS_UNREACHABLE(
            Code.UNAVAILABLE,
            "The store did not answer; list the stops to see what became of the call, then try again"),
    REPLY_UNKNOWN(Code.NOT_FOUND, "No reply of this id waits"),
    REPLIES_UNREACHABLE(
            Code.UNAVAILABLE,
            "The store or a debtor did not answer; list the replies to see what became of the call, then try again"),
    DEBTOR_UNKNOWN(Code.NOT_FOUND, "The lender has no such debtor"),
    FIELD_INVALID(Code.INVALID_ARGUMENT, "A field of the request is missing or outside its documented range"),
    SERVER_STOPPING(Code.UNAVAILABLE, "The server is stopping; connect again and send what was not answered"),
    DEBTOR_UNREACHABLE(Code.UNAVAILABLE, "The debtor could not be reached in time; try again later"),
    COMPARISON_RUNNING(
            Code.UNAVAILABLE, "The lender's debtors are being compared for somebody already; try again later"),
    INTERNAL(Code.INTERNAL, "The server failed in a way that it did not foresee; its log has the details");

    private final Code code;
    private final String meaning;

    TransportFault(Code code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    public Code code() {
        return code;
    }

    /** For people; without personal data. */
    public String meaning() {
        return meaning;
    }

    /** Whether the same call may succeed later without a change. */
    boolean isPassing() {
        return code == Code.UNAVAILABLE;
    }
}
