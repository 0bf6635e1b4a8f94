package dev.janji.domain.pacing;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * What a window has seen of answers and abandoned calls, and what it has left. Counts of one window and of the running hour, nothing else.
 * Confined to the owner of its pacer. Instants must not go back.
 */
public final class AbandonBudget {
    /** Standard deviations of the estimate that are kept clear of the limit: 97 windows of 100. */
    private static final double SURE = 2;

    /** Local days of every zone in use begin at a full quarter of an hour. */
    private static final long QUARTER = 900;

    private static final double MOST_ERROR = 0.3;

    private final AbandonTerms terms;
    private final Instant campaignBegan;
    private final Instant deskOpened;
    private final ZoneId zone;
    private final Count window = new Count();
    private final Count hour = new Count();
    private Instant windowBegan = Instant.MIN;
    private Instant hourBegan = Instant.MIN;
    private Instant lookedUntil = Instant.MIN;

    /**
     * Starts with nothing counted.
     *
     * @param terms of which machine detection is left out when its error alone would spend the budget
     * @param campaignBegan the campaign's first call
     * @param deskOpened when the running shift began
     */
    public AbandonBudget(AbandonTerms terms, Instant campaignBegan, Instant deskOpened, ZoneId zone) {
        this.terms = terms.inForce();
        this.campaignBegan = campaignBegan;
        this.deskOpened = deskOpened;
        this.zone = zone;
    }

    /** Calls that agents took, of which so many reached a machine, and calls that no agent took. */
    private static final class Count {
        private long persons;
        private long machines;
        private long withoutAgent;

        private void clear() {
            persons = 0;
            machines = 0;
            withoutAgent = 0;
        }
    }

    /**
     * What a desk must keep of a window to go on with it after a restart.
     *
     * @param windowBegan which window it is of
     * @param persons calls that agents took and that reached a person
     * @param machines the same that reached a machine
     * @param withoutAgent answered calls that no agent took
     */
    public record Counts(Instant windowBegan, long persons, long machines, long withoutAgent) {}

    /** What the running window has seen. */
    public Counts counts() {
        return new Counts(windowBegan, window.persons, window.machines, window.withoutAgent);
    }

    /** Goes on with what was counted before; counts of a window that is over are forgotten at the next roll. */
    public AbandonBudget resume(Counts counts) {
        windowBegan = counts.windowBegan();
        window.persons = counts.persons();
        window.machines = counts.machines();
        window.withoutAgent = counts.withoutAgent();
        return this;
    }

    /** Whether machines are told apart before an agent is asked for. */
    public boolean detectsMachines() {
        return terms.denominator() == AbandonTerms.Denominator.LIVE_ANSWERS;
    }

    AbandonTerms terms() {
        return terms;
    }

    /** An agent has a person on the line. */
    public void reachedPerson(Instant at) {
        roll(at);
        window.persons++;
        hour.persons++;
    }

    /** An agent has a machine on the line; only without machine detection. */
    public void reachedMachine(Instant at) {
        roll(at);
        window.machines++;
        hour.machines++;
    }

    /** An answered call had no agent in time. */
    public void leftWithoutAgent(Instant at) {
        roll(at);
        window.withoutAgent++;
        hour.withoutAgent++;
    }

    /** Begins a new window and a new hour when their time has come; to be called before anything is asked. */
    public void roll(Instant now) {
        if (now.isBefore(lookedUntil)) {
            return;
        }
        lookedUntil = Instant.ofEpochSecond((Math.floorDiv(now.getEpochSecond(), QUARTER) + 1) * QUARTER);
        Instant began = terms.windowStart(now, campaignBegan, deskOpened, zone);
        if (began.isAfter(windowBegan)) {
            windowBegan = began;
            window.clear();
        }
        Instant clockHour = now.truncatedTo(ChronoUnit.HOURS);
        if (clockHour.isAfter(hourBegan)) {
            hourBegan = clockHour;
            hour.clear();
        }
    }

    /** Live answers of the window, estimated where machines are not told apart. */
    public double answers() {
        return answers(window);
    }

    /** Abandoned live answers of the window, with those that machine detection takes for machines. */
    public double abandoned() {
        return abandoned(window);
    }

    /** Abandoned of answered, 0 to 1; 0 without answers. */
    public double share() {
        return answers() == 0 ? 0 : abandoned() / answers();
    }

    /** Calls that may still be abandoned now without passing the limit; negative when it is passed. */
    public double left() {
        return terms.limit() * answers() - abandoned();
    }

    /** Whether the running hour has had its share. @param coming live answers that the rest of the hour will at least bring */
    boolean isHourSpent(double coming) {
        return abandoned(hour) + 1 > terms.hourLimit() * (answers(hour) + coming);
    }

    /** When the next hour begins, of those that are looked at one by one. */
    Instant hourEnds() {
        return hourBegan.plus(1, ChronoUnit.HOURS);
    }

    /**
     * The share of coming live answers that may have no agent, so that the window ends at a part of its limit: at {@code aim}, and below it where
     * machines are not told apart and the true count differs from the estimated one by chance.
     *
     * @param aim part of the limit, above 0, at most 1
     * @param coming live answers that the rest of the window will at least bring
     * @return 0 when nothing is left; never negative, may be above 1
     */
    double bearable(double aim, double coming) {
        double future = Math.max(coming, 1);
        double share = terms.limit() * Math.min(aim, 1 - SURE * estimateError(future));
        double live = Math.max((1 - terms.detectionError()) * future, 1);
        return Math.max(0, (share * (answers() + future) - abandoned() - terms.detectionError() * future) / live);
    }

    /**
     * Standard deviation of the number of persons among as many calls without an agent as the window's limit allows, as a part of it: with a part h of
     * all answers persons and n of them allowed to be lost, {@code sqrt((1 - h) / n)}.
     */
    private double estimateError(double future) {
        long taken = window.persons + window.machines;
        if (window.machines == 0) {
            return 0;
        }
        double machines = (double) window.machines / taken;
        return Math.min(MOST_ERROR, Math.sqrt(machines / (terms.limit() * (answers() + future))));
    }

    private double answers(Count count) {
        return (count.persons + live(count)) / (1 - terms.detectionError());
    }

    private double abandoned(Count count) {
        return live(count) + terms.detectionError() * answers(count);
    }

    /** Of the calls without an agent, those that a person had answered: {@code D - D * AM / (H + AM)} where machines are not told apart. */
    private double live(Count count) {
        if (terms.denominator() == AbandonTerms.Denominator.LIVE_ANSWERS || count.machines == 0) {
            return count.withoutAgent;
        }
        return count.withoutAgent - count.withoutAgent * (double) count.machines / (count.persons + count.machines);
    }
}
