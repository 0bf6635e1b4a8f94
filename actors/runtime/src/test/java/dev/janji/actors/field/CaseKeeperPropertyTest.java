package dev.janji.actors.field;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.janji.actors.channel.MessageTemplates;
import dev.janji.actors.debtor.DebtorView;
import dev.janji.actors.rules.LenderBook;
import dev.janji.domain.account.AccountTerms;
import dev.janji.domain.account.Instalment;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.contact.Profile;
import dev.janji.domain.debtor.BodyHash;
import dev.janji.domain.debtor.DebtorCommand;
import dev.janji.domain.debtor.DebtorEvent;
import dev.janji.domain.debtor.DebtorRules;
import dev.janji.domain.debtor.DebtorState;
import dev.janji.domain.debtor.Decision;
import dev.janji.domain.debtor.FieldHandOver;
import dev.janji.domain.debtor.RuleContext;
import dev.janji.domain.debtor.RuleContext.LenderRules;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.DebtorId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.EventId;
import dev.janji.domain.id.HoldId;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.id.PaymentId;
import dev.janji.domain.id.PersonId;
import dev.janji.domain.id.StopId;
import dev.janji.domain.lender.Hold;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.money.Money;
import dev.janji.domain.policy.FieldTerms;
import dev.janji.domain.policy.PolicyPack;
import dev.janji.domain.stop.Stop;
import dev.janji.domain.stop.StopScope;
import dev.janji.domain.stop.Stops;
import dev.janji.domain.strategy.Action.Receiver;
import dev.janji.domain.strategy.Step.Late;
import dev.janji.domain.testing.Property;
import dev.janji.domain.testing.StepDraft;
import dev.janji.domain.testing.StrategyDraft;
import dev.janji.domain.testing.TestRules;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pekko.Done;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Whatever happens to a debtor in whatever order, and wherever the house dies: nobody is visited who paid, disputes, is held or is forgotten. */
class CaseKeeperPropertyTest {
    private static final DebtorKey DEBTOR = new DebtorKey(new LenderId("bank"), new DebtorId("d"));
    private static final AccountId CARD = new AccountId("card");
    private static final Currency RUPIAH = Currency.getInstance("IDR");
    private static final Instant HANDED_OVER_AT = Instant.parse("2026-06-06T02:00:00Z");
    private static final int SLICE = 3;

    private static final LenderRules RULES = rules();
    private static final LenderBook BOOK = new LenderBook("Bank", RULES, MessageTemplates.from(ConfigFactory.load()));

    private static LenderRules rules() {
        LenderRules made = StrategyDraft.of(
                        "s",
                        StepDraft.due("visit", 5, "09:00").to(Receiver.FIELD).late(Late.STILL_DUE))
                .rules();
        PolicyPack pack = made.policy();
        FieldTerms terms = new FieldTerms(
                "ID-06",
                "a law",
                "ID-01",
                "a law",
                EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.SATURDAY),
                LocalTime.of(8, 0),
                LocalTime.of(20, 0));
        return made.with(
                made.strategies(),
                new PolicyPack(
                        pack.version(),
                        pack.validFrom(),
                        pack.validTo(),
                        pack.zoneRuleId(),
                        pack.zonesWhenUnknown(),
                        pack.rules(),
                        pack.classes(),
                        pack.moratoria(),
                        pack.zonesFrom(),
                        List.of(terms)));
    }

    /** A debtor whom the rules decide about; a store and an outbox that keep what was done to them and break when they are told to. */
    private static final class World implements FieldStore, FieldOutbox {
        private final List<String> story = new ArrayList<>();
        private final Map<AccountId, Watch> rows = new HashMap<>();
        private final Set<String> cases = new LinkedHashSet<>();
        private final Set<String> recalls = new LinkedHashSet<>();
        private DebtorState state = new DebtorState.Unknown();
        private Stops stops = Stops.NONE;
        private Instant now = Instant.parse("2026-06-01T01:00:00Z");
        private Optional<Watch> memory = Optional.empty();
        private int told;
        /** Steps of store and outbox until one breaks; the odd ones are done all the same. */
        private int breaksAfter = Integer.MAX_VALUE;

        World() {
            tell(new LenderEvent.DebtorUpserted(new Profile(
                    "Ayu",
                    "id",
                    "Jalan 1",
                    TestRules.JAKARTA,
                    List.of(new ContactPoint(
                            new ContactPointId("home"),
                            Channel.LETTER,
                            "Ayu\nJalan 1",
                            ContactPoint.Role.OWN,
                            ContactPoint.Verification.VERIFIED,
                            ContactPoint.Consent.GIVEN)))));
            tell(new LenderEvent.AccountOpened(CARD, rupiah(100), LocalDate.parse("2026-01-01"), AccountTerms.NONE));
            tell(new LenderEvent.ScheduleSet(CARD, List.of(new Instalment(1, LocalDate.parse("2026-06-01"), 100))));
            now = HANDED_OVER_AT;
            accept(new DebtorCommand.WakeUp());
            assertThat(against()).isEmpty();
            Watch watch = Watch.over(DEBTOR, CARD, now);
            rows.put(CARD, watch);
            memory = Optional.of(watch);
        }

        private static Money rupiah(long minor) {
            return new Money(minor, RUPIAH);
        }

        private RuleContext context() {
            return RuleContext.at(DEBTOR, now, RULES).with(stops);
        }

        private List<String> against() {
            return FieldHandOver.against(state, CARD, context());
        }

        /** What the rules refuse does not happen. */
        private void tell(LenderEvent event) {
            accept(new DebtorCommand.ApplyLenderEvent(
                    new EventId("e" + ++told), new BodyHash(told, told), now, null, event));
        }

        private void accept(DebtorCommand command) {
            if (DebtorRules.decide(state, command, context()) instanceof Decision.Accepted accepted) {
                for (DebtorEvent event : accepted.events()) {
                    state = DebtorRules.evolve(state, event);
                }
            }
        }

        private void happens(SplittableRandom random) {
            now = now.plus(Duration.ofHours(1 + random.nextInt(40)));
            int kind = random.nextInt(11);
            story.add("event " + kind);
            switch (kind) {
                case 0, 1 ->
                    tell(new LenderEvent.PaymentReceived(
                            CARD,
                            new PaymentId("p" + told),
                            rupiah(random.nextBoolean() ? 100 : 30),
                            LocalDate.ofInstant(now, TestRules.JAKARTA)));
                case 2, 3 ->
                    tell(new LenderEvent.PaymentReversed(CARD, new PaymentId("p" + random.nextInt(told + 1)), "NSF"));
                case 4 -> tell(new LenderEvent.DisputeOpened(CARD, "x", "amount"));
                case 5 -> tell(new LenderEvent.DisputeResolved(CARD, "x"));
                case 6 ->
                    tell(new LenderEvent.HoldPlaced(
                            new Hold(new HoldId("h"), Hold.Kind.HARDSHIP, null, now.plus(Duration.ofDays(2)))));
                case 7 -> tell(new LenderEvent.HoldLifted(new HoldId("h")));
                case 8 ->
                    stops = new Stops(
                            List.of(new Stop(
                                    new StopId("s-1"),
                                    new StopScope.WholeLender(DEBTOR.lender()),
                                    "wrong",
                                    new PersonId("ayu"),
                                    now)),
                            Stops.LOOK_AGAIN_EVERY);
                case 9 -> stops = Stops.NONE;
                default -> {
                    if (random.nextInt(8) == 0) {
                        tell(new LenderEvent.DebtorErased());
                    }
                }
            }
        }

        private DebtorView view() {
            return new DebtorView(
                    DEBTOR,
                    state,
                    DebtorRules.explain(state, context()),
                    null,
                    now,
                    context().today(state),
                    RULES);
        }

        /** @param breaks steps that go well; the next one breaks */
        private void look(int breaks) {
            story.add("look " + breaks);
            breaksAfter = breaks;
            memory.ifPresent(watch -> {
                try {
                    new CaseKeeper(
                                    this,
                                    this,
                                    debtor -> CompletableFuture.completedFuture(view()),
                                    () -> stops,
                                    lender -> BOOK,
                                    new FieldMeter())
                            .look(SLICE, watch, next -> memory = Optional.ofNullable(next))
                            .toCompletableFuture()
                            .join();
                } catch (CompletionException broken) {
                    story.add("broke");
                }
            });
            breaksAfter = Integer.MAX_VALUE;
        }

        private void restart() {
            story.add("restart");
            memory = Optional.ofNullable(rows.get(CARD));
        }

        private CompletionStage<Done> step(Runnable work) {
            if (breaksAfter == 0) {
                return CompletableFuture.failedFuture(new IllegalStateException("broke before"));
            }
            work.run();
            return --breaksAfter == 0 && told % 2 == 1
                    ? CompletableFuture.failedFuture(new IllegalStateException("broke behind"))
                    : CompletableFuture.completedFuture(Done.getInstance());
        }

        @Override
        public CompletionStage<Done> put(int slice, Watch watch) {
            return step(() -> rows.put(watch.account(), watch));
        }

        @Override
        public CompletionStage<Done> remove(int slice, Watch watch) {
            return step(() -> rows.remove(watch.account()));
        }

        @Override
        public CompletionStage<Done> hand(Handed handed) {
            return step(() -> {
                assertThat(against())
                        .as("a case of a debtor who may not be visited, after %s", story)
                        .isEmpty();
                assertThat(recalls)
                        .as("a case that was recalled, after %s", story)
                        .doesNotContain(handed.reference());
                cases.add(handed.reference());
            });
        }

        @Override
        public CompletionStage<Done> recall(Recalled recalled) {
            return step(() -> recalls.add(recalled.reference()));
        }

        /** Cases that somebody works. */
        private Set<String> worked() {
            return cases.stream().filter(each -> !recalls.contains(each)).collect(Collectors.toSet());
        }

        @Override
        public CompletionStage<Optional<Long>> position(int slice) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<Done> note(int slice, long position) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<List<Integer>> noted() {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<Done> forget(int slice) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<List<Watch>> watches(int slice) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }

    @TestFactory
    Stream<DynamicTest> shouldRecallWhateverMayNotBeWorkedAndBringTheRestOnce() {
        return Property.of(2_400, 60).holds((seed, commands) -> {
            SplittableRandom random = new SplittableRandom(seed);
            World world = new World();
            for (int i = 0; i < commands; i++) {
                if (random.nextInt(3) == 0) {
                    world.happens(random);
                } else if (random.nextInt(4) == 0) {
                    world.restart();
                } else {
                    world.look(random.nextInt(3) == 0 ? random.nextInt(6) : Integer.MAX_VALUE);
                }
                if (random.nextInt(3) == 0) {
                    assertSettled(world);
                }
            }
            world.restart();
            assertSettled(world);
        });
    }

    private static void assertSettled(World world) {
        world.look(Integer.MAX_VALUE);
        assertThat(world.worked())
                .as("cases of field collectors when %s, after %s", world.against(), world.story)
                .hasSize(world.against().isEmpty() ? 1 : 0);
        if (world.against().contains("ERASED")) {
            assertThat(world.rows).isEmpty();
        }
    }
}
