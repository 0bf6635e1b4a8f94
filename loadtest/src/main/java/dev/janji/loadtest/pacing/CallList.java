package dev.janji.loadtest.pacing;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** The calls of a seed in the order in which they are dialed. Confined to one run. */
final class CallList {
    private final Scenario scenario;
    private final SplittableRandom random;
    private @Nullable Call next;

    CallList(Scenario scenario, SplittableRandom random) {
        this.scenario = scenario;
        this.random = random;
    }

    enum Kind {
        PERSON,
        MACHINE,
        DEAD,
        NO_ANSWER
    }

    /**
     * What becomes of a call.
     *
     * @param seconds from dialing to the answer, or to the end
     * @param takenForMachine whether machine detection will be wrong about a person
     */
    record Call(Kind kind, double seconds, boolean takenForMachine) {}

    Call next(int second) {
        Call call = peek(second);
        next = null;
        return call;
    }

    /** The next call, for whoever may know it. */
    Call peek(int second) {
        Call call = next;
        if (call == null) {
            call = draw(second);
            next = call;
        }
        return call;
    }

    private Call draw(int second) {
        double persons = scenario.answerShareAt(second);
        double lot = random.nextDouble();
        if (lot < persons) {
            return new Call(Kind.PERSON, KnownTimes.ring(random), random.nextDouble() < scenario.detectionError());
        }
        if (lot < persons + KnownTimes.MACHINES) {
            return new Call(Kind.MACHINE, KnownTimes.ring(random), false);
        }
        if (lot < persons + KnownTimes.MACHINES + KnownTimes.DEAD) {
            return new Call(Kind.DEAD, KnownTimes.dead(random), false);
        }
        return new Call(Kind.NO_ANSWER, KnownTimes.RING_LIMIT, false);
    }
}
