package dev.janji.loadtest.demo;

import java.nio.file.Path;

/**
 * What is run. Immutable.
 *
 * @param debtors how many clients of the sample
 * @param days how many days from 1 April 2026
 * @param speed seconds of virtual time in a second of real time, at most
 * @param data folder of the run
 * @param home Janji's folder, with what the build left
 * @param serverArguments the JVM's argument file for the server
 * @param seed of the portfolio
 * @param agents how many live agents work at a desk; 0 for no desk
 * @param mode how the desk dials, as {@code docs/operators.md} names it
 * @param kills how often the server is killed meanwhile, at seeded random moments
 */
public record DemoSettings(
        int debtors,
        int days,
        double speed,
        Path data,
        Path home,
        Path serverArguments,
        long seed,
        int agents,
        String mode,
        int kills,
        Ports ports) {
    private static final int MOST_AGENTS = 2_000;

    /** Without a desk. */
    public DemoSettings(
            int debtors,
            int days,
            double speed,
            Path data,
            Path home,
            Path serverArguments,
            long seed,
            int kills,
            Ports ports) {
        this(debtors, days, speed, data, home, serverArguments, seed, 0, "", kills, ports);
    }

    /** @throws IllegalArgumentException that names the option which is wrong */
    public DemoSettings {
        if (debtors < 1) {
            throw new IllegalArgumentException("Expected --debtors of at least 1, but got " + debtors);
        }
        if (days < 1) {
            throw new IllegalArgumentException("Expected --days of at least 1, but got " + days);
        }
        if (agents < 0 || agents > MOST_AGENTS) {
            throw new IllegalArgumentException("Expected --agents of 0 to " + MOST_AGENTS + ", but got " + agents);
        }
        if (!(speed > 0) || Double.isInfinite(speed)) {
            throw new IllegalArgumentException("Expected a --speed above 0, but got " + speed);
        }
    }
}
