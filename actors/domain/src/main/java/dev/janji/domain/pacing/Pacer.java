package dev.janji.domain.pacing;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Says at each tick how many calls a desk starts. In mode predictive it adds lines while one more answer would find all agents taken no more often
 * than is borne; what is borne follows from what is left of the abandonment budget and from how often it truly happened before. docs/pacing.md
 * has the formulas.
 *
 * <p>Holds what one campaign at one desk has learned and spent. Confined to the desk; not thread-safe. A tick costs O(agents + lines). Instants must
 * not go back; ticks come once a second, or whenever something has changed.
 *
 * @see <a href="https://www.ftc.gov/legal-library/browse/rules/telemarketing-sales-rule">AB-01</a>
 */
public final class Pacer {
    /** What is aimed at, as a part of the limit: the rest is for chance at the window's end. */
    private static final double AIM = 0.95;

    /** Of the limit, at most; and while a window has few answers. */
    private static final double MOST_BORNE = 1.5;

    private static final double CAREFUL_ANSWERS = 200;

    /** Of the answers that come at today's rate, so many are relied on. */
    private static final double RELIED_ON = 0.85;

    /** Staffed seconds of an answer: no agent is relied on for more than two a minute. */
    private static final double LEAST_SECONDS = 30;

    private static final Duration LEARNS_EVERY = Duration.ofSeconds(60);
    private static final Duration CORRECTS_EVERY = Duration.ofSeconds(30);

    /** How often the floor is looked at for how long its agents have been at it; a longer gap teaches nothing. */
    private static final double SAMPLE_SECONDS = 5;

    private static final double LONGEST_GAP_SECONDS = 15;

    /** How much one abandoned call too many lowers what is borne, and how far that may go. */
    private static final double GAIN = 0.05;

    private static final double LOWEST_CORRECTION = 0.1;
    private static final double HIGHEST_CORRECTION = 8;

    private final PacingTerms terms;
    private final Times times;
    private final AbandonBudget budget;

    private @Nullable Outlook outlook;
    private double meanTalkSeconds;
    private int lookedInHour = -1;
    private Instant learns = Instant.MIN;
    private Instant corrects = Instant.MIN;
    private @Nullable Instant last;
    private double staffedSeconds;
    private long answered;
    private long withoutAgent;
    private double borneAnswers;
    private double borneLost;
    private double borneShare;
    private boolean isBorne;
    private double correction = 1;

    /**
     * Starts with nothing corrected.
     *
     * @param times what is known or learned of the campaign; learned ones may be kept from day to day
     * @param budget by the terms' own abandonment terms, empty or resumed; this pacer counts in it from here on
     */
    public Pacer(PacingTerms terms, Times times, AbandonBudget budget) {
        this.terms = terms;
        this.times = times;
        this.budget = budget;
    }

    /** What the window has seen. */
    public AbandonBudget budget() {
        return budget;
    }

    /** A line is over. @param seconds that it was dialed and rang. @param isAnswered for an agent to take */
    public void lineEnded(int hour, int seconds, boolean isAnswered) {
        times.lineEnded(hour, seconds, isAnswered);
    }

    /** An agent has a person on the line. */
    public void reachedPerson(Instant at) {
        answered++;
        budget.reachedPerson(at);
    }

    /** An agent has a machine on the line; only without machine detection. */
    public void reachedMachine(Instant at) {
        answered++;
        budget.reachedMachine(at);
    }

    /** An answered call had no agent in time. */
    public void leftWithoutAgent(Instant at) {
        answered++;
        withoutAgent++;
        budget.leftWithoutAgent(at);
    }

    /** An agent has talked for so many seconds and begins to wrap up. */
    public void talkEnded(int hour, int seconds) {
        times.talkEnded(hour, seconds);
    }

    /** An agent has wrapped up for so many seconds. */
    public void wrapEnded(int hour, int seconds) {
        times.wrapEnded(hour, seconds);
    }

    /** The pace of this instant. Learns from the time since the last one, even while nothing may be dialed. */
    public Pace pace(Floor floor, Moment moment) {
        budget.roll(moment.now());
        learn(floor, moment);
        Limit stop = stop(floor, moment);
        if (stop != null) {
            isBorne = false;
            return plain(0, terms.mode(), stop);
        }
        return switch (terms.mode()) {
            case PREVIEW -> plain(0, PacingMode.PREVIEW, Limit.AGENTS_CHOOSE);
            case PROGRESSIVE -> progressive(floor, Limit.READY_AGENTS);
            case POWER -> power(floor);
            case PREDICTIVE -> predictive(floor, moment);
        };
    }

    private @Nullable Limit stop(Floor floor, Moment moment) {
        if (moment.isStopped()) {
            return Limit.KILL_SWITCH;
        }
        if (!moment.isGatewayUp()) {
            return Limit.GATEWAY_LOST;
        }
        if (floor.loggedIn() == 0) {
            return Limit.NO_AGENTS;
        }
        Duration longest = terms.ringLimit().plus(budget.terms().patience()).plusSeconds(Math.round(meanTalkSeconds));
        return moment.now().plus(longest).isAfter(moment.windowCloses()) ? Limit.WINDOW_CLOSING : null;
    }

    private Pace progressive(Floor floor, Limit limit) {
        isBorne = false;
        return plain(floor.linesForReadyAgents(), PacingMode.PROGRESSIVE, limit);
    }

    private Pace power(Floor floor) {
        int lines = (int) Math.floor(terms.ratio() * (floor.readyAgents() - floor.waitingCalls())) - floor.lines();
        return plain(Math.max(0, lines), PacingMode.POWER, Limit.RATIO);
    }

    private Pace predictive(Floor floor, Moment moment) {
        Outlook ahead = outlook;
        if (ahead == null || !times.isKnown(terms.fewestSamples())) {
            return progressive(floor, Limit.FEW_SAMPLES);
        }
        if (floor.loggedIn() < terms.fewestAgents()) {
            return progressive(floor, Limit.SMALL_GROUP);
        }
        double share = bearableShare(floor, moment);
        if (share <= 0) {
            return progressive(floor, Limit.BUDGET_SPENT);
        }
        if (isHourSpent(floor, moment)) {
            return progressive(floor, Limit.HOUR_SPENT);
        }
        isBorne = true;
        borneShare = share;
        double borne = Math.min(1, share * correction);
        int most = Math.max(0, (int) (terms.mostLines() * floor.loggedIn()) - floor.lines());
        int forReady = floor.linesForReadyAgents();
        ahead.look(floor);
        int lines = 0;
        double taken = ahead.taken();
        while (lines < most && (lines < forReady || taken <= borne)) {
            ahead.dial();
            lines++;
            taken = ahead.taken();
        }
        return new Pace(
                lines,
                PacingMode.PREDICTIVE,
                lines < most ? Limit.ABANDONMENT : Limit.MOST_LINES,
                ahead.expectedFree(),
                ahead.expectedAnswers(),
                taken,
                borne,
                share,
                budget.left(),
                ahead.horizon(),
                budget.detectsMachines());
    }

    /** What the rest of the window bears, by the answers that it will at least bring: today's, at today's rate. */
    private double bearableShare(Floor floor, Moment moment) {
        double limit = budget.terms().limit();
        double most = budget.answers() < CAREFUL_ANSWERS ? 1 : MOST_BORNE;
        return Math.min(most * limit, budget.bearable(AIM, coming(floor, moment.now(), moment.shiftEnds())));
    }

    private boolean isHourSpent(Floor floor, Moment moment) {
        Instant until = moment.shiftEnds().isBefore(budget.hourEnds()) ? moment.shiftEnds() : budget.hourEnds();
        return answered >= terms.fewestSamples() && budget.isHourSpent(coming(floor, moment.now(), until));
    }

    /** Answers until then that may be relied on: at the rate of each agent's hours until now. */
    private double coming(Floor floor, Instant now, Instant until) {
        double seconds = Math.max(0, seconds(Duration.between(now, until)));
        return answered < terms.fewestSamples()
                ? 0
                : RELIED_ON
                        * answered
                        / Math.max(LEAST_SECONDS * answered, staffedSeconds)
                        * floor.loggedIn()
                        * seconds;
    }

    private void learn(Floor floor, Moment moment) {
        double passed = last == null ? 0 : seconds(Duration.between(last, moment.now()));
        if (last == null || passed >= SAMPLE_SECONDS) {
            if (passed <= LONGEST_GAP_SECONDS) {
                times.stood(moment.hour(), floor, passed);
                staffedSeconds += floor.loggedIn() * passed;
            }
            last = moment.now();
        }
        if (moment.now().isAfter(corrects)) {
            corrects = moment.now().plus(CORRECTS_EVERY);
            correct();
        }
        if (moment.now().isAfter(learns) || moment.hour() != lookedInHour) {
            learns = moment.now().plus(LEARNS_EVERY);
            lookedInHour = moment.hour();
            CallTimes now = times.of(moment.hour());
            meanTalkSeconds = now.meanTalk();
            long horizon = Math.round(now.meanRing() + seconds(budget.terms().patience())) + 1;
            outlook = new Outlook(now, (int) Math.max(1, Math.min(CallTimes.RING_SECONDS, horizon)));
        }
    }

    /** Bears more or less than the model says, by how often an answer truly found nobody where that much was borne. */
    private void correct() {
        double answers = answered - borneAnswers;
        double lost = withoutAgent - borneLost;
        if (isBorne && answers > 0) {
            correction *= Math.exp(-GAIN * (lost - borneShare * answers));
            correction = Math.max(LOWEST_CORRECTION, Math.min(HIGHEST_CORRECTION, correction));
        }
        borneAnswers = answered;
        borneLost = withoutAgent;
    }

    private Pace plain(int lines, PacingMode mode, Limit limit) {
        return Pace.plain(lines, mode, limit, budget.left(), budget.detectsMachines());
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
