package dev.janji.gateways.contract;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for answers, and for what nobody answers; not for ever. */
public final class Answers {
    private static final long PATIENCE_SECONDS = 60;
    private static final long LOOK_NANOS = 1_000_000;

    private Answers() {}

    public static <T> T get(CompletionStage<T> answer) {
        try {
            return answer.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("Expected an answer, but there was none", e);
        }
    }

    /** Looks until it is so. @param what that the test expects, for its failure */
    public static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("Expected " + what + ", but it did not come");
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }
}
