package dev.janji.loadtest.portfolio;

import java.util.List;

/**
 * The bank's own verdict on one client, oldest month first (April to September): the truth that computed days past due are held to.
 * Immutable. Read apart from {@link CardClient}; only the comparison may know it.
 *
 * @param number of the client in the sample
 * @param status X11 to X6: -2 no use, -1 paid in full, 0 revolving at the minimum, 1 to 9 months of delay
 */
public record MonthsOfDelay(int number, List<Integer> status) {
    public MonthsOfDelay {
        status = List.copyOf(status);
    }
}
