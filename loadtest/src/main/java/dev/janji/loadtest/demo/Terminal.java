package dev.janji.loadtest.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** What the demo's output goes to. Stateless. */
final class Terminal {
    private static final int COLUMNS = 96;

    private Terminal() {}

    /** @return whether there is a terminal that the live view fits into; false prints plain lines */
    static boolean isWideEnough() {
        return System.console() != null && columns() >= COLUMNS;
    }

    /** @return as {@code stty} says; enough when it says nothing */
    private static int columns() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            boolean ended = stty.waitFor(2, TimeUnit.SECONDS);
            return ended && size.matches("\\d+ [1-9]\\d*")
                    ? Integer.parseInt(size.substring(size.indexOf(' ') + 1))
                    : COLUMNS;
        } catch (IOException e) {
            return COLUMNS;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return COLUMNS;
        }
    }
}
