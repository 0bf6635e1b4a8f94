package dev.janji.loadtest.sends;

import dev.janji.loadtest.demo.Ports;
import java.nio.file.Path;

/**
 * What is run. Immutable.
 *
 * @param sends messages at least
 * @param kills how often the server is killed meanwhile
 * @param seed of the moments of the kills, and of what becomes of each message
 * @param home Janji's folder, with what the build left
 * @param serverArguments the JVM's argument file for the server
 * @param folder of the run; deleted before
 * @param keep whether the store's files stay
 */
record SendsSettings(
        int sends, int kills, long seed, Path home, Path serverArguments, Path folder, boolean keep, Ports ports) {
    private static final int MOST_SENDS = 30_000_000;
    private static final int MOST_KILLS = 1_000;

    /** So many more debtors than the messages need: what was claimed when the server was killed never comes to the provider, and is not sent again. */
    private static final int SPARE_PERMILLE = 10;

    /** @throws IllegalArgumentException that names the option which is wrong */
    SendsSettings {
        if (sends < 1 || sends > MOST_SENDS) {
            throw new IllegalArgumentException("Expected --sends of 1 to " + MOST_SENDS + ", but got " + sends);
        }
        if (kills < 0 || kills > MOST_KILLS) {
            throw new IllegalArgumentException("Expected --kills of 0 to " + MOST_KILLS + ", but got " + kills);
        }
    }

    int debtors() {
        int needed = (sends + SendsPlan.STEPS - 1) / SendsPlan.STEPS;
        return needed + 2 + needed * SPARE_PERMILLE / 1_000;
    }
}
