package dev.janji.loadtest.races;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.janji.actors.ask.Asking;
import dev.janji.actors.channel.ChannelDispatcher;
import dev.janji.actors.channel.ChannelSettings;
import dev.janji.actors.channel.MessageTemplates;
import dev.janji.actors.channel.StopCheck;
import dev.janji.actors.debtor.DebtorEntity;
import dev.janji.actors.debtor.DebtorServices;
import dev.janji.actors.debtor.DebtorSettings;
import dev.janji.actors.debtor.Reply;
import dev.janji.actors.desk.DebtorDoor;
import dev.janji.actors.desk.DeskSettings;
import dev.janji.actors.desk.Desks;
import dev.janji.actors.desk.OperatorBook;
import dev.janji.actors.journal.Recorded;
import dev.janji.actors.rules.RuleBook;
import dev.janji.domain.account.AccountTerms;
import dev.janji.domain.account.Instalment;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.contact.Profile;
import dev.janji.domain.debtor.DebtorCommand;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.DebtorId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.id.QueueId;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.money.Money;
import dev.janji.domain.pacing.PacingMode;
import dev.janji.domain.stop.Stops;
import dev.janji.gateways.voice.carrier.CarrierPort;
import dev.janji.gateways.voice.carrier.CarrierSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.pekko.actor.Kill;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;

/**
 * A house in virtual time: debtors' actors, one desk, the gateway of the telephone and the played carrier as they are shipped, agents, and a lender whose words are aimed at
 * the places where a lead can be. The same seed gives the same order of everything. Confined to one thread.
 */
final class RaceHouse implements AutoCloseable {
    static final LenderId LENDER = new LenderId("bank-satu");
    static final QueueId QUEUE = new QueueId("early");
    static final ZoneId ZONE = ZoneId.of("Asia/Jakarta");
    /** Read once: a house is small. */
    private static final Config COMMON = RaceWorld.configured("desk-collection");

    private static final RuleBook RULES = RuleBook.from(COMMON, MessageTemplates.from(COMMON));

    private static final long OWED_MINOR = 1_000_000;

    /** A Tuesday, 09:30 in Jakarta. */
    private static final Instant START = Instant.parse("2026-06-02T02:30:00Z");

    /** Whoever paid in part is called on the seventh and on the fourteenth day. */
    private static final Duration DAYS = Duration.ofDays(21);

    /** Whoever paid in part so soon is called once more, at the latest on the fourteenth day. */
    private static final Duration CALLED_AGAIN = Duration.ofDays(8);

    private static final LocalTime LAST_ARRIVAL = LocalTime.of(16, 0);
    private static final Duration ACK_WITHIN = Duration.ofMinutes(10);

    /** That wait or are worked: so many that nobody is idle. */
    private static final int LEADS_AN_AGENT = 3;

    private static final Duration AWAY = Duration.ofSeconds(10);

    /** What is to be hung up is, at the latest. */
    private static final Duration HANGS_UP_WITHIN = Duration.ofSeconds(2);

    /** After so many leads of a debtor the lender's word is a full payment. */
    private static final int MOST_LEADS = 3;

    private final SplittableRandom random;
    private final RaceTerms terms;
    private final ActorSystem<Void> system;
    private final Timeline timeline;
    private final Course course;
    private final CarrierPort carrier;
    private final DebtorServices services;
    private final Desks desks;
    private final OperatorBook book;
    private final Duration answerWithin;
    private int arrived;
    private boolean isFortunate = true;

    /** Questions to debtors that have no answer yet. */
    private int asking;

    /** @param folder for the carrier's logs; nothing else is there */
    RaceHouse(RaceTerms terms, Path folder) {
        this.random = new SplittableRandom(terms.seed());
        this.terms = terms;
        this.timeline = new Timeline(random.nextLong(), START);
        Config config = ConfigFactory.parseString(
                        """
                janji.gateways.voice.carrier { log = "%s", calls = "%s", script.seed = %d }
                """.formatted(folder.resolve("voice.jsonl"), folder.resolve("calls.jsonl"), terms.seed()))
                .withFallback(COMMON);
        this.system = RaceWorld.start(config, new RaceSetup(timeline, random.nextLong(), this::wakeUp));
        this.course = new Course(timeline, terms.planted(), this::entered);
        this.carrier = CarrierPort.start(
                CarrierSettings.from(config.getConfig("janji.gateways.voice.carrier")),
                timeline,
                new TimelineExecutor(timeline));
        WatchedPort port = new WatchedPort(
                carrier, timeline, random.split(), course, terms.planted() != Planted.HANG_UP_IS_NOT_DONE);
        this.book = RaceBook.of(terms.mode(), terms.agents());
        DebtorSettings settings = DebtorSettings.from(config);
        this.answerWithin = settings.answerWithin();
        DebtorDoor door = this::ask;
        Supplier<Stops> stops = () -> Stops.NONE;
        this.desks =
                Desks.startAlone(system, timeline, course.watched(door), port, stops, DeskSettings.from(config), book);
        ActorRef<ChannelDispatcher.Message> channels = system.systemActorOf(
                ChannelDispatcher.create(
                        Map.of(Channel.VOICE, port), timeline, ChannelSettings.forAll(config), StopCheck.of(stops)),
                "channels",
                Props.empty());
        this.services =
                RaceWorld.services(timeline, RULES, settings, channels, course.watched(desks, door), this::wakeUp);
    }

    /** Runs until everything is over. */
    RaceTally run() {
        // In an order of their own: that of an immutable map is another in every process.
        for (OperatorBook.AgentProfile agent : book.agents().values().stream()
                .sorted(Comparator.comparing(profile -> profile.agent().value()))
                .toList()) {
            system.systemActorOf(
                    PlayedAgent.create(desks, agent, timeline, random.split(), course),
                    agent.agent().value(),
                    Props.empty());
        }
        timeline.whenIdle(() -> course.openLeads() == 0
                && course.unacked() == 0
                && asking == 0
                && carrier.callsUp() == 0
                && (arrived == terms.debtors() || !isArrivalTime()));
        Instant end = START.plus(DAYS);
        while (timeline.instant().isBefore(end)) {
            if (arrived < terms.debtors()
                    && course.openLeads() + asking < LEADS_AN_AGENT * terms.agents()
                    && isArrivalTime()) {
                arrive();
            }
            if (isFortunate && terms.misfortune() != Misfortune.NONE && carrier.callsUp() >= terms.busy()) {
                isFortunate = false;
                misfortune();
            }
            if (!timeline.step()) {
                throw new IllegalStateException("Expected a desk that never rests, but nothing is left to do");
            }
        }
        if (isFortunate && terms.misfortune() != Misfortune.NONE) {
            throw new IllegalStateException("Expected " + terms.busy() + " calls at a time, but there never were");
        }
        course.judge(START.plus(CALLED_AGAIN));
        return course.tally();
    }

    private void misfortune() {
        switch (terms.misfortune()) {
            case NONE -> {}
            case DESK_IS_KILLED -> {
                Runnable judge = course.mustEnd();
                system.classicSystem()
                        .actorSelection("/system/desks/*")
                        .tell(Kill.getInstance(), org.apache.pekko.actor.ActorRef.noSender());
                timeline.after(HANGS_UP_WITHIN, judge);
            }
            case TELEPHONE_IS_AWAY -> {
                course.mustComeAgain();
                carrier.setDown(true);
                timeline.after(AWAY, () -> {
                    carrier.setDown(false);
                    timeline.after(HANGS_UP_WITHIN, course::mustAllBeKnown);
                });
            }
        }
    }

    private boolean isArrivalTime() {
        return timeline.instant().atZone(ZONE).toLocalTime().isBefore(LAST_ARRIVAL);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(timeline.instant(), ZONE);
    }

    /** A debtor three days late comes into the house: the plan calls at once. */
    private void arrive() {
        int number = arrived++;
        DebtorKey key = new DebtorKey(LENDER, new DebtorId("d" + number));
        Raced debtor = new Raced(
                key,
                system.systemActorOf(DebtorEntity.create(key, services), "debtor-" + number, Props.empty()),
                OWED_MINOR);
        debtor.plan = plan(debtor);
        course.join(debtor);
        ContactPoint telephone = new ContactPoint(
                new ContactPointId("telephone"),
                Channel.VOICE,
                "+62811%06d55".formatted(number),
                ContactPoint.Role.OWN,
                ContactPoint.Verification.VERIFIED,
                ContactPoint.Consent.GIVEN);
        tell(debtor, new LenderEvent.DebtorUpserted(new Profile("Client", "id", "", ZONE, List.of(telephone))));
        tell(
                debtor,
                new LenderEvent.AccountOpened(
                        Word.ACCOUNT, new Money(OWED_MINOR, Word.IDR), today().minusDays(60), AccountTerms.NONE));
        tell(debtor, new LenderEvent.NoticeGivenElsewhere(Word.ACCOUNT, LenderEvent.NoticeKind.PRE_DUE));
        tell(
                debtor,
                new LenderEvent.ScheduleSet(
                        Word.ACCOUNT, List.of(new Instalment(1, today().minusDays(3), OWED_MINOR))));
    }

    private Raced.Plan plan(Raced debtor) {
        Word word = debtor.leads >= MOST_LEADS ? Word.PAID : Word.draw(random);
        List<Stage> stages = terms.mode() == PacingMode.PREVIEW ? RaceBook.PREVIEW_STAGES : RaceBook.PACED_STAGES;
        return new Raced.Plan(word, stages.get(random.nextInt(stages.size())));
    }

    /** A lead has come to where its lender wants to say something, or has passed it. */
    private void entered(Raced debtor, Stage stage) {
        Raced.Plan plan = debtor.plan;
        if (plan == null) {
            return;
        }
        if (stage == Stage.NONE) {
            debtor.plan = plan(debtor);
        } else if (stage == plan.stage()) {
            debtor.plan = null;
            switch (random.nextInt(3)) {
                case 0 -> timeline.soon(() -> says(debtor, plan.word()));
                case 1 -> afterOthers(random.nextInt(12), () -> says(debtor, plan.word()));
                default ->
                    timeline.after(
                            Duration.ofMillis(
                                    random.nextInt(stage == Stage.TALKING || stage == Stage.QUEUED ? 8_000 : 800)),
                            () -> says(debtor, plan.word()));
            }
        }
    }

    private void afterOthers(int more, Runnable task) {
        timeline.soon(more == 0 ? task : () -> afterOthers(more - 1, task));
    }

    private void says(Raced debtor, Word word) {
        LenderEvent event = word.event(debtor.nextWord(), debtor.owedMinor, today());
        if (word.isPartial()) {
            debtor.owedMinor -= debtor.owedMinor / 2;
            debtor.plan = plan(debtor);
        }
        Raced.Finish finish = course.told(debtor, word);
        if (terms.planted() == Planted.WORD_IS_LOST) {
            course.acked(debtor, finish, new Reply.Applied(1, false, false));
            return;
        }
        CompletionStage<Reply> ack = tell(debtor, event);
        if (terms.planted() == Planted.ACK_DOES_NOT_WAIT) {
            course.acked(debtor, finish, new Reply.Applied(1, false, false));
        } else {
            ack.thenAccept(reply -> course.acked(debtor, finish, reply));
        }
    }

    private CompletionStage<Reply> tell(Raced debtor, LenderEvent event) {
        DebtorCommand command = RaceWorld.said(debtor.nextWord(), timeline.instant(), event);
        return asked(debtor, replyTo -> new DebtorEntity.Execute(command, replyTo), ACK_WITHIN);
    }

    private CompletionStage<Reply> ask(DebtorKey key, DebtorCommand command) {
        return asked(course.of(key), replyTo -> new DebtorEntity.Execute(command, replyTo), answerWithin);
    }

    private CompletionStage<Reply> asked(
            Raced debtor, Function<ActorRef<Reply>, DebtorEntity.Message> question, Duration within) {
        asking++;
        return Asking.ask(debtor.actor, question, within, system)
                .exceptionally(failure -> new Reply.Unavailable("no answer within " + within))
                .whenComplete((reply, failure) -> asking--);
    }

    private void wakeUp(String persistenceId, Instant due) {
        Raced debtor = course.of(Recorded.debtor(persistenceId));
        timeline.at(due, () -> asked(debtor, DebtorEntity.Wake::new, ACK_WITHIN));
    }

    @Override
    public void close() {
        carrier.close();
        RaceWorld.end(system, timeline);
    }
}
