package dev.janji.domain.debtor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.debtor.DebtorState.Known;
import dev.janji.domain.policy.ContactLimit;
import dev.janji.domain.policy.PolicyRule;
import dev.janji.domain.strategy.Action;
import dev.janji.domain.strategy.Anchor;
import dev.janji.domain.strategy.Segment;
import dev.janji.domain.strategy.Step;
import dev.janji.domain.strategy.Strategies;
import dev.janji.domain.strategy.Strategy;
import dev.janji.domain.strategy.Trigger;
import dev.janji.domain.testing.TestRules;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether each step that a contact covers may be taken now, by the oracle's books and the strategy's own words. */
record ContactedSteps(DebtorOracle oracle, RuleContext context, Map<Key, List<DebtorOracle.Tried>> taken) {

    /** What may be taken once. */
    record Key(Object account, Anchor from, int minute) {}

    void check(Attempt attempt, Known known) {
        Set<Object> accounts = new HashSet<>();
        if (attempt.channel() == Channel.VOICE) {
            rested();
        }
        for (StepReference covered : attempt.covers()) {
            if (covered.callback() != null) {
                promised(covered, attempt);
                continue;
            }
            covered(covered, attempt, known, accounts.add(covered.account()));
        }
        limits(attempt);
    }

    private void covered(StepReference covered, Attempt attempt, Known known, boolean leadsItsAccount) {
        assertThat(oracle.stopped(
                        covered.account(), context.now(), context.rules().quiet()))
                .as("P4 what stops a contact")
                .isNull();
        DebtorOracle.Books books = oracle.accounts.get(covered.account());
        assertThat(books.isPromised())
                .as("active promise of an account contacted with %s", covered)
                .isEqualTo(covered.from().trigger() == Trigger.PROMISE_DUE);
        boolean ofOffer = covered.from().trigger() == Trigger.OFFER_DUE;
        assertThat(books.considers(context.now(), oracle.zone, context.rules().offerTerms()) && !ofOffer)
                .as("considered offer of an account contacted with %s", covered)
                .isFalse();
        assertThat(books.offerOpen || !ofOffer)
                .as("open offer that %s reminds of", covered)
                .isTrue();
        anchor(covered, books);
        Segment segment = strategy(books).segment(books.segment);
        Step step = segment == null ? null : segment.step(covered.from().trigger(), covered.minute());
        if (step == null || !step.name().equals(covered.name())) {
            fail("Expected a step of segment %s of %s, but got %s", books.segment, books.version, covered);
        }
        assertThat(step.isOf(known.account(covered.account()).bucket()))
                .as("bucket of %s", covered)
                .isTrue();
        time(covered, step, leadsItsAccount);
        once(covered, step, attempt);
    }

    /** AB-03. */
    private void rested() {
        Instant since = context.now().minus(Duration.ofHours(72));
        assertThat(oracle.attempts.values())
                .as("calls within 72 hours that no agent was there for")
                .noneMatch(tried -> tried.abandonedAt != null && tried.abandonedAt.isAfter(since));
    }

    private void promised(StepReference covered, Attempt attempt) {
        assertThat(attempt.channel()).as("channel of a promised call").isEqualTo(Channel.VOICE);
        assertThat(oracle.stopped(covered.account(), context.now(), null))
                .as("what stops a promised call")
                .isNull();
        assertThat(oracle.dialogue.isPromised(covered.callback(), context.now()))
                .as("%s is promised now", covered)
                .isTrue();
    }

    private Strategy strategy(DebtorOracle.Books books) {
        Strategies known = context.rules().strategies();
        // An account that was never worked, as one that is only called by promise.
        Strategy strategy = books.version.isEmpty() ? known.current() : known.find(books.version);
        assertThat(strategy).as("strategy %s", books.version).isNotNull();
        return strategy;
    }

    private void anchor(StepReference covered, DebtorOracle.Books books) {
        LocalDate expected = switch (covered.from().trigger()) {
            case DUE_DATE -> books.earliestUnpaid();
            case BUCKET_ENTERED -> books.bucketSince;
            case PROMISE_DUE -> books.promise.dueDate();
            case PROMISE_BROKEN ->
                books.promise.dueDate().plusDays(context.rules().promiseTerms().graceDays() + 1L);
            case OFFER_DUE -> books.offer.validUntil();
            case PAYMENT_REVERSED ->
                books.reversedLast() == null ? null : LocalDate.ofInstant(books.reversedLast(), oracle.zone);
        };
        assertThat(covered.anchor()).as("anchor of %s", covered).isEqualTo(expected);
        assertThat(books.earliestUnpaid())
                .as("unpaid due date of a contacted account")
                .isNotNull();
    }

    private LocalDate dayOf(StepReference covered, Step step) {
        if (covered.from().trigger() != Trigger.BUCKET_ENTERED) {
            return oracle.dayAfter(covered.account(), covered.anchor(), step.day());
        }
        LocalDate dueDate = oracle.accounts.get(covered.account()).earliestUnpaid();
        int age = Math.toIntExact(covered.anchor().toEpochDay() - dueDate.toEpochDay());
        return oracle.dayAfter(covered.account(), dueDate, age + step.day());
    }

    private void time(StepReference covered, Step step, boolean leadsItsAccount) {
        LocalDateTime local = LocalDateTime.ofInstant(context.now(), oracle.zone);
        LocalDate day = dayOf(covered, step);
        // A pause that is told late moves the day of a step, but nothing of what was taken.
        if (!wasMade(covered)
                && context.now()
                        .isBefore(day.atTime(step.from()).atZone(oracle.zone).toInstant())) {
            fail("Expected %s from %s on %s on, but it is %s", covered, step.from(), day, local);
        }
        if (step.late() == Step.Late.DROP && !local.toLocalDate().equals(day)
                || step.isReminder() && local.toLocalDate().isAfter(covered.anchor())) {
            fail("Expected %s to be dropped after %s, but it is taken at %s", covered, day, local);
        }
        LocalTime until = step.until();
        if (leadsItsAccount
                && until != null
                && (local.toLocalTime().isBefore(step.from())
                        || !local.toLocalTime().isBefore(until))) {
            fail("Expected %s from %s until %s, but it is taken at %s", covered, step.from(), until, local);
        }
    }

    private boolean wasMade(StepReference covered) {
        return taken.getOrDefault(new Key(covered.account(), covered.from(), covered.minute()), List.of()).stream()
                .anyMatch(DebtorOracle.Tried::counts);
    }

    /** A step that counts as made comes again only on its next channel, when its response is missing for long enough. */
    private void once(StepReference covered, Step step, Attempt attempt) {
        List<DebtorOracle.Tried> all = taken.computeIfAbsent(
                new Key(covered.account(), covered.from(), covered.minute()), any -> new ArrayList<>());
        List<DebtorOracle.Tried> made =
                all.stream().filter(DebtorOracle.Tried::counts).toList();
        if (step.action() instanceof Action.Call) {
            assertThat(made)
                    .as("calls for %s in which an agent talked", covered)
                    .noneMatch(tried -> tried.talked);
        } else if (RecordedCalls.is(attempt.template(), attempt.channel())) {
            assertThat(made)
                    .as("calls by a machine for %s that somebody answered", covered)
                    .allMatch(tried -> tried.unreached);
        } else if (!made.isEmpty()) {
            Action.Response response = ((Action.Contact) step.action()).response();
            DebtorOracle.Tried last = made.get(made.size() - 1);
            if (response == null
                    || context.now().isBefore(last.attempt.authorizedAt().plus(response.within()))
                    || made.stream().anyMatch(each -> TestRules.gives(response.sign(), each.outcomes))) {
                fail("Expected %s once, but %s was made before %s", covered, last.attempt, attempt);
            }
            Set<Channel> used = new HashSet<>();
            made.forEach(each -> used.add(each.attempt.channel()));
            if (covered.equals(attempt.covers().get(0)) && used.contains(attempt.channel())) {
                fail("Expected another channel than %s for %s, but got %s", used, covered, attempt);
            }
        }
        all.add(oracle.attempts.computeIfAbsent(attempt.id(), id -> new DebtorOracle.Tried(attempt)));
    }

    /** Of those of our own attempts that count; what others did may count as well. */
    private void limits(Attempt attempt) {
        DebtorOracle.Books worst = oracle.accounts.get(attempt.covers().get(0).account());
        for (PolicyRule rule : strategy(worst).limits()) {
            ContactLimit limit = (ContactLimit) rule.test();
            Instant since = context.now().minusSeconds(3_600L * limit.length());
            oracle.attempts.values().stream()
                    .filter(tried -> !tried.attempt.equals(attempt) && !tried.open && tried.counts())
                    .filter(tried -> tried.attempt.authorizedAt().isAfter(since))
                    .forEach(tried ->
                            fail("Expected %s to be kept, but %s and %s are too near", limit, tried.attempt, attempt));
        }
    }
}
