package dev.janji.gateways.contract;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Waits for answers, not for ever. */
public final class Answers {
    private Answers() {}

    public static <T> T get(CompletionStage<T> answer) {
        try {
            return answer.toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("Expected an answer, but there was none", e);
        }
    }
}
