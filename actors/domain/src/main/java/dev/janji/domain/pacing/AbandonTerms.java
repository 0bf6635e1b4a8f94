package dev.janji.domain.pacing;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * What counts as an abandoned call and how many there may be. Immutable.
 *
 * @param limit share of live answers that may be abandoned, above 0 and below 1, such as 0.03
 * @param window over which the share is taken
 * @param denominator how live answers are counted
 * @param startPoint from when {@code within} runs
 * @param within an answered call that has no agent for longer is abandoned; not negative
 * @param greeting how long the greeting lasts that is played before {@code within} runs; matters from the greeting's end only
 * @param detectionError measured share of live answers that machine detection takes for machines, from 0, below 1; each counts as abandoned
 * @param hourLimit share of an hour's live answers above which the rest of that hour has a line for every ready agent only; not below
 *     {@code limit}
 */
public record AbandonTerms(
        double limit,
        Window window,
        Denominator denominator,
        StartPoint startPoint,
        Duration within,
        Duration greeting,
        double detectionError,
        double hourLimit) {
    private static final int PERIOD_DAYS = 30;
    private static final double HOUR_FACTOR = 5.0 / 3;

    /** Over which time abandoned calls are held against answers; each begins with nothing spent and nothing saved. */
    public enum Window {
        /** The campaign's first 30 days, then each 30 days that follow: AB-01. */
        THIRTY_DAYS,
        /** The local calendar day: AB-03. */
        DAY,
        /** From when the desk opened. */
        SHIFT
    }

    /** How live answers are counted. */
    public enum Denominator {
        /** Machines are told apart before an agent is asked for: every answer is a live one. */
        LIVE_ANSWERS,
        /** Nothing tells machines apart: of the calls without an agent as many were machines as of those with one: AB-05. */
        ESTIMATED
    }

    /** From when the time without an agent counts. */
    public enum StartPoint {
        /** When the line was answered: AB-03. */
        ANSWER,
        /** When the person called has ended the greeting: AB-01. */
        GREETING_END
    }

    /** @throws IllegalArgumentException when a share or a time is out of its range */
    public AbandonTerms {
        if (!(limit > 0 && limit < 1)) {
            throw new IllegalArgumentException("Expected an abandonment limit above 0 and below 1, but got " + limit);
        }
        if (within.isNegative() || greeting.isNegative()) {
            throw new IllegalArgumentException(
                    "Expected times that are not negative, but got within " + within + " and greeting " + greeting);
        }
        if (!(detectionError >= 0 && detectionError < 1)) {
            throw new IllegalArgumentException(
                    "Expected an error of machine detection from 0 and below 1, but got " + detectionError);
        }
        if (!(hourLimit >= limit && hourLimit <= 1)) {
            throw new IllegalArgumentException(
                    "Expected an hour's limit between the limit " + limit + " and 1, but got " + hourLimit);
        }
    }

    /** The safe harbour of the Telemarketing Sales Rule: 3 % over 30 days, 2 seconds from the end of the greeting (AB-01). */
    public static AbandonTerms telemarketingSalesRule() {
        return terms(Window.THIRTY_DAYS, StartPoint.GREETING_END, Duration.ofSeconds(2));
    }

    /** The profile of the United Kingdom of 2010: 3 % of a calendar day, 2 seconds from the answer (AB-03). */
    public static AbandonTerms unitedKingdom() {
        return terms(Window.DAY, StartPoint.ANSWER, Duration.ZERO);
    }

    /** 3 % of each shift, 2 seconds from the answer: what holds for every shift holds for every longer window too. */
    public static AbandonTerms everyShift() {
        return terms(Window.SHIFT, StartPoint.ANSWER, Duration.ZERO);
    }

    private static AbandonTerms terms(Window window, StartPoint startPoint, Duration greeting) {
        return new AbandonTerms(
                0.03,
                window,
                Denominator.LIVE_ANSWERS,
                startPoint,
                Duration.ofSeconds(2),
                greeting,
                0,
                0.03 * HOUR_FACTOR);
    }

    /** Machine detection that is known to take this share of live answers for machines. */
    public AbandonTerms withDetectionError(double share) {
        return new AbandonTerms(limit, window, denominator, startPoint, within, greeting, share, hourLimit);
    }

    /**
     * These terms, or the same without machine detection where its error leaves less than half of the limit for calls without an agent: there
     * detection costs more conversations than it saves, and with an error above the limit no pacing at all keeps within it. Without detection
     * machines reach agents and are left out of the share by AB-05.
     */
    public AbandonTerms inForce() {
        return detectionError <= limit / 2
                ? this
                : new AbandonTerms(limit, window, Denominator.ESTIMATED, startPoint, within, greeting, 0, hourLimit);
    }

    /** How long an answered call may wait for an agent before it is abandoned. */
    public Duration patience() {
        return startPoint == StartPoint.GREETING_END ? within.plus(greeting) : within;
    }

    /**
     * When the window began that this instant is in.
     *
     * @param campaignBegan the campaign's first call
     * @param deskOpened when the running shift began
     * @param zone of the local days
     */
    Instant windowStart(Instant now, Instant campaignBegan, Instant deskOpened, ZoneId zone) {
        if (window == Window.SHIFT) {
            return deskOpened;
        }
        LocalDate today = LocalDate.ofInstant(now, zone);
        if (window == Window.DAY) {
            return today.atStartOfDay(zone).toInstant();
        }
        LocalDate first = LocalDate.ofInstant(campaignBegan, zone);
        long periods = Math.floorDiv(ChronoUnit.DAYS.between(first, today), PERIOD_DAYS);
        return first.plusDays(periods * PERIOD_DAYS).atStartOfDay(zone).toInstant();
    }
}
