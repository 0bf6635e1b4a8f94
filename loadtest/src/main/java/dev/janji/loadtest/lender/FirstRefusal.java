package dev.janji.loadtest.lender;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** For lenders that nothing may be refused to: keeps the first answer that is not what was expected. Thread-safe. */
public final class FirstRefusal implements LenderListener {
    private final AtomicReference<String> first = new AtomicReference<>("");

    @Override
    public void answered(Answer answer) {
        if (!answer.asExpected()) {
            first.compareAndSet("", answer.event().debtor() + ": " + answer.response());
        }
    }

    @Override
    public void timeIs(Instant now) {
        // Whoever needs the time has it from elsewhere.
    }

    @Override
    public void disconnected(String why) {
        // The client connects again by itself.
    }

    /**
     * @param what was told, in words
     * @throws IllegalStateException when something of it was refused
     */
    public void demandNone(String what) {
        if (!first.get().isEmpty()) {
            throw new IllegalStateException("Expected the server to take " + what + ", but it refused: " + first);
        }
    }
}
