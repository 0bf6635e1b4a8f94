package dev.janji.domain.debtor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.janji.domain.debtor.DebtorCommand.ApplyLenderEvent;
import dev.janji.domain.debtor.DebtorState.Known;
import dev.janji.domain.id.EventId;
import dev.janji.domain.policy.ContactRecord;
import dev.janji.domain.testing.Journey;
import dev.janji.domain.testing.TestRules;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What must hold after every step of a journey, judged by the oracle's books and by wall clocks, not by the rules. */
final class DebtorInvariants {
    private static final int SAMPLED = 5;

    private final Journey journey;
    private final TestRules rules;
    private final DebtorOracle oracle = new DebtorOracle();
    private final Map<EventId, BodyHash> accepted = new HashMap<>();
    private final Map<ContactedSteps.Key, List<DebtorOracle.Tried>> taken = new HashMap<>();

    DebtorInvariants(Journey journey) {
        this.journey = journey;
        this.rules = journey.rules();
    }

    void check(Journey.Step step) {
        if (step.number() % 3 == 0) {
            p9DecidesTheSameTwice(step);
            p1DecisionForeseesItsState(step);
        }
        p5DuplicatesAddNothing(step);
        openAttemptIsWithdrawn(step);
        contacts(step);
        step.events().forEach(oracle::learn);
        nothingIsPlayedToWhoMayNotBeTold(step);
        if (oracle.open().size() > 1) {
            fail("Expected at most one open attempt, but %s are", oracle.open());
        }
        worksByWhatIsTrueNow(step);
        wakesLater(step);
        if (step.after() instanceof Known known && step.number() % SAMPLED == 0) {
            p6BalanceIsTheSumOfTheLedger(known);
            daysPastDueAreCountedDayByDay(known, step.context());
            staysSmall(known);
            wakingUpComesToRest(known, step.context());
        }
        if (step.number() % 250 == 0) {
            p1FoldIsTheLiveState();
        }
    }

    private void p1FoldIsTheLiveState() {
        DebtorState folded = new DebtorState.Unknown();
        for (DebtorEvent event : journey.journal()) {
            folded = DebtorRules.evolve(folded, event);
        }
        assertThat(folded).as("P1 the fold of the journal").isEqualTo(journey.state());
        assertThat(folded.version())
                .as("P1 version")
                .isEqualTo(journey.journal().size());
    }

    private static void p9DecidesTheSameTwice(Journey.Step step) {
        Decision again = DebtorRules.decide(step.before(), step.command(), step.context());
        if (!again.equals(step.decision())) {
            fail("P9 expected the same decision twice, but got %s and %s", step.decision(), again);
        }
    }

    private static void p1DecisionForeseesItsState(Journey.Step step) {
        if (step.decision() instanceof Decision.Accepted accepted) {
            assertThat(accepted.after())
                    .as("P1 the state that the decision foresees")
                    .isEqualTo(step.after());
        }
    }

    private void p5DuplicatesAddNothing(Journey.Step step) {
        if (!(step.command() instanceof ApplyLenderEvent command)) {
            return;
        }
        BodyHash body = accepted.get(command.eventId());
        if (body != null && body.equals(command.body())) {
            assertThat(step.decision()).as("P5 the same event again").isInstanceOf(Decision.Duplicate.class);
        } else if (body != null) {
            assertThat(step.decision())
                    .as("P5 the same id with another body")
                    .isEqualTo(new Decision.Rejected(RefusalReason.EVENT_ID_REUSED, "event_id"));
        } else if (step.decision() instanceof Decision.Accepted) {
            accepted.put(command.eventId(), command.body());
            assertThat(step.events().get(0)).isInstanceOf(DebtorEvent.LenderEventApplied.class);
        }
        if (step.decision() instanceof Decision.NeedsHistory) {
            fail("Expected history to be asked once, but it is asked for again");
        }
    }

    private void openAttemptIsWithdrawn(Journey.Step step) {
        boolean lender = step.command() instanceof ApplyLenderEvent;
        if (lender && !oracle.open().isEmpty() && step.decision() instanceof Decision.Accepted decision) {
            String name = step.events().get(0).eventName();
            boolean harmless = Set.of(
                            "AccountOpened",
                            "DisputeResolved",
                            "HoldLifted",
                            "AccountTermsSet",
                            "NoticeGivenElsewhere",
                            "PersonsLinked",
                            "DebtorGoneLive",
                            "CallbackClosed",
                            "ComplaintClosed")
                    .contains(name);
            boolean withdraws = step.followUps().stream()
                    .anyMatch(each -> each instanceof FollowUp.WithdrawContact withdraw
                            && oracle.open().contains(withdraw.attempt()));
            assertThat(withdraws).as("withdrawal after " + name).isEqualTo(!harmless);
            assertThat(decision.ack())
                    .as("ack after " + name)
                    .isEqualTo(harmless ? Decision.Ack.NOW : Decision.Ack.AFTER_OPEN_ATTEMPT);
        }
    }

    private void contacts(Journey.Step step) {
        if (step.events().isEmpty() && step.followUps().isEmpty()) {
            return;
        }
        long authorized = step.events().stream()
                .filter(DebtorEvent.ContactAuthorized.class::isInstance)
                .count();
        List<FollowUp.SendContact> sends = step.followUps().stream()
                .filter(FollowUp.SendContact.class::isInstance)
                .map(FollowUp.SendContact.class::cast)
                .toList();
        if (authorized != sends.size() || authorized > 1) {
            fail("Expected one intent and one contact at most, but got %d and %s", authorized, sends);
        }
        if (!sends.isEmpty()) {
            DebtorOracle settled = oracle;
            step.events().stream()
                    .filter(event -> !(event instanceof DebtorEvent.ContactAuthorized))
                    .forEach(event -> {
                        settled.learn(event);
                        settled.events--;
                    });
            assertThat(oracle.open()).as("open attempts when one more leaves").isEmpty();
            contact(sends.get(0), step, (Known) step.after());
        }
    }

    private static long numberOfTheContact(Journey.Step step) {
        long number = step.before().version();
        for (DebtorEvent event : step.events()) {
            number++;
            if (event instanceof DebtorEvent.ContactAuthorized) {
                return number;
            }
        }
        throw new AssertionError("Expected a contact, but there is none among " + step.events());
    }

    private void contact(FollowUp.SendContact send, Journey.Step step, Known known) {
        Instant now = step.context().now();
        Attempt attempt = send.attempt();
        assertThat(attempt.id().value())
                .as("attempt id of debtor and sequence number")
                .isEqualTo(step.context().debtor().entityId() + "~" + numberOfTheContact(step));
        ZoneId own = known.profile().zone();
        List<ZoneId> told = known.profile().addressZones();
        List<ZoneId> zones = own != null ? List.of(own) : told.isEmpty() ? TestRules.INDONESIA : told;
        for (ZoneId zone : zones) {
            p2InsideTheWindow(now, zone);
            p2InsideTheWindow(attempt.validUntil().minusNanos(1), zone);
            LocalDate today = LocalDate.ofInstant(now, zone);
            long made = oracle.made().stream()
                    .filter(at -> LocalDate.ofInstant(at, zone).equals(today))
                    .count();
            assertThat(made)
                    .as("P3 attempts on %s in %s before one more", today, zone)
                    .isLessThan(rules.dailyCap());
        }
        LocalDate today = LocalDate.ofInstant(now, zones.get(0));
        assertThat(today).isBetween(rules.validFrom(), rules.validTo());
        assertThat(attempt.validUntil())
                .isAfter(now)
                .isBeforeOrEqualTo(now.plus(rules.rules().contactValidity()));
        assertThat(oracle.dialogue.unusable(known.profile().contactPoint(attempt.contactPoint()), known.profile()))
                .as("what forbids " + attempt.contactPoint())
                .isNull();
        new ContactedSteps(oracle, step.context(), taken).check(attempt, known);
        if (RecordedCalls.is(attempt.template(), attempt.channel())) {
            assertThat(step.context().rules().recordedCalls())
                    .as("attestation of a call by a machine")
                    .isTrue();
        }
    }

    /** By the oracle's own books: nobody hears a machine who is paid up, or of whom anything else stops a contact, or at a wrong hour. */
    private void nothingIsPlayedToWhoMayNotBeTold(Journey.Step step) {
        for (DebtorEvent event : step.events()) {
            if (!(event instanceof DebtorEvent.RecordedCallNoted noted)
                    || noted.call() != RecordedCall.GREETED && noted.call() != RecordedCall.PLAYED) {
                continue;
            }
            Known known = (Known) step.after();
            assertThat(step.context().rules().recordedCalls()).isTrue();
            for (StepReference covered :
                    oracle.attempts.get(noted.attempt()).attempt.covers()) {
                assertThat(oracle.stopped(
                                covered.account(),
                                noted.at(),
                                step.context().rules().quiet()))
                        .as("P4 what stops a machine from speaking")
                        .isNull();
                assertThat(known.account(covered.account()).ledger().balanceMinor())
                        .as("what is owed by who hears a machine")
                        .isPositive();
            }
            ZoneId own = known.profile().zone();
            if (own != null) {
                p2InsideTheWindow(noted.at(), own);
            }
        }
    }

    private void p2InsideTheWindow(Instant at, ZoneId zone) {
        LocalDateTime local = LocalDateTime.ofInstant(at, zone);
        boolean inside = rules.days().contains(local.getDayOfWeek())
                && !local.toLocalTime().isBefore(rules.from())
                && local.toLocalTime().isBefore(rules.to())
                && !rules.holidays().contains(local.toLocalDate());
        if (!inside) {
            fail(
                    "P2 expected no contact at %s in %s, outside %s from %s to %s",
                    local, zone, rules.days(), rules.from(), rules.to());
        }
    }

    /** Whatever was stored, every account is then in the segment and the version that its facts ask for. */
    private static void worksByWhatIsTrueNow(Journey.Step step) {
        if (step.after() instanceof Known known && !step.events().isEmpty()) {
            for (Account account : known.accounts()) {
                DebtorEvent missing = Course.entered(known, account, step.context());
                if (missing != null) {
                    fail("Expected no other segment after %s, but there is %s", step.events(), missing);
                }
            }
        }
    }

    /** Whoever wakes up, stores nothing and sends nothing sleeps for some time then. */
    private static void wakesLater(Journey.Step step) {
        if (step.command() instanceof DebtorCommand.WakeUp && step.events().isEmpty()) {
            Instant next = DebtorRules.outstanding(step.after(), step.context()).nextWakeUp();
            if (next != null && !next.isAfter(step.context().now())) {
                fail("Expected a wake-up after %s, but it is %s", step.context().now(), next);
            }
        }
    }

    private void p6BalanceIsTheSumOfTheLedger(Known known) {
        for (Account account : known.accounts()) {
            DebtorOracle.Books books = oracle.accounts.get(account.id());
            if (account.ledger().balanceMinor() != books.balance()) {
                fail(
                        "P6 expected balance %d, but got %d",
                        books.balance(), account.ledger().balanceMinor());
            }
            if (!Objects.equals(account.ledger().earliestUnpaidDueDate(), books.earliestUnpaid())) {
                fail(
                        "P6 expected %s unpaid first, but got %s",
                        books.earliestUnpaid(), account.ledger().earliestUnpaidDueDate());
            }
        }
    }

    private void daysPastDueAreCountedDayByDay(Known known, RuleContext context) {
        LocalDate today = context.today(known);
        for (Account account : known.accounts()) {
            LocalDate dueDate = account.ledger().earliestUnpaidDueDate();
            int days = account.ledger().daysPastDue(today);
            if (dueDate != null && dueDate.isBefore(today) && days != oracle.age(account.id(), dueDate, today)) {
                fail("Expected %d days past due, but got %d", oracle.age(account.id(), dueDate, today), days);
            }
        }
    }

    private static void staysSmall(Known known) {
        assertThat(known.history().attempts()).hasSizeLessThanOrEqualTo(ContactHistory.KEPT);
        assertThat(known.history().elsewhere()).hasSizeLessThanOrEqualTo(ContactHistory.KEPT);
        assertThat(known.seen().newest()).hasSizeLessThanOrEqualTo(SeenEvents.NEWEST);
        for (Account account : known.accounts()) {
            assertThat(account.progress().passed()).hasSizeLessThanOrEqualTo(StepProgress.MOST_ANCHORS);
        }
    }

    /** Waking up again and again at one instant ends; then nothing happens before the next wake-up, and something does at it. */
    private void wakingUpComesToRest(Known known, RuleContext context) {
        DebtorState state = known;
        int turns = 0;
        for (List<DebtorEvent> events = wake(state, context); !events.isEmpty(); events = wake(state, context)) {
            for (DebtorEvent event : events) {
                state = DebtorRules.evolve(state, event);
            }
            if (++turns > 3) {
                fail("Expected waking up at one instant to come to rest, but it goes on with %s", events);
            }
        }
        Instant next = DebtorRules.outstanding(state, context).nextWakeUp();
        Set<Instant> quiet = new HashSet<>();
        long horizon = 40L * 86_400;
        if (next == null) {
            quiet.add(context.now().plusSeconds(horizon));
            quiet.add(context.now().plusSeconds(horizon / 50));
        } else {
            if (!next.isAfter(context.now())) {
                fail("Expected the next wake-up to be after %s at rest, but it is %s", context.now(), next);
            }
            long seconds = next.getEpochSecond() - context.now().getEpochSecond();
            quiet.add(next.minusNanos(1));
            quiet.add(context.now().plusSeconds(seconds / 2));
            quiet.add(context.now().plusSeconds(Math.max(0, seconds - 3_600)));
        }
        for (Instant at : quiet) {
            List<DebtorEvent> early = wake(state, RuleContext.at(context.debtor(), at, context.rules()));
            if (!early.isEmpty()) {
                fail("Expected nothing to happen before %s, but at %s came %s", next, at, early);
            }
        }
    }

    private static List<DebtorEvent> wake(DebtorState state, RuleContext context) {
        return ((Decision.Accepted)
                        DebtorRules.decide(state, new DebtorCommand.WakeUp(), context.with(ContactRecord.NONE)))
                .events();
    }
}
