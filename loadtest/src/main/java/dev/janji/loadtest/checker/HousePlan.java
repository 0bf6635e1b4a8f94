package dev.janji.loadtest.checker;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * By which segments and steps an account is worked, written down a second time by hand: what a collections manager said, not the server's
 * file. Immutable.
 *
 * @param version that the journal must name
 * @param segments the first whose condition holds takes the account
 * @param arms share of the debtors in percent, by name; empty when there is no challenger
 */
public record HousePlan(String version, List<Segment> segments, Map<String, Integer> arms) {
    /** Days past due from which on an account is in the last bucket. */
    static final int LAST_BUCKET_FROM = 181;

    private static final int MINUTES_OF_A_DAY = 24 * 60;

    /** Those of a trigger stand in the order of their time. */
    private static final Comparator<Step> IN_ORDER =
            Comparator.comparing(Step::trigger).thenComparingInt(Step::minute);

    /** What the days of a step are counted from. */
    enum Trigger {
        DUE_DATE,
        /** The local day on which the account entered the last bucket. */
        LAST_BUCKET,
        /** The date of the active promise. */
        PROMISE,
        /** The first day after the deadline of a promise that was not kept in full. */
        PROMISE_BROKEN,
        PAYMENT_REVERSED
    }

    /** A day from which steps of one trigger are counted. */
    record Anchor(Trigger trigger, LocalDate date) {}

    /** What becomes of a step when its day is over. */
    enum Late {
        MERGED,
        STILL_DUE
    }

    /** What a step does. */
    enum Deed {
        WRITES,
        CALLS,
        HANDS_OVER
    }

    /** What a segment asks of an account. */
    interface Condition {
        boolean holds(int daysPastDue, int brokenPromises, String arm);
    }

    record Segment(String name, Condition condition, List<Step> steps) {
        Segment {
            steps = List.copyOf(steps);
        }

        /** @return null when the segment has no such step */
        @Nullable
        Step find(Trigger trigger, int minute) {
            return steps.stream()
                    .filter(step -> step.trigger() == trigger && step.minute() == minute)
                    .findFirst()
                    .orElse(null);
        }
    }

    /**
     * One step.
     *
     * @param day local days after the trigger's date, those that do not count left out
     * @param time local to the debtor
     * @param does what is done
     */
    record Step(String name, Trigger trigger, int day, LocalTime time, Late late, Deed does) {
        /** Whether it gives the account to the lawyers instead of contacting anybody. */
        boolean handsOver() {
            return does == Deed.HANDS_OVER;
        }

        /** Whether a live agent calls. */
        boolean calls() {
            return does == Deed.CALLS;
        }

        /** Its time on its day. */
        Instant at(LocalDate on, ZoneId zone) {
            return on.atTime(time).atZone(zone).toInstant();
        }

        /** Its place among the steps of its trigger: local minutes after the trigger's day began. */
        int minute() {
            return day * MINUTES_OF_A_DAY + time.toSecondOfDay() / 60;
        }

        /** Whether it speaks of a day to come. */
        boolean reminds() {
            return trigger == Trigger.PROMISE || trigger == Trigger.DUE_DATE && day <= 0;
        }

        boolean isGone(LocalDate anchor, LocalDate today) {
            return reminds() && today.isAfter(anchor);
        }
    }

    public HousePlan {
        segments = List.copyOf(segments);
        arms = Map.copyOf(arms);
    }

    /** The plan of the default strategy. */
    static HousePlan standard() {
        return new HousePlan(
                "default-1",
                List.of(new Segment(
                        "everybody",
                        (days, broken, arm) -> true,
                        List.of(
                                due("H-3", -3, 9),
                                due("H+1", 1, 9),
                                due("H+3", 3, 18),
                                due("H+7", 7, 10),
                                due("H+14", 14, 10),
                                due("H+21", 21, 17),
                                due("H+30", 30, 10),
                                due("H+45", 45, 10),
                                due("H+60", 60, 10),
                                due("H+75", 75, 10),
                                due("H+90", 90, 10),
                                due("H+120", 120, 10),
                                due("H+150", 150, 10),
                                due("H+180", 180, 10)))),
                Map.of());
    }

    /** The plan of a bank's credit cards: broken promises apart, and a fifth of the debtors asked in the evening. */
    static HousePlan creditCard() {
        Step promise = step("promise-1", Trigger.PROMISE, -1, 10, Late.MERGED);
        Step legal = new Step("bucket+0", Trigger.LAST_BUCKET, 0, LocalTime.of(9, 0), Late.STILL_DUE, Deed.HANDS_OVER);
        return new HousePlan(
                "credit-card-1",
                List.of(
                        new Segment(
                                "broken-promise",
                                (days, broken, arm) -> broken >= 1 && days >= 1,
                                List.of(
                                        step("promise-broken+0", Trigger.PROMISE_BROKEN, 0, 10, Late.STILL_DUE),
                                        due("H+14", 14, 10),
                                        due("H+30", 30, 10),
                                        due("H+45", 45, 17),
                                        due("H+60", 60, 10),
                                        due("H+90", 90, 10),
                                        due("H+120", 120, 10),
                                        legal,
                                        promise)),
                        new Segment(
                                "evening",
                                (days, broken, arm) -> arm.equals("challenger"),
                                List.of(
                                        step("D-3", Trigger.DUE_DATE, -3, 18, Late.MERGED),
                                        due("H+1", 1, 18),
                                        due("H+5", 5, 18),
                                        due("H+10", 10, 18),
                                        due("H+20", 20, 18),
                                        due("H+30", 30, 18),
                                        due("H+60", 60, 10),
                                        due("H+90", 90, 10),
                                        due("H+120", 120, 10),
                                        legal,
                                        promise)),
                        new Segment(
                                "everybody",
                                (days, broken, arm) -> true,
                                List.of(
                                        step("D-3", Trigger.DUE_DATE, -3, 9, Late.MERGED),
                                        due("H+1", 1, 9),
                                        due("H+3", 3, 18),
                                        due("H+7", 7, 10),
                                        due("H+14", 14, 10),
                                        due("H+21", 21, 17),
                                        due("H+30", 30, 10),
                                        due("H+45", 45, 10),
                                        due("H+60", 60, 10),
                                        due("H+90", 90, 10),
                                        due("H+120", 120, 10),
                                        legal,
                                        step("payment-reversed+0", Trigger.PAYMENT_REVERSED, 0, 10, Late.MERGED),
                                        promise))),
                Map.of("champion", 80, "challenger", 20));
    }

    /** As credit cards, with calls by live agents. */
    static HousePlan creditCardDesk() {
        HousePlan cards = creditCard();
        List<Segment> segments = new ArrayList<>();
        for (Segment segment : cards.segments()) {
            List<Step> steps = new ArrayList<>(segment.steps());
            switch (segment.name()) {
                case "broken-promise" -> steps.add(call("promise-broken+1", Trigger.PROMISE_BROKEN, 1, 10));
                case "evening" -> {
                    steps.add(call("H+2", Trigger.DUE_DATE, 2, 17));
                    steps.add(call("H+8", Trigger.DUE_DATE, 8, 17));
                }
                default -> {
                    steps.add(call("H+2", Trigger.DUE_DATE, 2, 10));
                    steps.add(call("H+5", Trigger.DUE_DATE, 5, 10));
                }
            }
            steps.sort(IN_ORDER);
            segments.add(new Segment(segment.name(), segment.condition(), steps));
        }
        return new HousePlan("credit-card-desk-1", segments, cards.arms());
    }

    /** As credit cards, with a warning letter before the 31st day. */
    static HousePlan creditCardOmnichannel() {
        HousePlan cards = creditCard();
        List<Segment> segments = new ArrayList<>();
        for (Segment segment : cards.segments()) {
            List<Step> steps = new ArrayList<>(segment.steps());
            steps.add(due("H+28", 28, 11));
            steps.sort(IN_ORDER);
            segments.add(new Segment(segment.name(), segment.condition(), steps));
        }
        return new HousePlan("credit-card-omnichannel-1", segments, cards.arms());
    }

    private static Step call(String name, Trigger trigger, int day, int hour) {
        return new Step(name, trigger, day, LocalTime.of(hour, 0), Late.MERGED, Deed.CALLS);
    }

    Segment segmentOf(int daysPastDue, int brokenPromises, String arm) {
        return segments.stream()
                .filter(segment -> segment.condition().holds(daysPastDue, brokenPromises, arm))
                .findFirst()
                .orElseThrow();
    }

    /** @return the step of whatever segment; null when none has it */
    @Nullable
    Step anywhere(Trigger trigger, int minute) {
        for (Segment segment : segments) {
            Step step = segment.find(trigger, minute);
            if (step != null) {
                return step;
            }
        }
        return null;
    }

    private static Step due(String name, int day, int hour) {
        return step(name, Trigger.DUE_DATE, day, hour, Late.MERGED);
    }

    private static Step step(String name, Trigger trigger, int day, int hour, Late late) {
        return new Step(name, trigger, day, LocalTime.of(hour, 0), late, Deed.WRITES);
    }
}
