package dev.janji.loadtest.agents;

import dev.janji.loadtest.demo.Ports;
import java.nio.file.Path;

/**
 * What is run. Immutable.
 *
 * @param agents who sign in, from 100
 * @param debtors told of; each is offered about once
 * @param seconds of offers, from 4: half of them before the slow readers stop to read, half after
 * @param home Janji's folder, with what the build left
 * @param serverArguments the JVM's argument file for the server
 * @param folder of the run; deleted before
 * @param seed of the portfolio
 */
public record AgentsSettings(
        int agents, int debtors, int seconds, Path home, Path serverArguments, Path folder, long seed, Ports ports) {
    private static final int MOST = 100_000;
    private static final int FEWEST_AGENTS = 100;
    private static final int SHORTEST = 4;

    /** Of so many agents one does not read. */
    private static final int ONE_SLOW_OF = 100;

    /** Files and sockets that the processes need beside those of the agents. */
    private static final int OTHER_FILES = 500;

    /** @throws IllegalArgumentException that names the option which is wrong */
    public AgentsSettings {
        demand("--agents", agents, FEWEST_AGENTS);
        demand("--debtors", debtors, 1);
        demand("--seconds", seconds, SHORTEST);
    }

    int slowReaders() {
        return agents / ONE_SLOW_OF;
    }

    /** Files that this process has open when all are connected, here and at the echo. */
    long files() {
        return 2L * agents + OTHER_FILES;
    }

    private static void demand(String option, int value, int least) {
        if (value < least || value > MOST) {
            throw new IllegalArgumentException(
                    "Expected " + option + " of " + least + " to " + MOST + ", but got " + value);
        }
    }
}
