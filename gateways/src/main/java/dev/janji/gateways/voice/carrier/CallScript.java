package dev.janji.gateways.voice.carrier;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import dev.janji.actors.voice.CallEvent.Answered.By;
import dev.janji.actors.voice.CallEvent.Ended.End;
import dev.janji.domain.id.AttemptId;
import dev.janji.gateways.simulator.Script;
import dev.janji.gateways.simulator.Script.Range;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * How a played carrier and those whom it rings behave. What becomes of a call is a pure function of the seed, the attempt's id, the number's
 * ending and the hour in which it is dialed, so a run is repeated whatever the order of its threads. Immutable.
 *
 * @param endings what a number that ends with these digits always does; the longest ending counts
 */
public record CallScript(long seed, Setup setup, Answering answering, Times times, Map<String, Ending> endings) {

    /**
     * How the carrier takes a call, before anything rings. All chances are between 0 and 1.
     *
     * @param latency until the carrier says that it has the call, real time: the house clock waits for an open contact
     * @param patience how long a silent carrier is waited for before the answer is "unknown", real time
     * @param refused chance that it refuses the call for good
     * @param throttled chance that it says that we dial too fast
     * @param lostBefore chance that the call is lost on its way to the carrier, and no answer comes
     * @param lostAfter chance that the carrier dials, but its answer is lost
     */
    public record Setup(
            Range latency, Duration patience, double refused, double throttled, double lostBefore, double lostAfter) {
        /** @throws IllegalArgumentException when a chance is not one; the text names it */
        public Setup {
            positive("patience", patience);
            chance("refused", refused);
            chance("throttled", throttled);
            chance("lost-before", lostBefore);
            chance("lost-after", lostAfter);
            chance("refused + throttled + lost-before + lost-after", refused + throttled + lostBefore + lostAfter);
        }
    }

    /**
     * What becomes of calls that the carrier took. All chances are between 0 and 1.
     *
     * @param byHour of calls to a free telephone, the share that is answered, by the hour of the carrier's day
     * @param machine of the answered, the share that a machine answers
     * @param machineMissed of the machines, the share that is taken for a person
     * @param personMistaken of the persons, the share that is taken for a machine
     * @param vacant there is no such number (SIT "vacant code")
     * @param reorder the network is busy (SIT "reorder")
     * @param noCircuit the network has no way to the number (SIT "no circuit")
     * @param failed any other fault of the network
     */
    public record Answering(
            List<Double> byHour,
            double machine,
            double machineMissed,
            double personMistaken,
            double busy,
            double rejected,
            double vacant,
            double reorder,
            double noCircuit,
            double failed) {
        private static final int HOURS = 24;

        /** @throws IllegalArgumentException when a chance is not one; the text names it */
        public Answering {
            byHour = List.copyOf(byHour);
            if (byHour.size() != HOURS) {
                throw new IllegalArgumentException(
                        "Expected answered to have 24 shares, one an hour, but it has " + byHour.size());
            }
            byHour.forEach(share -> chance("answered", share));
            chance("machine", machine);
            chance("machine-missed", machineMissed);
            chance("person-mistaken", personMistaken);
            chance("busy", busy);
            chance("rejected", rejected);
            chance("vacant", vacant);
            chance("reorder", reorder);
            chance("no-circuit", noCircuit);
            chance("failed", failed);
            chance(
                    "busy + rejected + vacant + reorder + no-circuit + failed",
                    busy + rejected + vacant + reorder + noCircuit + failed);
        }
    }

    /**
     * How long things take, by the house clock.
     *
     * @param setup from dialing to the first ring, or to the network's "no"
     * @param ringMean from the first ring to the answer, gamma distributed
     * @param ringShape of that distribution; above 0, the higher the less spread
     * @param ringLimit a telephone that has rung for so long is not answered any more
     * @param detection how long somebody who answered is listened to before it is said who it is
     * @param talkMean from the connection until they hang up, log-normally distributed
     * @param talkVariation standard deviation of a talk in means
     * @param longestTalk nobody talks for longer
     * @param machineListens a machine hangs up so long after it answered
     * @param waits how long somebody who answered waits for an agent
     * @param announcement how long an announcement is
     */
    public record Times(
            Range setup,
            Duration ringMean,
            double ringShape,
            Duration ringLimit,
            Duration detection,
            Duration talkMean,
            double talkVariation,
            Duration longestTalk,
            Duration machineListens,
            Range waits,
            Duration announcement) {
        /** @throws IllegalArgumentException when one is out of its range; the text names it */
        public Times {
            positive("ring.mean", ringMean);
            demand(ringShape > 0 && ringShape <= 1_000, "ring.shape", "above 0, at most 1000");
            positive("ring-limit", ringLimit);
            demand(!detection.isNegative(), "detection", "not negative");
            positive("talk.mean", talkMean);
            demand(talkVariation >= 0 && talkVariation <= 10, "talk.variation", "from 0 to 10");
            positive("talk.longest", longestTalk);
            positive("machine-listens", machineListens);
            positive("announcement", announcement);
        }
    }

    /** What the carrier does with a call that is brought. */
    enum Reception {
        TAKEN,
        REFUSED,
        THROTTLED,
        LOST_BEFORE,
        LOST_AFTER
    }

    /** How a call goes that the carrier took. */
    enum Way {
        PERSON(End.THEY_HUNG_UP),
        MACHINE(End.THEY_HUNG_UP),
        NO_ANSWER(End.NO_ANSWER),
        REJECTED(End.REJECTED),
        BUSY(End.BUSY),
        VACANT(End.NOT_IN_SERVICE),
        REORDER(End.CONGESTION),
        NO_CIRCUIT(End.CONGESTION),
        FAILED(End.FAILED);

        private final End end;

        Way(End end) {
            this.end = end;
        }

        /** How it ends when nobody ends it before. */
        End end() {
            return end;
        }

        boolean isAnswered() {
            return this == PERSON || this == MACHINE;
        }

        boolean rings() {
            return isAnswered() || this == NO_ANSWER || this == REJECTED;
        }
    }

    /** What numbers with a certain ending always do. */
    public enum Ending {
        BUSY(Way.BUSY),
        NO_SUCH_NUMBER(Way.VACANT),
        /** A machine answers and is known for one. */
        MACHINE(Way.MACHINE),
        /** A person answers and is known for one. */
        ANSWERS(Way.PERSON),
        NO_ANSWER(Way.NO_ANSWER),
        REJECTED(Way.REJECTED),
        CONGESTION(Way.NO_CIRCUIT),
        FAILED(Way.FAILED),
        /** A person who hangs up one second after answering when nobody is there. */
        IMPATIENT(Way.PERSON),
        /** A machine that is taken for a person. */
        MACHINE_MISSED(Way.MACHINE),
        /** A person who is taken for a machine. */
        PERSON_MISTAKEN(Way.PERSON),
        /** The carrier refuses the call. */
        REFUSED(Way.FAILED),
        /** The carrier says that we dial too fast. */
        THROTTLED(Way.FAILED),
        /** The carrier gets nothing and says nothing. */
        LOST_BEFORE(Way.FAILED),
        /** The carrier dials and says nothing; a person answers. */
        LOST_AFTER(Way.PERSON);

        private final Way way;

        Ending(Way way) {
            this.way = way;
        }
    }

    /** @param latency until the carrier answers, real time */
    record Taking(Reception reception, Duration latency) {}

    /**
     * What becomes of a call that the carrier took.
     *
     * @param ring from the first ring to the answer, or to the end when nobody answers; up to the ring limit
     * @param heardAs what the machine detection says
     * @param talk from the connection until they hang up
     * @param waits from the answer until they hang up when nobody was there
     */
    record Fate(Way way, Duration setup, Duration ring, By heardAs, Duration talk, Duration waits) {}

    public CallScript {
        endings = Map.copyOf(endings);
        endings.keySet()
                .forEach(digits -> demand(digits.matches("[0-9]{1,15}"), "endings", "digits, 1 to 15 of them each"));
    }

    /** @throws ConfigException when a key is missing or out of its range; the text names it */
    public static CallScript from(Config config) {
        try {
            Config ring = config.getConfig("ring");
            Config talk = config.getConfig("talk");
            Map<String, Ending> endings = new HashMap<>();
            if (config.hasPath("endings")) {
                config.getObject("endings")
                        .forEach((digits, value) -> endings.put(
                                digits,
                                Ending.valueOf(value.unwrapped()
                                        .toString()
                                        .replace('-', '_')
                                        .toUpperCase(Locale.ROOT))));
            }
            return new CallScript(
                    config.getLong("seed"),
                    new Setup(
                            Range.from(config.getConfig("latency")),
                            config.getDuration("patience"),
                            config.getDouble("refused"),
                            config.getDouble("throttled"),
                            config.getDouble("lost-before"),
                            config.getDouble("lost-after")),
                    new Answering(
                            config.getDoubleList("answered"),
                            config.getDouble("machine"),
                            config.getDouble("machine-missed"),
                            config.getDouble("person-mistaken"),
                            config.getDouble("busy"),
                            config.getDouble("rejected"),
                            config.getDouble("vacant"),
                            config.getDouble("reorder"),
                            config.getDouble("no-circuit"),
                            config.getDouble("failed")),
                    new Times(
                            Range.from(config.getConfig("setup")),
                            ring.getDuration("mean"),
                            ring.getDouble("shape"),
                            config.getDuration("ring-limit"),
                            config.getDuration("detection"),
                            talk.getDuration("mean"),
                            talk.getDouble("variation"),
                            talk.getDuration("longest"),
                            config.getDuration("machine-listens"),
                            Range.from(config.getConfig("waits")),
                            config.getDuration("announcement")),
                    endings);
        } catch (IllegalArgumentException e) {
            throw new ConfigException.Generic(config.origin().description() + ": " + e.getMessage(), e);
        }
    }

    /** Pure: how the carrier takes the call. */
    Taking takingOf(AttemptId attempt, String number) {
        SplittableRandom random = Script.randomOf(seed, attempt.value());
        Duration latency = setup.latency().any(random);
        double lot = random.nextDouble();
        Optional<Ending> ending = endingOf(number);
        if (ending.isPresent()) {
            return new Taking(receptionOf(ending.get()), latency);
        }
        Reception[] bad = {Reception.REFUSED, Reception.THROTTLED, Reception.LOST_BEFORE, Reception.LOST_AFTER};
        double[] chances = {setup.refused(), setup.throttled(), setup.lostBefore(), setup.lostAfter()};
        for (int i = 0; i < bad.length; i++) {
            if (lot < chances[i]) {
                return new Taking(bad[i], latency);
            }
            lot -= chances[i];
        }
        return new Taking(Reception.TAKEN, latency);
    }

    private static Reception receptionOf(Ending ending) {
        return switch (ending) {
            case REFUSED -> Reception.REFUSED;
            case THROTTLED -> Reception.THROTTLED;
            case LOST_BEFORE -> Reception.LOST_BEFORE;
            case LOST_AFTER -> Reception.LOST_AFTER;
            case BUSY,
                    NO_SUCH_NUMBER,
                    MACHINE,
                    ANSWERS,
                    NO_ANSWER,
                    REJECTED,
                    CONGESTION,
                    FAILED,
                    IMPATIENT,
                    MACHINE_MISSED,
                    PERSON_MISTAKEN -> Reception.TAKEN;
        };
    }

    /** Pure: what becomes of the call. @param hour of the carrier's day, 0 to 23 */
    Fate fateOf(AttemptId attempt, String number, int hour) {
        SplittableRandom random = Script.randomOf(~seed, attempt.value());
        Optional<Ending> ending = endingOf(number);
        // Each question has lots of its own, so that another answer to one does not change the others.
        SplittableRandom ways = random.split();
        Duration beforeRinging = times.setup().any(random.split());
        Duration ring = Lots.gamma(random.split(), times.ringMean(), times.ringShape());
        SplittableRandom hearing = random.split();
        Duration talk = Lots.logNormal(random.split(), times.talkMean(), times.talkVariation());
        Duration waits = times.waits().any(random.split());
        Way way = ending.map(forced -> forced.way).orElseGet(() -> wayBy(ways, hour));
        if (way.isAnswered() && ring.compareTo(times.ringLimit()) >= 0) {
            if (ending.isPresent()) {
                ring = times.ringLimit().dividedBy(2);
            } else {
                way = Way.NO_ANSWER;
            }
        }
        if (way == Way.NO_ANSWER || ring.compareTo(times.ringLimit()) > 0) {
            ring = times.ringLimit();
        }
        return new Fate(
                way,
                beforeRinging,
                ring,
                heardAs(way, ending, hearing.nextDouble()),
                talk.compareTo(times.longestTalk()) > 0 ? times.longestTalk() : talk,
                ending.filter(Ending.IMPATIENT::equals).isPresent() ? Duration.ofSeconds(1) : waits);
    }

    private Way wayBy(SplittableRandom random, int hour) {
        double lot = random.nextDouble();
        Way[] unanswered = {Way.BUSY, Way.REJECTED, Way.VACANT, Way.REORDER, Way.NO_CIRCUIT, Way.FAILED};
        double[] chances = {
            answering.busy(),
            answering.rejected(),
            answering.vacant(),
            answering.reorder(),
            answering.noCircuit(),
            answering.failed()
        };
        for (int i = 0; i < unanswered.length; i++) {
            if (lot < chances[i]) {
                return unanswered[i];
            }
            lot -= chances[i];
        }
        if (random.nextDouble() >= answering.byHour().get(hour)) {
            return Way.NO_ANSWER;
        }
        return random.nextDouble() < answering.machine() ? Way.MACHINE : Way.PERSON;
    }

    private By heardAs(Way way, Optional<Ending> ending, double lot) {
        boolean wrong = ending.map(forced -> forced == Ending.MACHINE_MISSED || forced == Ending.PERSON_MISTAKEN)
                .orElse(lot < (way == Way.MACHINE ? answering.machineMissed() : answering.personMistaken()));
        return (way == Way.MACHINE) == wrong ? By.PERSON : By.MACHINE;
    }

    private Optional<Ending> endingOf(String number) {
        Optional<Ending> found = Optional.empty();
        for (int from = number.length() - 1; from >= 0; from--) {
            Ending ending = endings.get(number.substring(from));
            if (ending != null) {
                found = Optional.of(ending);
            }
        }
        return found;
    }

    private static void chance(String key, double value) {
        demand(value >= 0 && value <= 1, key, "between 0 and 1");
    }

    private static void positive(String key, Duration value) {
        demand(!value.isNegative() && !value.isZero(), key, "above 0");
    }

    private static void demand(boolean holds, String key, String range) {
        if (!holds) {
            throw new IllegalArgumentException("Expected " + key + " to be " + range + ", but it is not");
        }
    }
}
