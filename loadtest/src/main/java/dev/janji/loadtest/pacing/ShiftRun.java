package dev.janji.loadtest.pacing;

import dev.janji.domain.pacing.Floor;
import java.util.ArrayDeque;
import java.util.SplittableRandom;

/**
 * One shift of eight hours in virtual time: a tick of the dialer each second, everything else when it happens. The n-th call and the n-th
 * conversation of a seed are the same whatever rule dials. Confined to one thread.
 */
final class ShiftRun {
    static final int SECONDS = 8 * 3600;

    /** An answered call that has no agent for longer is abandoned. */
    static final double PATIENCE = 2;

    private static final int HOUR = 3600;
    private static final int LINE_ENDS = 0;
    private static final int TALK_ENDS = 1;
    private static final int WRAP_ENDS = 2;
    private static final int[] LEAVE_AT = {2 * HOUR, 5 * HOUR};
    private static final int[] BACK_AT = {2 * HOUR + 45 * 60, 5 * HOUR + 30 * 60};

    private final Scenario scenario;
    private final Dialer dialer;
    private final CallList calls;
    private final SplittableRandom talks;
    private final SplittableRandom machines;
    private final Events events = new Events();
    private final Lines lines = new Lines();
    private final Floor floor = new Floor();

    private final Agent[] agents;
    private final ArrayDeque<Agent> ready = new ArrayDeque<>();
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private int leaving;

    private double busySeconds;
    private double awaySeconds;
    private long connected;
    private final long[] answered = new long[SECONDS / HOUR];
    private final long[] abandoned = new long[SECONDS / HOUR];

    private enum State {
        READY,
        TALKING,
        WRAPPING,
        AWAY
    }

    private static final class Agent {
        private final int number;
        private State state = State.READY;
        private double since;
        private double wrap;
        private double readyAt;

        private Agent(int number) {
            this.number = number;
        }
    }

    private record Waiting(double since, boolean isPerson) {}

    ShiftRun(Scenario scenario, long seed, Dialer dialer) {
        this.scenario = scenario;
        this.dialer = dialer;
        SplittableRandom random = new SplittableRandom(seed);
        this.calls = new CallList(scenario, random.split());
        this.talks = random.split();
        this.machines = random.split();
        this.agents = new Agent[scenario.agents()];
        for (int i = 0; i < agents.length; i++) {
            agents[i] = new Agent(i);
            ready.add(agents[i]);
        }
    }

    ShiftResult result() {
        for (int second = 0; second < SECONDS; second++) {
            while (events.hasUntil(second)) {
                happen();
            }
            giveUp(second);
            leaveAndReturn(second);
            fillFloor(second);
            if (dialer instanceof Oracle oracle) {
                while (oracle.dials(this, second)) {
                    dial(second);
                }
            } else {
                for (int i = dialer.lines(floor, second); i > 0; i--) {
                    dial(second);
                }
            }
        }
        double busy = busySeconds;
        double away = awaySeconds;
        for (Agent agent : agents) {
            away += agent.state == State.AWAY ? SECONDS - agent.since : 0;
        }
        long answers = 0;
        long lost = 0;
        double worst = 0;
        for (int i = 0; i < answered.length; i++) {
            answers += answered[i];
            lost += abandoned[i];
            worst = answered[i] == 0 ? worst : Math.max(worst, 100.0 * abandoned[i] / answered[i]);
        }
        return new ShiftResult(busy, (double) SECONDS * agents.length - away, answers, lost, connected, worst);
    }

    /** What only an oracle may know: agents who are or will be ready by then, less calls that wait or will be answered. */
    int spareBy(double second) {
        int spare = ready.size() - waiting.size() - lines.answersToCome();
        for (Agent agent : agents) {
            if (agent.state == State.TALKING || agent.state == State.WRAPPING) {
                spare += agent.readyAt <= second ? 1 : 0;
            }
        }
        return spare;
    }

    CallList calls() {
        return calls;
    }

    private void dial(int second) {
        CallList.Call call = calls.next(second);
        int line = lines.begin(second, call);
        events.add(second + call.seconds(), LINE_ENDS, line);
    }

    private void happen() {
        double at = events.time();
        int kind = events.kind();
        int subject = events.subject();
        events.removeFirst();
        giveUp(at);
        switch (kind) {
            case LINE_ENDS -> lineEnds(at, subject);
            case TALK_ENDS -> talkEnds(at, agents[subject]);
            case WRAP_ENDS -> wrapEnds(at, agents[subject]);
            default -> throw new IllegalStateException("Expected a known event, but got " + kind);
        }
    }

    private void lineEnds(double at, int line) {
        CallList.Call call = lines.call(line);
        double rang = at - lines.began(line);
        lines.end(line);
        boolean isPerson = call.kind() == CallList.Kind.PERSON;
        if (isPerson) {
            answered[hour(at)]++;
        }
        if (isPerson && dialer.detectsMachines() && call.takenForMachine()) {
            abandoned[hour(at)]++;
            dialer.lineEnded(at, rang, false);
            return;
        }
        boolean isMachine = call.kind() == CallList.Kind.MACHINE;
        if (isMachine && dialer.detectsMachines()) {
            dialer.machineDetected(at);
        }
        boolean forAgent = isPerson || isMachine && !dialer.detectsMachines();
        dialer.lineEnded(at, rang, forAgent);
        if (forAgent) {
            waiting.add(new Waiting(at, isPerson));
            connect(at);
        }
    }

    private void connect(double at) {
        while (!ready.isEmpty() && !waiting.isEmpty()) {
            boolean isPerson = waiting.remove().isPerson();
            Agent agent = ready.remove();
            double talk = isPerson ? KnownTimes.talk(talks, scenario.meanTalk()) : KnownTimes.machineTalk(machines);
            agent.wrap = isPerson ? KnownTimes.wrap(talks) : KnownTimes.machineWrap(machines);
            agent.state = State.TALKING;
            agent.since = at;
            agent.readyAt = at + talk + agent.wrap;
            if (isPerson) {
                connected++;
                busySeconds += Math.max(0, Math.min(SECONDS, at + talk + agent.wrap) - at);
            }
            dialer.connected(at, isPerson);
            events.add(at + talk, TALK_ENDS, agent.number);
        }
    }

    private void talkEnds(double at, Agent agent) {
        dialer.talkEnded(at, at - agent.since);
        agent.state = State.WRAPPING;
        agent.since = at;
        events.add(at + agent.wrap, WRAP_ENDS, agent.number);
    }

    private void wrapEnds(double at, Agent agent) {
        dialer.wrapEnded(at, at - agent.since);
        agent.since = at;
        if (leaving > 0) {
            leaving--;
            agent.state = State.AWAY;
        } else {
            agent.state = State.READY;
            ready.add(agent);
            connect(at);
        }
    }

    private void giveUp(double now) {
        while (!waiting.isEmpty() && waiting.element().since() + PATIENCE <= now) {
            Waiting call = waiting.remove();
            if (call.isPerson()) {
                abandoned[hour(call.since())]++;
            }
            dialer.abandoned(now);
        }
    }

    private void leaveAndReturn(int second) {
        for (int i = 0; scenario.agentsLeave() && i < LEAVE_AT.length; i++) {
            if (second == LEAVE_AT[i]) {
                leaving = agents.length / 2;
                while (leaving > 0 && !ready.isEmpty()) {
                    Agent agent = ready.remove();
                    agent.state = State.AWAY;
                    agent.since = second;
                    leaving--;
                }
            }
            if (second == BACK_AT[i]) {
                leaving = 0;
                for (Agent agent : agents) {
                    if (agent.state == State.AWAY) {
                        awaySeconds += second - agent.since;
                        agent.state = State.READY;
                        agent.since = second;
                        ready.add(agent);
                    }
                }
                connect(second);
            }
        }
    }

    private void fillFloor(int second) {
        floor.clear().ready(ready.size()).waiting(waiting.size());
        for (Agent agent : agents) {
            if (agent.state == State.TALKING) {
                floor.talking((int) (second - agent.since));
            } else if (agent.state == State.WRAPPING) {
                floor.wrapping((int) (second - agent.since));
            }
        }
        lines.ring(floor, second);
    }

    private static int hour(double second) {
        return (int) Math.min(SECONDS / HOUR - 1, second / HOUR);
    }
}
