package dev.janji.loadtest.races;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.janji.actors.ask.Asking;
import dev.janji.actors.channel.ChannelDispatcher;
import dev.janji.actors.channel.ChannelGateway;
import dev.janji.actors.channel.ChannelSettings;
import dev.janji.actors.channel.MessageTemplates;
import dev.janji.actors.channel.OutboundMessage;
import dev.janji.actors.channel.SendPermit;
import dev.janji.actors.channel.StopCheck;
import dev.janji.actors.debtor.DebtorEntity;
import dev.janji.actors.debtor.DebtorServices;
import dev.janji.actors.debtor.DebtorSettings;
import dev.janji.actors.debtor.LeadOffice;
import dev.janji.actors.debtor.Reply;
import dev.janji.actors.journal.Recorded;
import dev.janji.actors.rules.RuleBook;
import dev.janji.domain.account.AccountTerms;
import dev.janji.domain.account.Instalment;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.contact.Profile;
import dev.janji.domain.debtor.LeadOffer;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.DebtorId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.LeadId;
import dev.janji.domain.id.QueueId;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.money.Money;
import dev.janji.domain.stop.Stops;
import dev.janji.gateways.simulator.SimulatedPort;
import dev.janji.gateways.simulator.SimulatorSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;

/**
 * A house in virtual time: debtors' actors, the gateway of SMS and the simulated provider as they are shipped. One morning everybody's first message is due at once, so all of
 * them wait, and lenders are paid. The same seed gives the same order of everything. Confined to one thread.
 */
final class MessageHouse implements AutoCloseable {
    /** Read once: a house is small. */
    private static final Config COMMON = RaceWorld.configured("default");

    private static final RuleBook RULES = RuleBook.from(COMMON, MessageTemplates.from(COMMON));
    private static final long OWED_MINOR = 1_000_000;

    /** A Tuesday, a minute before the first step in Jakarta. */
    private static final Instant START = Instant.parse("2026-06-02T01:59:00Z");

    /** Payments stop and the adapter becomes quick when the first messages and those that expired are through. */
    private static final Duration RUSH = Duration.ofMinutes(20);

    /** With the step of the third day after the due date. */
    private static final Duration DAYS = Duration.ofDays(4);

    /** How long the adapter takes at most in a large house; in a small one so much longer that not all are through before anybody pays. */
    private static final int LEAST_SLOW_MILLIS = 200;

    private static final int SLOW_MILLIS_OF_ALL = 1_000_000;

    private static final int A_MOMENT_MILLIS = 50;

    /** A message leaves so soon or never. */
    private static final int VALID_MILLIS = 30_000;

    private static final Duration ACK_WITHIN = Duration.ofMinutes(10);

    private final SplittableRandom random;
    private final MessageTerms terms;
    private final Timeline timeline;
    private final MessageCourse course;
    private final ActorSystem<Void> system;
    private final SimulatedPort provider;
    private final MessageDoors.Watched adapter;
    private final DebtorServices services;
    private final Map<AttemptId, Messaged> byAttempt = new HashMap<>();
    private int asking;

    /** @param folder for the provider's logs; nothing else is there */
    MessageHouse(MessageTerms terms, Path folder) {
        this.random = new SplittableRandom(terms.seed());
        this.terms = terms;
        this.timeline = new Timeline(random.nextLong(), START);
        this.course = new MessageCourse(timeline);
        Config config = ConfigFactory.parseString("janji.gateways.sms.simulator { log = \""
                        + folder.resolve("sms.jsonl") + "\", script.seed = " + terms.seed() + " }")
                .withFallback(COMMON);
        this.system = RaceWorld.start(config, new RaceSetup(timeline, random.nextLong(), this::wakeUp));
        this.provider = SimulatedPort.start(
                Channel.SMS,
                SimulatorSettings.from(config.getConfig("janji.gateways.sms.simulator")
                        .withFallback(config.getConfig("janji.gateways.simulator"))),
                timeline,
                (debtor, attempt, receipt) -> CompletableFuture.completedStage(Done.getInstance()),
                message -> CompletableFuture.completedStage(Done.getInstance()),
                new TimelineExecutor(timeline));
        this.adapter = new MessageDoors.Watched(
                provider,
                timeline,
                random.split(),
                Math.max(LEAST_SLOW_MILLIS, SLOW_MILLIS_OF_ALL / terms.debtors()),
                new Provider());
        this.services = RaceWorld.services(
                timeline, RULES, DebtorSettings.from(config), channels(config), new NoDesk(), this::wakeUp);
    }

    private ActorRef<ChannelDispatcher.Message> channels(Config config) {
        ActorRef<ChannelDispatcher.Message> gateways = system.systemActorOf(
                ChannelDispatcher.create(
                        Map.of(Channel.SMS, adapter),
                        timeline,
                        ChannelSettings.forAll(config),
                        StopCheck.of(() -> Stops.NONE)),
                "channels",
                Props.empty());
        Map<AttemptId, ActorRef<ChannelGateway.Answered>> askers = new HashMap<>();
        ActorRef<ChannelGateway.Answered> back = system.systemActorOf(
                MessageDoors.back(askers, attempt -> {
                    Messaged debtor = byAttempt.remove(attempt);
                    if (debtor != null) {
                        course.leavesTheGateway(debtor, attempt);
                    }
                }),
                "way-back",
                Props.empty());
        return system.systemActorOf(
                MessageDoors.to(gateways, back, askers, terms.planted(), this::entered), "way-there", Props.empty());
    }

    /** What the provider and its adapter see. */
    private final class Provider implements MessageDoors.Witness {
        @Override
        public void comes(OutboundMessage message, SendPermit permit, Duration asksIn) {
            Messaged debtor = course.of(message.debtor());
            course.comesToTheAdapter(debtor, message.attempt(), permit);
            // Just now, just before it leaves, or just after.
            if (random.nextBoolean()) {
                long aimed = asksIn.toMillis() + random.nextInt(-A_MOMENT_MILLIS, A_MOMENT_MILLIS);
                timeline.after(Duration.ofMillis(Math.max(0, aimed)), () -> meets(debtor, message.attempt()));
            }
        }

        @Override
        public void left(OutboundMessage message, Instant at) {
            course.left(course.of(message.debtor()), message.attempt(), at);
        }
    }

    /** The plan calls nobody. */
    private static final class NoDesk implements LeadOffice {
        @Override
        public void offer(DebtorKey debtor, LeadOffer lead) {
            throw new IllegalStateException("Expected a plan without calls, but somebody waits for an agent");
        }

        @Override
        public void recall(DebtorKey debtor, LeadId lead, QueueId queue) {
            throw new IllegalStateException("Expected a plan without calls, but one is taken back");
        }
    }

    /** Runs until everything is over. */
    MessageTally run() {
        timeline.whenIdle(() -> course.isQuiet() && asking == 0);
        for (int number = 0; number < terms.debtors(); number++) {
            arrive(number);
        }
        Instant hurry = START.plus(RUSH);
        Instant end = START.plus(DAYS);
        while (timeline.instant().isBefore(end) && timeline.step()) {
            if (timeline.instant().isAfter(hurry)) {
                adapter.hurry();
            }
        }
        course.judge(LocalDate.ofInstant(end, RaceHouse.ZONE));
        return course.tally();
    }

    /** A debtor one day late comes into the house. */
    private void arrive(int number) {
        DebtorKey key = new DebtorKey(RaceHouse.LENDER, new DebtorId("d" + number));
        Messaged debtor = new Messaged(
                key,
                system.systemActorOf(DebtorEntity.create(key, services), "debtor-" + number, Props.empty()),
                OWED_MINOR);
        course.join(debtor);
        LocalDate today = LocalDate.ofInstant(START, RaceHouse.ZONE);
        ContactPoint mobile = new ContactPoint(
                new ContactPointId("mobile"),
                Channel.SMS,
                "+62811%06d55".formatted(number),
                ContactPoint.Role.OWN,
                ContactPoint.Verification.VERIFIED,
                ContactPoint.Consent.GIVEN);
        tell(debtor, new LenderEvent.DebtorUpserted(new Profile("Client", "id", "", RaceHouse.ZONE, List.of(mobile))));
        tell(
                debtor,
                new LenderEvent.AccountOpened(
                        Word.ACCOUNT, new Money(OWED_MINOR, Word.IDR), today.minusDays(60), AccountTerms.NONE));
        tell(
                debtor,
                new LenderEvent.ScheduleSet(Word.ACCOUNT, List.of(new Instalment(1, today.minusDays(1), OWED_MINOR))));
    }

    private void entered(OutboundMessage message) {
        Messaged debtor = course.of(message.debtor());
        byAttempt.put(message.attempt(), debtor);
        course.entersTheGateway(debtor, message.attempt());
        timeline.after(Duration.ofMillis(random.nextInt(VALID_MILLIS)), () -> meets(debtor, message.attempt()));
    }

    /** The lender is paid while this message is in the gateway and enough others wait. */
    private void meets(Messaged debtor, AttemptId attempt) {
        if (debtor.open.containsKey(attempt)
                && course.waiting() >= terms.waiting()
                && !debtor.hasPaidAll()
                && timeline.instant().isBefore(START.plus(RUSH))) {
            Word word = random.nextInt(3) == 0 ? Word.PAID_PART : Word.PAID;
            pays(debtor, attempt, word);
        }
    }

    private void pays(Messaged debtor, AttemptId attempt, Word word) {
        LenderEvent event = word.event(
                debtor.nextWord(), debtor.owedMinor, LocalDate.ofInstant(timeline.instant(), RaceHouse.ZONE));
        if (word.isPartial()) {
            debtor.owedMinor -= debtor.owedMinor / 2;
        }
        Messaged.Payment payment = course.told(debtor, attempt, word);
        if (terms.planted() == MessageFault.PAYMENT_IS_LOST) {
            course.acked(debtor, payment, new Reply.Applied(1, false, false));
            return;
        }
        CompletionStage<Reply> ack = tell(debtor, event);
        if (terms.planted() == MessageFault.ACK_DOES_NOT_WAIT) {
            course.acked(debtor, payment, new Reply.Applied(1, false, false));
        } else {
            ack.thenAccept(reply -> course.acked(debtor, payment, reply));
        }
    }

    private CompletionStage<Reply> tell(Messaged debtor, LenderEvent event) {
        return asked(
                debtor,
                replyTo -> new DebtorEntity.Execute(
                        RaceWorld.said(debtor.nextWord(), timeline.instant(), event), replyTo));
    }

    private CompletionStage<Reply> asked(Messaged debtor, Function<ActorRef<Reply>, DebtorEntity.Message> question) {
        asking++;
        return Asking.ask(debtor.actor, question, ACK_WITHIN, system)
                .exceptionally(failure -> new Reply.Unavailable("no answer within " + ACK_WITHIN))
                .whenComplete((reply, failure) -> asking--);
    }

    private void wakeUp(String persistenceId, Instant due) {
        Messaged debtor = course.of(Recorded.debtor(persistenceId));
        timeline.at(due, () -> {
            if (terms.planted() != MessageFault.WAKE_UPS_ARE_LOST || debtor.payments.isEmpty()) {
                asked(debtor, DebtorEntity.Wake::new);
            }
        });
    }

    @Override
    public void close() {
        provider.close();
        RaceWorld.end(system, timeline);
    }
}
