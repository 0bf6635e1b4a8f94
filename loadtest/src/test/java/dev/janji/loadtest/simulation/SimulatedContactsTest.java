package dev.janji.loadtest.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.Consents;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.contact.Outcome;
import dev.janji.domain.debtor.Account;
import dev.janji.domain.debtor.Attempt;
import dev.janji.domain.debtor.ContactHistory;
import dev.janji.domain.debtor.DebtorEvent;
import dev.janji.domain.debtor.DebtorRules;
import dev.janji.domain.debtor.DebtorState;
import dev.janji.domain.debtor.PastAttempt;
import dev.janji.domain.debtor.RefusalReason;
import dev.janji.domain.debtor.StepReference;
import dev.janji.domain.id.DebtorId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.strategy.Step;
import dev.janji.domain.strategy.Strategy;
import dev.janji.domain.strategy.Trigger;
import dev.janji.loadtest.compliance.Judgement;
import dev.janji.loadtest.compliance.PlainRules;
import dev.janji.loadtest.compliance.ProposedContact;
import dev.janji.loadtest.portfolio.Assumptions;
import dev.janji.loadtest.portfolio.CardClient;
import dev.janji.loadtest.portfolio.PlannedEvent;
import dev.janji.loadtest.portfolio.Portfolio;
import dev.janji.loadtest.portfolio.Sample;
import dev.janji.protocols.lender.v1.Consent;
import dev.janji.protocols.lender.v1.ContactPointRole;
import dev.janji.protocols.lender.v1.PublishRequest;
import dev.janji.protocols.lender.v1.Verification;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every simulated contact is put to the plain rules again: what the simulation sends, the second opinion allows. */
class SimulatedContactsTest {
    private static final long SEED = 11;

    @ParameterizedTest
    @CsvSource({
        "default,id,false",
        "consumer-finance,id,false",
        "credit-card,id,false",
        "p2p,id+id-p2p,false",
        "desk-collection,id,true"
    })
    void shouldSendNothingThatThePlainRulesDoNotAllow(String strategy, String packs, boolean calls) {
        TrialRules trial = TrialRules.read(strategy, null, List.of(packs.split("\\+")), Set.of());
        SimulatedPeriod period = new SimulatedPeriod(Assumptions.FIRST_DAY, Assumptions.DAYS, Assumptions.LENDER_ZONE);
        List<String> forbidden = new ArrayList<>();
        int[] contacts = {0};
        Set<Channel> channels = EnumSet.noneOf(Channel.class);

        for (CardClient client : Sample.shipped().choose(120, SEED)) {
            List<PlannedEvent> told = Portfolio.storyOf(client, SEED, period.end());
            List<PlannedEvent> story = calls
                    ? told.stream().map(SimulatedContactsTest::withTelephone).toList()
                    : told;
            if (!story.isEmpty()) {
                DebtorKey debtor = new DebtorKey(
                        TrialRules.LENDER, new DebtorId(story.get(0).debtor()));
                LifeListener listener = new LifeListener() {
                    @Override
                    public void stored(DebtorState before, List<DebtorEvent> events) {
                        DebtorState state = before;
                        for (DebtorEvent event : events) {
                            if (event instanceof DebtorEvent.ContactAuthorized authorized) {
                                contacts[0]++;
                                channels.add(authorized.attempt().channel());
                                judge(trial, (DebtorState.Known) state, authorized.attempt(), forbidden);
                            }
                            state = DebtorRules.evolve(state, event);
                        }
                    }

                    @Override
                    public void refused(RefusalReason reason) {
                        forbidden.add("refused " + reason);
                    }
                };
                new DebtorLife(debtor, trial.rules(), new ReceiptAssumptions(SEED), listener).live(story, period.end());
            }
        }

        assertThat(contacts[0]).isGreaterThan(100);
        assertThat(forbidden).isEmpty();
        assertThat(channels.contains(Channel.VOICE)).isEqualTo(calls);
    }

    /** The sample has no telephones. */
    private static PlannedEvent withTelephone(PlannedEvent event) {
        if (!event.request().hasDebtorUpserted()) {
            return event;
        }
        PublishRequest.Builder request = event.request().toBuilder();
        request.getDebtorUpsertedBuilder()
                .addContactPoints(dev.janji.protocols.lender.v1.ContactPoint.newBuilder()
                        .setContactPointId("telephone")
                        .setChannel(dev.janji.protocols.lender.v1.Channel.CHANNEL_VOICE)
                        .setAddress("+628110000009")
                        .setRole(ContactPointRole.CONTACT_POINT_ROLE_OWN)
                        .setVerification(Verification.VERIFICATION_VERIFIED)
                        .setConsent(Consent.CONSENT_GIVEN));
        return new PlannedEvent(event.at(), request.build(), event.duplicate(), event.refusal());
    }

    private static void judge(TrialRules trial, DebtorState.Known known, Attempt attempt, List<String> forbidden) {
        Judgement judgement = PlainRules.judge(proposed(trial, known, attempt), attempt.authorizedAt());
        if (judgement.kind() != Judgement.Kind.ALLOWED) {
            forbidden.add(attempt + ": " + judgement);
        }
    }

    private static ProposedContact proposed(TrialRules trial, DebtorState.Known known, Attempt attempt) {
        Instant now = attempt.authorizedAt();
        ContactPoint point = Objects.requireNonNull(known.profile().contactPoint(attempt.contactPoint()));
        ZoneId zone = known.profile().zone();
        ZoneId dayZone = zone == null ? Assumptions.LENDER_ZONE : zone;
        LocalDate today = LocalDate.ofInstant(now, dayZone);
        List<ProposedContact.Debt> debts = new ArrayList<>();
        Set<String> holds = new HashSet<>();
        boolean reminds = true;
        for (StepReference step : attempt.covers()) {
            Account account = Objects.requireNonNull(known.account(step.account()));
            Set<String> notices = new HashSet<>(names(account.notices()));
            if (wasReminded(known.history(), account, dayZone)) {
                notices.add("PRE_DUE");
            }
            debts.add(new ProposedContact.Debt(
                    account.id().value(),
                    account.terms().product(),
                    account.ledger().daysPastDue(today),
                    account.operator() != null,
                    notices));
            reminds &= step.question() == null && stepOf(trial.strategy(), step).isReminder();
            known.holds().stream()
                    .filter(hold -> hold.covers(account.id()) && hold.standsAt(now))
                    .forEach(hold -> holds.add(hold.kind().name()));
        }
        return new ProposedContact(
                Set.copyOf(trial.packs()),
                Set.of(),
                zone == null ? List.of() : List.of(zone),
                point.id().value(),
                point.channel().name(),
                point.role().name(),
                point.verification().name(),
                point.consent() == ContactPoint.Consent.WITHDRAWN,
                reminds ? "REMINDER" : "COLLECTION",
                debts,
                past(known.history()),
                known.history().record().completeSince(),
                known.consents().given().stream()
                        .map(SimulatedContactsTest::consent)
                        .toList(),
                names(known.consents().optedOut()),
                holds,
                null);
    }

    private static boolean wasReminded(ContactHistory history, Account account, ZoneId zone) {
        LocalDate due = account.ledger().earliestUnpaidDueDate();
        return due != null
                && history.attempts().stream()
                        .filter(past -> past.outcome() != Outcome.UNDELIVERED && past.isAbout(account.id()))
                        .filter(past -> !LocalDate.ofInstant(past.at(), zone).isAfter(due))
                        .anyMatch(past -> past.attempt().covers().stream()
                                .anyMatch(step -> step.from().trigger() == Trigger.DUE_DATE
                                        && step.anchor().equals(due)));
    }

    private static Step stepOf(Strategy strategy, StepReference reference) {
        return strategy.segments().stream()
                .flatMap(segment -> segment.steps().stream())
                .filter(step -> step.name().equals(reference.name())
                        && step.trigger() == reference.from().trigger())
                .findFirst()
                .orElseThrow();
    }

    private static List<ProposedContact.Past> past(ContactHistory history) {
        List<ProposedContact.Past> past = new ArrayList<>();
        for (PastAttempt each : history.attempts()) {
            past.add(new ProposedContact.Past(
                    each.at(),
                    each.channel().name(),
                    each.point().value(),
                    each.attempt().covers().stream()
                            .map(step -> step.account().value())
                            .collect(Collectors.toSet()),
                    each.reach().name()));
        }
        history.elsewhere()
                .forEach(each -> past.add(new ProposedContact.Past(
                        each.at(),
                        each.channel().name(),
                        null,
                        each.account() == null
                                ? Set.of()
                                : Set.of(each.account().value()),
                        each.reach().name())));
        return past;
    }

    private static ProposedContact.Consent consent(Consents.Given given) {
        Channel channel = given.channel();
        return new ProposedContact.Consent(
                given.scope().name(), channel == null ? null : channel.name(), given.at(), given.until());
    }

    private static <E extends Enum<E>> Set<String> names(Set<E> words) {
        return words.stream().map(Enum::name).collect(Collectors.toSet());
    }
}
