package dev.janji.domain.pacing;

/** Where a pacer has its {@link CallTimes} from: what it learned, or what somebody knows. Confined to the owner of its pacer. */
public interface Times {
    /** @param hour of the day, 0 to 23 */
    CallTimes of(int hour);

    /** Whether enough was seen to look ahead by it. @param fewest lines, and conversations */
    boolean isKnown(int fewest);

    /** The floor stood like this for so many seconds. */
    void stood(int hour, Floor floor, double seconds);

    /** A line is over. @param isAnswered by somebody for an agent */
    void lineEnded(int hour, int seconds, boolean isAnswered);

    void talkEnded(int hour, int seconds);

    void wrapEnded(int hour, int seconds);

    /** Times that somebody knows and that never change: what learned ones are held against. */
    static Times known(CallTimes times) {
        return new Known(times);
    }

    /** @param times for every hour */
    record Known(CallTimes times) implements Times {
        @Override
        public CallTimes of(int hour) {
            return times;
        }

        @Override
        public boolean isKnown(int fewest) {
            return true;
        }

        @Override
        public void stood(int hour, Floor floor, double seconds) {}

        @Override
        public void lineEnded(int hour, int seconds, boolean isAnswered) {}

        @Override
        public void talkEnded(int hour, int seconds) {}

        @Override
        public void wrapEnded(int hour, int seconds) {}
    }
}
