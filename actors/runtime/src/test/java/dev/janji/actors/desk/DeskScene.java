package dev.janji.actors.desk;

import static dev.janji.actors.desk.DeskWorld.AGENT;
import static dev.janji.actors.desk.DeskWorld.PACED;
import static dev.janji.actors.desk.DeskWorld.PREVIEW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.actors.voice.CallEvent.Answered.By;
import dev.janji.actors.voice.CallEvent.Ended.End;
import dev.janji.domain.allocation.BreakReason;
import dev.janji.domain.pacing.PacingMode;
import java.time.Duration;
import java.util.List;

/** A desk brought to where a test begins. Confined to one test. */
final class DeskScene {
    private static final Duration SECOND = Duration.ofSeconds(1);

    DeskWorld world = DeskWorld.of(PacingMode.PROGRESSIVE);

    /** When the debtor takes the lead back. */
    enum Point {
        QUEUED,
        QUEUED_FOR_DIALING,
        OFFERED,
        READING,
        ASKED,
        DIALING,
        RINGING,
        ANSWERED,
        CONNECTING
    }

    DeskWorld.Debtor reading() {
        return previewTo(Point.READING);
    }

    DeskWorld.Debtor previewTo(Point point) {
        world.ready(AGENT);
        DeskWorld.Debtor debtor = world.offer("d1", PREVIEW);
        world.settle();
        world.ask(AGENT, new AgentRequest.Accept(debtor.offer.id())).settle();
        if (point == Point.RINGING) {
            world.ask(AGENT, new AgentRequest.Dial(debtor.offer.id())).settle();
            world.port.ring(debtor.call());
            world.settle();
        }
        return debtor;
    }

    DeskWorld.Debtor talking() {
        DeskWorld.Debtor debtor = previewTo(Point.RINGING);
        world.port.answer(debtor.call(), By.PERSON);
        return settled(debtor);
    }

    DeskWorld.Debtor settled(DeskWorld.Debtor debtor) {
        world.settle();
        return debtor;
    }

    DeskWorld.Debtor broughtTo(Point point) {
        switch (point) {
            case QUEUED -> {
                return settled(world.offer("d1", PREVIEW));
            }
            case QUEUED_FOR_DIALING -> {
                return settled(world.offer("d1", PACED));
            }
            case OFFERED -> {
                world.ready(AGENT);
                return settled(world.offer("d1", PREVIEW));
            }
            case READING -> {
                return reading();
            }
            case ANSWERED -> world = DeskWorld.of(PacingMode.POWER);
            default -> {}
        }
        world.ready(AGENT);
        if (point == Point.ANSWERED) {
            DeskWorld.Debtor first = world.offer("d0", PACED);
            DeskWorld.Debtor debtor = world.offer("d1", PACED);
            world.pass(SECOND);
            world.port.end(first.call(), End.BUSY);
            world.ask(AGENT, new AgentRequest.GoAway(BreakReason.MEAL)).settle();
            world.port.answer(debtor.call(), By.PERSON);
            return settled(debtor);
        }
        DeskWorld.Debtor debtor = world.offer("d1", PACED);
        if (point == Point.ASKED) {
            world.clock.passTo(world.clock.instant().plus(SECOND));
            runUntilDialed(debtor);
            return debtor;
        }
        world.pass(SECOND);
        if (point == Point.RINGING) {
            world.port.ring(debtor.call());
        } else if (point == Point.CONNECTING) {
            world.port.answer(debtor.call(), By.PERSON);
            while (world.log(line -> line.startsWith("connect")).isEmpty()) {
                world.runOne(names -> names.get(0));
            }
            return debtor;
        }
        return settled(debtor);
    }

    void runUntilDialed(DeskWorld.Debtor debtor) {
        while (debtor.attempt == null) {
            assertThat(world.runOne(names -> names.get(0))).isTrue();
            if (world.clock.nextDue() != null && !world.clock.nextDue().isAfter(world.clock.instant())) {
                world.clock.passTo(world.clock.instant());
            }
        }
    }

    void assertAtRest() {
        assertThat(world.violations).isEmpty();
        world.passReal(Duration.ofSeconds(6));
        assertThat(world.clock.openHolds()).isZero();
        assertThat(world.house.post().isEmpty()).isTrue();
    }

    static <T> T last(List<T> list) {
        return list.get(list.size() - 1);
    }
}
