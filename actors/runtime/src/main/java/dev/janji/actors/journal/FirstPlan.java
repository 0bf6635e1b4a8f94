package dev.janji.actors.journal;

import java.util.List;

/**
 * Before steps had a place in time, records counted them in the one plan that there was: the default of the first servers. What they wrote
 * stays readable through it.
 */
final class FirstPlan {
    private static final int DAY = 24 * 60;

    /** Hours and days of {@code default-1}, as they stood. */
    private static final List<Integer> MINUTES = List.of(
            at(-3, 9),
            at(1, 9),
            at(3, 18),
            at(7, 10),
            at(14, 10),
            at(21, 17),
            at(30, 10),
            at(45, 10),
            at(60, 10),
            at(75, 10),
            at(90, 10),
            at(120, 10),
            at(150, 10),
            at(180, 10));

    private FirstPlan() {}

    /** @return the minute of the step with this index; of one beyond the plan, that of its last step */
    static int minuteOf(int index) {
        return MINUTES.get(Math.max(0, Math.min(index, MINUTES.size() - 1)));
    }

    private static int at(int day, int hour) {
        return day * DAY + hour * 60;
    }
}
