package dev.janji.domain.debtor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.account.AccountTerms;
import dev.janji.domain.account.Instalment;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.debtor.DebtorState.Known;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.DebtorId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.DebtorPersonId;
import dev.janji.domain.id.EventId;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.lender.LinkedPerson;
import dev.janji.domain.policy.ContactRecord;
import dev.janji.domain.policy.ContactRecord.OthersContact;
import dev.janji.domain.policy.ContactRecord.PastContact;
import dev.janji.domain.testing.Property;
import dev.janji.domain.testing.TestRules;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * One person, a debtor of three lenders for whom one agency works. They take turns over a table as a server does, and stop between telling
 * and storing. Whatever happens, the person is not contacted more often in a day than the cap lets, counted without asking the rules.
 */
class OnePersonPropertyTest {
    private static final int STEPS = 150;
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    @TestFactory
    Stream<DynamicTest> shouldKeepTheDailyCapOverAllDebtorsWhoAreThePerson() {
        return Property.of(400, STEPS)
                .holds((seed, steps) ->
                        assertThat(new World(seed, true).live(steps)).isEmpty());
    }

    @Test
    void shouldBreakTheCapWhenNobodyKnowsOfTheOthers() {
        List<String> broken = new ArrayList<>();
        for (long seed = 0; seed < 20; seed++) {
            broken.addAll(new World(seed, false).live(STEPS));
        }

        assertThat(broken).isNotEmpty();
    }

    /** Three debtors, the table that they share, and time. */
    private static final class World {
        private final SplittableRandom random;
        private final boolean known;
        private final int cap;
        private final RuleContext.LenderRules rules;
        private final Map<DebtorKey, DebtorState> states = new HashMap<>();
        private final Map<DebtorPersonId, Map<DebtorKey, Map<String, OthersContact>>> table = new HashMap<>();
        private final Map<DebtorKey, List<Instant>> made = new HashMap<>();
        private final List<String> broken = new ArrayList<>();
        private Instant now = START;
        private int events;

        World(long seed, boolean known) {
            this.random = new SplittableRandom(seed);
            this.known = known;
            this.cap = 1 + random.nextInt(3);
            this.rules = rules(cap);
            for (String lender : List.of("bank", "p2p", "shop")) {
                open(new DebtorKey(new LenderId(lender), new DebtorId("d")));
            }
        }

        private static RuleContext.LenderRules rules(int cap) {
            TestRules house = TestRules.indonesian();
            return TestRules.of(
                            house.rules().strategies().current(),
                            EnumSet.allOf(DayOfWeek.class),
                            LocalTime.of(8, 0),
                            LocalTime.of(20, 0),
                            Set.of(),
                            cap,
                            house.validFrom(),
                            house.validTo(),
                            house.rules().buckets(),
                            house.rules().promiseTerms(),
                            Duration.ofSeconds(30),
                            Duration.ofSeconds(5))
                    .rules();
        }

        private void open(DebtorKey debtor) {
            states.put(debtor, new DebtorState.Unknown());
            made.put(debtor, new ArrayList<>());
            AccountId account = new AccountId("loan");
            tell(debtor, new LenderEvent.DebtorUpserted(DebtorStory.profile(DebtorStory.sms(), DebtorStory.email())));
            tell(
                    debtor,
                    new LenderEvent.AccountOpened(
                            account, DebtorStory.rupiah(1_000), LocalDate.of(2026, 1, 1), AccountTerms.NONE));
            LocalDate due = LocalDate.of(2026, 3, 1).plusDays(random.nextInt(3));
            tell(
                    debtor,
                    new LenderEvent.ScheduleSet(
                            account,
                            List.of(
                                    new Instalment(1, due, 500),
                                    new Instalment(2, due.plusDays(random.nextInt(1, 20)), 500))));
            tell(debtor, new LenderEvent.AccountPlaced(account, "agency"));
            tell(
                    debtor,
                    new LenderEvent.PersonsLinked(List.of(new LinkedPerson(LinkedPerson.Kind.SAME_PERSON, "k", null))));
        }

        /** @return each contact that was one too many */
        List<String> live(int steps) {
            for (int i = 0; i < steps; i++) {
                DebtorKey first = null;
                Instant at = null;
                for (DebtorKey debtor : states.keySet()) {
                    Instant due = DebtorRules.outstanding(states.get(debtor), context(debtor))
                            .nextWakeUp();
                    if (due != null && (at == null || due.isBefore(at))) {
                        at = due;
                        first = debtor;
                    }
                }
                if (first == null) {
                    break;
                }
                now = at.isAfter(now) ? at : now;
                decide(first, new DebtorCommand.WakeUp());
                answer(first);
                if (random.nextInt(10) == 0) {
                    elsewhere();
                }
            }
            return broken;
        }

        private RuleContext context(DebtorKey debtor) {
            return RuleContext.at(debtor, now, rules);
        }

        private void tell(DebtorKey debtor, LenderEvent event) {
            int id = ++events;
            decide(
                    debtor,
                    new DebtorCommand.ApplyLenderEvent(new EventId("e" + id), new BodyHash(id, id), now, null, event));
        }

        private void elsewhere() {
            DebtorKey debtor = List.copyOf(states.keySet()).get(random.nextInt(states.size()));
            made.get(debtor).add(now);
            tell(
                    debtor,
                    new LenderEvent.ContactMadeElsewhere(
                            Channel.VOICE, LenderEvent.ContactResult.NOT_REACHED, new AccountId("loan")));
        }

        private void decide(DebtorKey debtor, DebtorCommand command) {
            DebtorState before = states.get(debtor);
            Decision decision = DebtorRules.decide(before, command, context(debtor));
            if (decision instanceof Decision.NeedsOthers needed) {
                decision = DebtorRules.decide(before, command, context(debtor).with(others(debtor, needed.persons())));
            }
            Decision.Accepted accepted = (Decision.Accepted) decision;
            DebtorRules.reports(before, accepted.after(), debtor).forEach(report -> store(debtor, report));
            boolean stops = command instanceof DebtorCommand.WakeUp && random.nextInt(12) == 0;
            if (stops) {
                // Told, and the server stopped: nothing was stored, so nobody was contacted.
                now = now.plusSeconds(random.nextInt(1, 90));
                return;
            }
            for (DebtorEvent event : accepted.events()) {
                if (event instanceof DebtorEvent.ContactAuthorized) {
                    judge(debtor);
                }
            }
            states.put(debtor, accepted.after());
        }

        private ContactRecord others(DebtorKey self, Set<DebtorPersonId> persons) {
            List<PastContact> contacts = new ArrayList<>();
            for (DebtorPersonId person : persons) {
                table.getOrDefault(person, Map.of()).forEach((debtor, told) -> {
                    if (!debtor.equals(self) && known) {
                        contacts.addAll(told.values());
                    }
                });
            }
            return new ContactRecord(contacts, null);
        }

        private void store(DebtorKey debtor, PersonReport report) {
            Map<String, OthersContact> told = table.computeIfAbsent(report.person(), person -> new HashMap<>())
                    .computeIfAbsent(debtor, key -> new HashMap<>());
            report.contacts()
                    .forEach((name, contact) ->
                            contact.ifPresentOrElse(made -> told.put(name, made), () -> told.remove(name)));
        }

        /** By the calendar of Jakarta, where all of them live. */
        private void judge(DebtorKey debtor) {
            LocalDate today = LocalDate.ofInstant(now, TestRules.JAKARTA);
            long before = made.values().stream()
                    .flatMap(List::stream)
                    .filter(at -> LocalDate.ofInstant(at, TestRules.JAKARTA).equals(today))
                    .count();
            if (before >= cap) {
                broken.add(debtor + " was contacted at " + now + " after " + before + " of " + cap);
            }
            made.get(debtor).add(now);
        }

        private void answer(DebtorKey debtor) {
            Attempt open = ((Known) states.get(debtor)).openAttempt();
            if (open == null) {
                return;
            }
            now = now.plusSeconds(random.nextInt(3));
            Answer answer = random.nextInt(4) == 0 ? Answer.WITHDRAWN : Answer.HANDED_OVER;
            if (answer == Answer.WITHDRAWN) {
                made.get(debtor).remove(open.authorizedAt());
            }
            decide(debtor, new DebtorCommand.RecordAnswer(open.id(), answer, "", ""));
        }
    }
}
