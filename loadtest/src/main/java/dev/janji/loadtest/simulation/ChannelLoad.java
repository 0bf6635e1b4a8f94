package dev.janji.loadtest.simulation;

/** Contacts of one channel, minute by minute of a period. Confined to one thread. */
final class ChannelLoad {
    private static final int MINUTES_OF_AN_HOUR = 60;

    private final int[] minutes;

    ChannelLoad(SimulatedPeriod period) {
        minutes = new int[period.days() * SimulatedPeriod.MINUTES_OF_A_DAY];
    }

    /** The first stretch of the period with the most contacts. @param minute at which it begins */
    record Peak(int minute, long contacts) {}

    void contactAt(int minute) {
        minutes[minute]++;
    }

    Peak busiestDay() {
        return busiest(SimulatedPeriod.MINUTES_OF_A_DAY);
    }

    Peak busiestHour() {
        return busiest(MINUTES_OF_AN_HOUR);
    }

    Peak busiestMinute() {
        return busiest(1);
    }

    private Peak busiest(int length) {
        Peak busiest = new Peak(0, 0);
        for (int from = 0; from < minutes.length; from += length) {
            long contacts = 0;
            for (int i = from; i < from + length; i++) {
                contacts += minutes[i];
            }
            if (contacts > busiest.contacts()) {
                busiest = new Peak(from, contacts);
            }
        }
        return busiest;
    }
}
