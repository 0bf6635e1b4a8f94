package dev.janji.orchestrator.telemetry;

/** Every metric of the edges by name. Tags have few values: never an id. */
public final class EdgeMetrics {
    /** Answers to lender events; tag {@code answer}: accepted, duplicate, or the reason of a refusal. */
    public static final String EVENTS = "janji.events.answered";

    /** From the arrival of a lender event to its answer, in real time. */
    public static final String EVENT_ANSWER_TIME = "janji.events.answer-time";

    /** Ended gRPC calls; tags {@code method}, {@code status}. */
    public static final String GRPC_CALLS = "janji.grpc.calls";

    private EdgeMetrics() {}
}
