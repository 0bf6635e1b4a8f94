package dev.janji.loadtest.checker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.janji.loadtest.compliance.ProposedContact;
import dev.janji.protocols.journal.v1.Answer;
import dev.janji.protocols.journal.v1.Attempt;
import dev.janji.protocols.journal.v1.AttemptAnswered;
import dev.janji.protocols.journal.v1.Channel;
import dev.janji.protocols.journal.v1.ContactDeferred;
import dev.janji.protocols.journal.v1.LeadResult;
import dev.janji.protocols.journal.v1.Outcome;
import dev.janji.protocols.journal.v1.Settlement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The checker's own fold of one debtor: the order comes from the journal, the content of a lender's event from the client's log. Confined to
 * one thread.
 */
final class DebtorFacts {
    static final String RESTING = "resting after a payment";

    private final HouseRules rules;
    private final StopLog stops;
    final Map<String, AccountFacts> accounts = new LinkedHashMap<>();
    final Map<String, Point> points = new LinkedHashMap<>();
    final Map<String, Hold> holds = new HashMap<>();
    final List<ProposedContact.Past> contactsElsewhere = new ArrayList<>();
    final List<ProposedContact.Consent> consents = new ArrayList<>();
    final Set<String> optedOutChannels = new HashSet<>();
    /** What the lead that is open is about beside the plan. */
    private List<JournalRow.Wish> waitsFor = List.of();

    final SaidFacts said = new SaidFacts();
    final CallsToUs callsToUs = new CallsToUs();
    final Moratoria moratoria = new Moratoria();
    private final Map<String, Attempt> attempts = new HashMap<>();
    String zone = "";
    boolean live;
    boolean erased;

    @Nullable
    LocalDate paidOn;

    @Nullable
    Attempt open;

    /** Whether a lead is open, so that no step is decided. */
    boolean waitsForAgent;

    private String call = "";
    private boolean talked;

    /** Of the strategy's split, by the journal; empty before it was named. */
    String arm = "";

    /** A contact point without its address. */
    record Point(String channel, String role, String verification, String consent) {}

    /** @param account empty when it is on the person */
    record Hold(String kind, String account, @Nullable Instant until) {
        boolean covers(String id) {
            return account.isEmpty() || account.equals(id);
        }

        boolean standsAt(Instant now) {
            return until == null || now.isBefore(until);
        }
    }

    /** Those that the lender placed, and moratoria. */
    List<Hold> allHolds() {
        List<Hold> all = new ArrayList<>(holds.values());
        all.addAll(moratoria.holds(dayZone()));
        return all;
    }

    DebtorFacts(HouseRules rules, StopLog stops) {
        this.rules = rules;
        this.stops = stops;
    }

    ZoneId dayZone() {
        return rules.dayZone(zone);
    }

    LocalDate today(Instant now) {
        return LocalDate.ofInstant(now, dayZone());
    }

    /** @return the segment that the facts of an account ask for at this instant; null when it is not worked */
    HousePlan.@Nullable Segment segmentOf(AccountFacts account, Instant now) {
        if (!live || erased || !account.open || account.arrears.oldestUnpaid() == null) {
            return null;
        }
        LocalDate today = today(now);
        return rules.plan().segmentOf(account.arrears.daysPastDue(today), account.brokenPromises(today, rules), arm);
    }

    /** @return the day from which steps of a trigger are counted; null when there is none */
    HousePlan.@Nullable Anchor anchor(AccountFacts account, HousePlan.Trigger trigger, Instant now) {
        LocalDate date = account.countedFrom(trigger, today(now), dayZone(), rules);
        return date == null ? null : new HousePlan.Anchor(trigger, date);
    }

    /** @return ids of what forbids a decision about this account at this instant, its promise aside; empty when nothing does */
    List<String> stopped(AccountFacts account, Instant now) {
        List<String> reasons = new ArrayList<>();
        if (!live) {
            reasons.add("not live");
        }
        if (erased) {
            reasons.add("erased");
        }
        if (!account.open) {
            reasons.add("account closed");
        }
        reasons.addAll(said.stopped(account.id, now, dayZone()));
        if (account.dispute != null) {
            reasons.add("in dispute");
        }
        if (account.isHandedOver()) {
            reasons.add("handed over");
        }
        if (holds.values().stream().anyMatch(hold -> hold.covers(account.id) && hold.standsAt(now))) {
            reasons.add("on hold");
        }
        if (moratoria.covers(account.id, now, dayZone())) {
            reasons.add("in a moratorium");
        }
        LocalDate paid = paidOn;
        if (paid != null && today(now).isBefore(paid.plusDays(rules.restDays()))) {
            reasons.add(RESTING);
        }
        return reasons;
    }

    /** Looks at every arrangement on the local day of an instant. */
    void lookAt(Instant now) {
        accounts.values().forEach(account -> account.arrears.lookAt(today(now), rules.arrangementGraceDays()));
    }

    /** @param fact the client's line of the row's event; null when there is none, then the row changes nothing here */
    void apply(JournalRow row, @Nullable LenderFact fact) {
        accounts.values().forEach(account -> account.noticeBucket(today(row.at()), false));
        change(row, fact);
        lookAt(row.at());
        accounts.values().forEach(account -> account.noticeBucket(today(row.at()), true));
    }

    /** Whoever a stop halts is not heard of again before that is lifted; never when it is not. */
    private Instant waitsUntil(ContactDeferred deferred) {
        Instant until = JournalRow.instant(deferred.getUntil());
        if (deferred.getStopIdsCount() == 0) {
            return until;
        }
        Instant over = stops.overFor(deferred.getStopIdsList());
        return over == null ? Instant.MAX : over.isAfter(until) ? over : until;
    }

    private void called(List<JournalRow.Wish> wishes) {
        wishes.stream().filter(JournalRow.Wish::isCall).forEach(wish -> said.called(wish.id()));
    }

    private void change(JournalRow row, @Nullable LenderFact fact) {
        if (row.isLenderEvent()) {
            if (fact != null) {
                lender(row, fact);
            }
            return;
        }
        callsToUs.apply(row);
        switch (row.record().getEventCase()) {
            case CONTACT_AUTHORIZED -> {
                Attempt attempt = row.record().getContactAuthorized().getAttempt();
                open = attempt;
                attempts.put(attempt.getAttemptId(), attempt);
                call = waitsForAgent && attempt.getChannel() == Channel.CHANNEL_VOICE ? attempt.getAttemptId() : "";
                row.steps().forEach(step -> withAccount(step.account(), a -> a.pass(step.anchor(), step.minute())));
            }
            case CONTACT_REFUSED -> {
                row.steps().forEach(step -> withAccount(step.account(), a -> a.pass(step.anchor(), step.minute())));
                called(row.wishes());
            }
            case CONTACT_DEFERRED -> {
                Instant until = waitsUntil(row.record().getContactDeferred());
                Instant putOff =
                        JournalRow.instant(row.record().getContactDeferred().getUntil());
                row.wishes().stream().filter(JournalRow.Wish::isCall).forEach(wish -> said.putOff(wish.id(), putOff));
                row.leadingSteps()
                        .forEach(step -> withAccount(
                                step.account(),
                                a -> a.waiting = new AccountFacts.Waiting(step.anchor(), step.minute(), until)));
            }
            case ACCOUNT_HANDED_OVER ->
                row.steps()
                        .forEach(step -> withAccount(step.account(), a -> {
                            a.pass(step.anchor(), step.minute());
                            a.handedOverFor = LocalDate.ofEpochDay(
                                    row.record().getAccountHandedOver().getDueDay());
                        }));
            case SEGMENT_ENTERED -> {
                var entered = row.record().getSegmentEntered();
                arm = arm.isEmpty() ? entered.getArm() : arm;
                withAccount(entered.getAccountId(), a -> a.segment = entered.getSegment());
            }
            case ARRANGEMENT_SETTLED -> {
                var settled = row.record().getArrangementSettled();
                withAccount(settled.getAccountId(), a -> a.arrangement = ArrangementChecks.word(settled.getTo()));
            }
            case OFFER_SETTLED -> {
                var settled = row.record().getOfferSettled();
                withAccount(settled.getAccountId(), a -> {
                    if (settled.getOfferId().equals(a.offer.replaced)) {
                        a.offer.replaced = "";
                    } else {
                        a.offer.state = settled.getTo().name().substring("OFFER_STATE_".length());
                    }
                });
            }
            case LEAD_OFFERED -> {
                waitsForAgent = true;
                waitsFor = row.wishes();
                call = "";
                talked = false;
            }
            case TALK_BEGAN -> talked = true;
            case LEAD_CLOSED -> {
                LeadResult result = row.record().getLeadClosed().getResult();
                waitsForAgent = false;
                if (!talked && result != LeadResult.LEAD_RESULT_TALKED && result != LeadResult.LEAD_RESULT_IN_DOUBT) {
                    reopen(call);
                } else {
                    called(waitsFor);
                }
                waitsFor = List.of();
            }
            case ATTEMPT_ANSWERED -> answered(row.record().getAttemptAnswered());
            case ATTEMPT_SETTLED -> {
                Settlement settlement = row.record().getAttemptSettled().getSettlement();
                String attempt = row.record().getAttemptSettled().getAttemptId();
                if (settlement == Settlement.SETTLEMENT_NEVER_SENT) {
                    reopen(attempt);
                } else if (settlement == Settlement.SETTLEMENT_SENT) {
                    warned(attempt, true);
                }
            }
            case OUTCOME_RECEIVED -> {
                Attempt attempt = attempts.get(row.record().getOutcomeReceived().getAttemptId());
                if (attempt != null && row.record().getOutcomeReceived().getOutcome() == Outcome.OUTCOME_BOUNCED) {
                    said.bounced(attempt.getContactPointId());
                    warned(attempt.getAttemptId(), false);
                    points.computeIfPresent(
                            attempt.getContactPointId(),
                            (id, point) -> new Point(point.channel(), point.role(), "WRONG", point.consent()));
                }
            }
            default -> {}
        }
    }

    private void answered(AttemptAnswered answered) {
        if (open != null && open.getAttemptId().equals(answered.getAttemptId())) {
            open = null;
        }
        if (answered.getAnswer() != Answer.ANSWER_HANDED_OVER && answered.getAnswer() != Answer.ANSWER_IN_DOUBT) {
            reopen(answered.getAttemptId());
        }
        if (answered.getAnswer() == Answer.ANSWER_HANDED_OVER) {
            warned(answered.getAttemptId(), true);
        }
    }

    /** A warning letter of the house is a notice from when it left, unless it comes back. */
    private void warned(String id, boolean given) {
        Attempt attempt = attempts.get(id);
        if (attempt != null && AccountFacts.isWarningLetter(attempt)) {
            attempt.getCoversList().forEach(step -> withAccount(step.getAccountId(), account -> account.warned(given)));
        }
    }

    private void reopen(String id) {
        Attempt attempt = attempts.get(id);
        if (attempt != null) {
            attempt.getCoversList().stream()
                    .map(JournalRow.StepTaken::of)
                    .forEach(step -> withAccount(step.account(), a -> a.reopen(step.anchor(), step.minute())));
        }
    }

    private void lender(JournalRow row, LenderFact fact) {
        long minor = fact.line().path("amountMinor").asLong();
        String account = fact.text("account");
        said.apply(fact, isOpen(account, fact.text("dispute")));
        switch (fact.kind()) {
            case "DebtorUpserted" -> upserted(fact);
            case "GoLive" -> live = true;
            case "DebtorErased" -> erased = true;
            case "ContactPointChanged" -> point(fact.line().path("point"));
            case "ConsentChanged" ->
                points.computeIfPresent(
                        fact.text("pointId"),
                        (id, point) ->
                                new Point(point.channel(), point.role(), point.verification(), fact.text("consent")));
            case "AccountOpened" -> {
                AccountFacts opened = new AccountFacts(account, minor);
                moratoria.pause(opened);
                accounts.put(account, opened);
            }
            case "MoratoriumStarted", "MoratoriumEnded" -> {
                moratoria.apply(fact);
                accounts.values().forEach(moratoria::pause);
            }
            case "AgeingPaused" ->
                withAccount(
                        account,
                        a -> a.arrears.pause(fact.text("pause"), fact.date("from"), fact.optionalDate("until")));
            case "AgeingResumed" -> withAccount(account, a -> a.arrears.resume(fact.text("pause"), fact.date("on")));
            case "ScheduleSet" ->
                withAccount(account, a -> a.schedule(fact.line().path("schedule")));
            case "PaymentReceived" -> {
                paidOn = today(row.at());
                LocalDate value = fact.line().has("valueDate")
                        ? LocalDate.parse(fact.text("valueDate"))
                        : LocalDate.ofInstant(Instant.parse(fact.text("occurredAt")), dayZone());
                withAccount(account, a -> {
                    a.arrears.pay(fact.text("paymentId"), minor, value, row.sequenceNumber());
                    a.reversedAt = null;
                });
            }
            case "PaymentReversed" ->
                withAccount(account, a -> {
                    a.arrears.reverse(fact.text("paymentId"));
                    a.reversedAt = row.at();
                });
            case "BalanceAdjusted" -> withAccount(account, a -> a.arrears.adjust(minor));
            case "ChargePosted" ->
                withAccount(account, a -> a.arrears.charge(LocalDate.parse(fact.text("due")), minor));
            case "DisputeOpened" -> withAccount(account, a -> a.dispute = fact.text("dispute"));
            case "DisputeResolved" ->
                withAccount(account, a -> a.dispute = fact.text("dispute").equals(a.dispute) ? null : a.dispute);
            case "HoldPlaced" ->
                holds.put(
                        fact.text("hold"),
                        new Hold(
                                fact.text("holdKind"),
                                account,
                                fact.line().has("until") ? Instant.parse(fact.text("until")) : null));
            case "HoldLifted" -> holds.remove(fact.text("hold"));
            case "AccountClosed" -> withAccount(account, a -> a.close(today(row.at()), rules));
            case "AccountRecalled", "AccountWrittenOff" -> withAccount(account, a -> a.open = false);
            case "AccountPlaced" ->
                withAccount(account, a -> {
                    a.open = true;
                    a.placed = true;
                    a.operator = fact.text("operator");
                    a.handedOverFor = null;
                });
            case "PromiseRecorded" ->
                withAccount(
                        account,
                        a -> a.promise(
                                new AccountFacts.Promise(
                                        minor, LocalDate.parse(fact.text("due")), row.sequenceNumber(), row.at()),
                                today(row.at()),
                                rules));
            case "PromiseCancelled" -> withAccount(account, a -> a.takePromiseBack(today(row.at()), rules));
            case "ArrangementAgreed" ->
                withAccount(account, a -> {
                    a.takePromiseBack(today(row.at()), rules);
                    a.offer.arrangedOtherwise();
                    a.arrangement = "ACTIVE";
                    a.arranged(fact, row.sequenceNumber());
                });
            case "OfferMade" -> withAccount(account, a -> a.offered(fact));
            case "OfferAnswered" -> withAccount(account, a -> answeredOffer(a, fact, row));
            case "OfferWithdrawn" -> withAccount(account, a -> a.offer.said(fact.text("offer"), "WITHDRAWN"));
            case "ArrangementEnded" ->
                withAccount(account, a -> {
                    a.arrangement = fact.text("outcome");
                    a.arrears.endArrangement(fact.text("arrangement"), fact.text("outcome"));
                });
            case "ContactMadeElsewhere" ->
                contactsElsewhere.add(new ProposedContact.Past(
                        Instant.parse(fact.text("occurredAt")),
                        fact.text("channel"),
                        null,
                        account.isEmpty() ? Set.of() : Set.of(account),
                        switch (fact.text("result")) {
                            case "NOT_REACHED" -> "TRIED";
                            case "INBOUND" -> "INBOUND_CONVERSATION";
                            default -> "CONVERSATION";
                        }));
            case "NoticeGivenElsewhere" -> withAccount(account, a -> a.notices.add(fact.text("notice")));
            case "DebtorConsentChanged" -> consentChanged(fact);
            default -> {}
        }
    }

    private boolean isOpen(String account, String dispute) {
        AccountFacts facts = accounts.get(account);
        return facts != null && dispute.equals(facts.dispute);
    }

    /** What is told later of the same scope and channel takes the place of what was told before. */
    private void consentChanged(LenderFact fact) {
        String channel = fact.text("channel");
        String scope = fact.text("scope");
        boolean given = fact.text("consent").equals("GIVEN");
        if (scope.equals("CHANNEL")) {
            Set<String> all =
                    channel.isEmpty() ? Set.of("SMS", "EMAIL", "PUSH", "WHATSAPP", "LETTER", "VOICE") : Set.of(channel);
            if (given) {
                optedOutChannels.removeAll(all);
            } else {
                optedOutChannels.addAll(all);
            }
            return;
        }
        consents.removeIf(each -> each.scope().equals(scope)
                && (Objects.equals(each.channel(), channel.isEmpty() ? null : channel)
                        || !given && (channel.isEmpty() || each.channel() == null)));
        if (given) {
            consents.add(new ProposedContact.Consent(
                    scope,
                    channel.isEmpty() ? null : channel,
                    Instant.parse(fact.text("occurredAt")),
                    fact.line().has("until") ? Instant.parse(fact.text("until")) : null));
        }
    }

    private void upserted(LenderFact fact) {
        if (points.isEmpty() && accounts.isEmpty()) {
            live = !fact.line().has("asOf");
        }
        zone = fact.text("zone");
        points.clear();
        fact.line().path("points").forEach(this::point);
    }

    private void point(JsonNode node) {
        points.put(
                node.path("id").asText(),
                new Point(
                        node.path("channel").asText(),
                        node.path("role").asText(),
                        node.path("verification").asText(),
                        node.path("consent").asText()));
    }

    /** Accepted, it is what falls due from now on, and a promise is over. */
    private void answeredOffer(AccountFacts account, LenderFact fact, JournalRow row) {
        boolean known = account.offer.said(fact.text("offer"), fact.text("offerAnswer"));
        if (known && fact.text("offerAnswer").equals("ACCEPTED")) {
            account.takePromiseBack(today(row.at()), rules);
            account.arrangement = "ACTIVE";
            account.offer.becomesAnArrangement(account.arrears, row.sequenceNumber());
        }
    }

    private void withAccount(String id, java.util.function.Consumer<AccountFacts> change) {
        AccountFacts account = accounts.get(id);
        if (account != null) {
            change.accept(account);
        }
    }
}
