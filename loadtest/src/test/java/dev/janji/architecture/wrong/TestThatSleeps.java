package dev.janji.architecture.wrong;

/** A fixture: it waits for time instead of for what it needs. */
public final class TestThatSleeps {
    void shouldWait() throws InterruptedException {
        Thread.sleep(1);
    }
}
