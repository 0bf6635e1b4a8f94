package dev.janji.actors.desk;

import static dev.janji.actors.desk.DeskWorld.AGENT;
import static dev.janji.actors.desk.DeskWorld.PREVIEW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import dev.janji.actors.debtor.Reply;
import dev.janji.actors.voice.CallEvent.Answered.By;
import dev.janji.domain.allocation.Lead;
import dev.janji.domain.allocation.SeatState;
import dev.janji.domain.debtor.DebtorCommand;
import dev.janji.domain.debtor.LeadOffer;
import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.CallId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.DeskId;
import dev.janji.domain.id.LeadId;
import dev.janji.domain.id.QueueId;
import dev.janji.domain.money.Money;
import dev.janji.domain.pacing.PacingMode;
import dev.janji.domain.stop.Stops;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.pekko.Done;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.FishingOutcomes;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The actors around a desk: they start by themselves, hear of sessions that end, and leave no call behind when they die. */
final class DesksTest {
    private static final ActorTestKit KIT =
            ActorTestKit.create(ConfigFactory.parseString("""
            pekko.actor.provider = cluster
            pekko.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
            pekko.cluster.jmx.enabled = off
            pekko.loglevel = WARNING
            """).withFallback(ConfigFactory.load()));
    private static final DebtorKey DEBTOR = DebtorKey.parse("bank-satu~d1");
    private static final LeadId LEAD = LeadId.of(DEBTOR, 5);

    private final HandDeskClock clock = new HandDeskClock();
    private final HandVoicePort port = new HandVoicePort((name, task) -> task.run(), clock);
    private final ConcurrentLinkedQueue<String> words = new ConcurrentLinkedQueue<>();

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    @Test
    void shouldDialConnectAndGiveTheSeatUpWhenTheSessionsActorEnds() {
        // given
        Cluster.get(KIT.system())
                .manager()
                .tell(Join.create(Cluster.get(KIT.system()).selfMember().address()));
        OperatorBook book = DeskWorld.book(PacingMode.PROGRESSIVE);
        Desks desks = Desks.start(
                KIT.system(),
                clock,
                this::hear,
                port,
                () -> Stops.NONE,
                (lender, desk) -> true,
                WhoCalls.NOBODY,
                settings(Duration.ZERO),
                book);
        TestProbe<AgentNotice> session = KIT.createTestProbe(AgentNotice.class);

        // when
        desks.sit(Objects.requireNonNull(book.agents().get(AGENT)), session.getRef());
        session.expectMessageClass(AgentNotice.SeatIs.class);
        assertThat(desks.ask(AGENT, new AgentRequest.HangUp(new LeadId("none"))))
                .succeedsWithin(Duration.ofSeconds(60))
                .satisfies(refused -> assertThat(refused.orElseThrow().reason()).isEqualTo("NO_LEAD"));
        assertThat(desks.ask(new AgentId("nobody"), new AgentRequest.GetReady()))
                .succeedsWithin(Duration.ofSeconds(60))
                .satisfies(refused -> assertThat(refused.orElseThrow().reason()).isEqualTo("NO_SEAT"));
        assertThat(desks.ask(AGENT, new AgentRequest.GetReady()))
                .succeedsWithin(Duration.ofSeconds(60))
                .isEqualTo(Optional.empty());
        assertThat(session.expectMessageClass(AgentNotice.SeatIs.class).state()).isEqualTo(SeatState.READY);
        desks.offer(DEBTOR, offer(PREVIEW));
        session.expectMessageClass(AgentNotice.Offered.class);
        talk(
                (agent, request) -> {
                    desks.ask(agent, request);
                    return true;
                },
                session);
        session.stop();

        // then
        eventually(
                () -> assertThat(words).containsExactly("DialLead", "RecordTalk", "RecordOutcome", "CloseLead TALKED"));
        assertThat(port.upCalls()).isEmpty();
        desks.offer(DEBTOR, offer(new QueueId("nowhere")));
        eventually(() -> assertThat(words).contains("CloseLead RETURNED"));
    }

    @Test
    void shouldHangUpAndTellTheDebtorAndSeatAgentsAnewWhenTheActorDies() {
        // given
        Switchboard board = Switchboard.start(port);
        DebtorDoor door = this::hear;
        DeskHouse house = new DeskHouse(
                clock,
                door,
                new DebtorPost(door, (delay, task) -> {}, clock),
                board,
                () -> Stops.NONE,
                new PacingMemory(),
                WhoCalls.NOBODY.callers(),
                settings(Duration.ofSeconds(20)));
        ActorRef<DeskEntity.Message> desk =
                KIT.spawn(DeskEntity.create(new DeskId("main"), house, () -> DeskWorld.book(PacingMode.PROGRESSIVE)));
        TestProbe<AgentNotice> session = KIT.createTestProbe(AgentNotice.class);
        desk.tell(new DeskEntity.Sit(AGENT, session.getRef()));
        session.expectMessageClass(AgentNotice.SeatIs.class);
        desk.tell(new DeskEntity.Ask(
                AGENT, new AgentRequest.GetReady(), KIT.system().ignoreRef()));
        session.expectMessageClass(AgentNotice.SeatIs.class);
        desk.tell(new DeskEntity.Offer(DEBTOR, offer(PREVIEW)));
        session.expectMessageClass(AgentNotice.Offered.class);
        talk(
                (agent, request) -> {
                    desk.tell(new DeskEntity.Ask(agent, request, KIT.system().ignoreRef()));
                    return true;
                },
                session);

        // when
        desk.tell(new DeskEntity.Run(() -> {
            throw new IllegalStateException("a mistake in the desk");
        }));

        // then
        assertThat(session.fishForMessage(
                        Duration.ofSeconds(60),
                        notice -> notice instanceof AgentNotice.Unseated
                                ? FishingOutcomes.complete()
                                : FishingOutcomes.continueAndIgnore()))
                .isNotEmpty();
        eventually(
                () -> assertThat(words).containsExactly("DialLead", "RecordTalk", "RecordOutcome", "CloseLead TALKED"));
        assertThat(port.upCalls()).isEmpty();
        desk.tell(new DeskEntity.Sit(AGENT, session.getRef()));
        assertThat(session.expectMessageClass(AgentNotice.SeatIs.class).state()).isEqualTo(SeatState.AWAY);
        desk.tell(DeskEntity.Leave.INSTANCE);
        session.expectMessage(new AgentNotice.Unseated(AgentNotice.Unseated.Why.DESK_CLOSES));
    }

    @Test
    void shouldReadTheShippedSettingsAndNameTheKeyThatIsWrong() {
        assertThat(DeskSettings.from(ConfigFactory.load())).isEqualTo(DeskWorld.SETTINGS);
        for (String wrong :
                List.of("dial-limit = 0", "longest-talk = -1 s", "read-limit = 0", "holds-for = 2 minutes")) {
            String key = wrong.substring(0, wrong.indexOf(' '));
            assertThatThrownBy(() -> DeskSettings.from(ConfigFactory.parseString("janji.actors.desk." + wrong)
                            .withFallback(ConfigFactory.load())))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("janji.actors.desk")
                    .hasMessageContaining(key);
        }
    }

    private static void eventually(Runnable assertion) {
        KIT.createTestProbe().awaitAssert(Duration.ofSeconds(60), () -> {
            assertion.run();
            return Done.getInstance();
        });
    }

    /** How a person asks. */
    private interface Asking {
        boolean ask(AgentId agent, AgentRequest request);
    }

    private void talk(Asking asking, TestProbe<AgentNotice> session) {
        asking.ask(AGENT, new AgentRequest.Accept(LEAD));
        assertThat(session.expectMessageClass(AgentNotice.SeatIs.class).state()).isEqualTo(SeatState.TALKING);
        asking.ask(AGENT, new AgentRequest.Dial(LEAD));
        session.expectMessageClass(AgentNotice.CallIs.class);
        CallId call = CallId.of(AttemptId.of(DEBTOR, 8));
        eventually(() -> assertThat(port.isUp(call)).isTrue());
        port.answer(call, By.PERSON);
        assertThat(session.expectMessageClass(AgentNotice.CallIs.class).state())
                .isEqualTo(AgentNotice.CallIs.State.TALKING);
    }

    private CompletionStage<Reply> hear(DebtorKey debtor, DebtorCommand command) {
        String result = command instanceof DebtorCommand.CloseLead close ? " " + close.result() : "";
        words.add(command.getClass().getSimpleName() + result);
        if (command instanceof DebtorCommand.DialLead) {
            port.dial(AttemptId.of(DEBTOR, 8));
        }
        return CompletableFuture.completedStage(new Reply.Applied(8, false, false));
    }

    private static DeskSettings settings(Duration seatKeptFor) {
        DeskSettings usual = DeskWorld.SETTINGS;
        return new DeskSettings(
                usual.dialLimit(),
                usual.longestTalk(),
                usual.readLimit(),
                usual.longestWait(),
                usual.callbackWithin(),
                seatKeptFor,
                usual.holdsFor());
    }

    private LeadOffer offer(QueueId queue) {
        return new LeadOffer(
                LEAD,
                Lead.Kind.OUTBOUND,
                queue,
                "id",
                "",
                new Money(1_000_000, Currency.getInstance("IDR")),
                clock.instant(),
                null,
                clock.instant().plus(Duration.ofHours(5)));
    }
}
