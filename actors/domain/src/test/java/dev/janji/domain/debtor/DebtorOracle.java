package dev.janji.domain.debtor;

import dev.janji.domain.account.Arrangement;
import dev.janji.domain.account.Instalment;
import dev.janji.domain.account.Offer;
import dev.janji.domain.account.Promise;
import dev.janji.domain.contact.Outcome;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.ArrangementId;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.HoldId;
import dev.janji.domain.id.MoratoriumId;
import dev.janji.domain.id.PauseId;
import dev.janji.domain.id.PaymentId;
import dev.janji.domain.lender.AgeingEvent;
import dev.janji.domain.lender.AgreementEvent;
import dev.janji.domain.lender.ConversationEvent;
import dev.janji.domain.lender.Hold;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.lender.Moratorium;
import dev.janji.domain.testing.TestRules;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Keeps its own books of the journal, in the simplest way and without the state under test. Nothing is ever forgotten. */
final class DebtorOracle {
    final Map<AccountId, Books> accounts = new LinkedHashMap<>();
    final Map<AttemptId, Tried> attempts = new LinkedHashMap<>();
    final Map<HoldId, Hold> holds = new HashMap<>();
    final Map<MoratoriumId, Moratorium> moratoria = new HashMap<>();
    final List<Instant> elsewhere = new ArrayList<>();
    /** When conversations were held that came of a call of ours. */
    private final Map<AttemptId, List<Instant>> ofCalls = new HashMap<>();

    private final Set<AttemptId> open = new HashSet<>();
    private DebtorEvent.LeadOffered lead;
    private Tried calling;
    final DialogueOracle dialogue = new DialogueOracle();
    ZoneId zone = TestRules.INDONESIA.get(0);
    boolean live;
    boolean erased;
    long events;

    /** One account. */
    static final class Books {
        long opening;
        long adjusted;
        boolean worked = true;
        String dispute;
        LocalDate handedOverFor;
        /** As if every day had counted. */
        LocalDate bucketSince;

        final Map<PauseId, Moratorium> pauses = new HashMap<>();
        LenderEvent.PromiseRecorded promise;
        Promise.State promiseState;
        Instant reversedAt;
        String version = "";
        String segment = "";
        List<Instalment> schedule = List.of();
        final List<Instalment> charges = new ArrayList<>();
        final Map<PaymentId, Long> payments = new HashMap<>();
        final Map<PaymentId, Instant> paidAt = new HashMap<>();
        final Map<PaymentId, LocalDate> valueDates = new HashMap<>();
        final Set<PaymentId> everPaid = new HashSet<>();

        long paid() {
            return payments.values().stream().mapToLong(Long::longValue).sum();
        }

        /** The last offer, when it was made, and whether it is open. */
        AgreementEvent.OfferMade offer;

        Instant offeredAt;
        boolean offerOpen;

        /** Whether nobody asks for money because an offer is considered. */
        boolean considers(Instant now, ZoneId zone, Offer.Terms terms) {
            if (!offerOpen) {
                return false;
            }
            LocalDate today = LocalDate.ofInstant(now, zone);
            LocalDate since = LocalDate.ofInstant(offeredAt, zone);
            return today.isBefore(since.plusDays(terms.considerationDays())) && !today.isAfter(offer.validUntil());
        }

        void answered(Offer.Answer answer) {
            offerOpen = false;
            if (answer == Offer.Answer.ACCEPTED) {
                agreed(new AgreementEvent.ArrangementAgreed(
                        offer.account(),
                        new ArrangementId(offer.offer().value()),
                        offer.instalments(),
                        offer.offeredBy(),
                        offer.waivedMinor()));
            }
        }

        /** The agreement that is due in the place of the schedule; null when none is. */
        AgreementEvent.ArrangementAgreed arranged;

        /** The last one, whether it is due or over. */
        AgreementEvent.ArrangementAgreed lastArranged;

        final Set<PaymentId> paidBefore = new HashSet<>();
        int chargedBefore;
        /** By completed arrangements before the last one, and by the last one. */
        long waivedBefore;

        long waived;

        void agreed(AgreementEvent.ArrangementAgreed agreed) {
            arranged = agreed;
            lastArranged = agreed;
            paidBefore.addAll(everPaid);
            chargedBefore = charges.size();
            waivedBefore += waived;
            waived = 0;
        }

        void moved(Arrangement.State to) {
            arranged = to == Arrangement.State.ACTIVE ? lastArranged : null;
            waived = to == Arrangement.State.COMPLETED ? lastArranged.waivedMinor() : 0;
        }

        /** What has come in for the instalments of the last arrangement, of days up to this one. */
        long paidForIt(LocalDate until) {
            return payments.entrySet().stream()
                    .filter(each -> !paidBefore.contains(each.getKey())
                            && !valueDates.get(each.getKey()).isAfter(until))
                    .mapToLong(Map.Entry::getValue)
                    .sum();
        }

        long covered() {
            return arranged == null ? paid() + waivedBefore + waived : paidForIt(LocalDate.MAX);
        }

        long balance() {
            return opening
                    - waivedBefore
                    - waived
                    + adjusted
                    + charges.stream().mapToLong(Instalment::amountMinor).sum()
                    - paid();
        }

        boolean isHandedOver() {
            LocalDate dueDate = earliestUnpaid();
            return handedOverFor != null && dueDate != null && !dueDate.isAfter(handedOverFor);
        }

        boolean isPromised() {
            return promise != null && promiseState == Promise.State.ACTIVE;
        }

        /** @return the instant of the last reversal when no payment that stands came after it */
        Instant reversedLast() {
            return reversedAt == null
                            || payments.keySet().stream()
                                    .anyMatch(id -> paidAt.get(id).isAfter(reversedAt))
                    ? null
                    : reversedAt;
        }

        LocalDate earliestUnpaid() {
            TreeMap<LocalDate, Long> byDate = new TreeMap<>();
            (arranged == null ? schedule : arranged.instalments())
                    .forEach(due -> byDate.merge(due.dueDate(), due.amountMinor(), Long::sum));
            (arranged == null ? charges : charges.subList(chargedBefore, charges.size()))
                    .forEach(due -> byDate.merge(due.dueDate(), due.amountMinor(), Long::sum));
            long owed = 0;
            for (Map.Entry<LocalDate, Long> each : byDate.entrySet()) {
                owed += each.getValue();
                if (owed > covered() && balance() > 0) {
                    return each.getKey();
                }
            }
            return null;
        }
    }

    /** One attempt. */
    static final class Tried {
        final Attempt attempt;
        boolean open = true;
        boolean surelyNotSent;
        boolean reported;
        final List<Outcome> outcomes = new ArrayList<>();
        /** Of a call for which a debtor waited: whether an agent talked, and when nobody did who was there. */
        boolean talked;

        Instant abandonedAt;
        /** Of a machine's call: nobody answered it. */
        boolean unreached;

        Tried(Attempt attempt) {
            this.attempt = attempt;
        }

        boolean counts() {
            return reported || !surelyNotSent;
        }
    }

    /** A call and the conversation that came of it are one contact. */
    List<Instant> made() {
        List<Instant> made = new ArrayList<>(elsewhere);
        ofCalls.forEach((call, at) -> {
            if (!attempts.get(call).counts()) {
                made.addAll(at);
            }
        });
        attempts.values().stream()
                .filter(tried -> !tried.open && tried.counts())
                .forEach(tried -> made.add(tried.attempt.authorizedAt()));
        return made;
    }

    Set<AttemptId> open() {
        return open;
    }

    /**
     * @param terms null for a call that the debtor was promised, which waits for nothing that was said
     * @return why this account may not be contacted about, or null when nothing stops it
     */
    String stopped(AccountId id, Instant now, QuietTerms terms) {
        Books books = accounts.get(id);
        String said = dialogue.stopped(id, now, zone, terms);
        if (said != null) {
            return said;
        }
        if (!live || erased || books == null) {
            return "the debtor is not live";
        }
        for (Hold hold : holds.values()) {
            boolean covers = hold.account() == null || hold.account().equals(id);
            if (covers && (hold.until() == null || now.isBefore(hold.until()))) {
                return "hold " + hold.id();
            }
        }
        for (Moratorium moratorium : moratoria.values()) {
            LocalDate until = moratorium.until();
            boolean over =
                    until != null && !now.isBefore(until.atStartOfDay(zone).toInstant());
            if (moratorium.covers(id) && moratorium.hasDays() && !over) {
                return "moratorium " + moratorium.id();
            }
        }
        if (books.isHandedOver()) {
            return "it is handed over";
        }
        return !books.worked ? "it is not worked" : books.dispute != null ? "it is disputed" : null;
    }

    /** The day itself, or the one of that age when days since the due date were paused. */
    private LocalDate dayOfAge(DebtorEvent.BucketEntered entered) {
        LocalDate day = LocalDate.ofInstant(entered.at(), zone);
        LocalDate dueDate = accounts.get(entered.account()).earliestUnpaid();
        return dueDate != null && dueDate.isBefore(day) ? dueDate.plusDays(entered.daysPastDue()) : day;
    }

    private boolean isPaused(AccountId id, LocalDate day) {
        return accounts.get(id).pauses.values().stream().anyMatch(each -> each.holds(day))
                || moratoria.values().stream().anyMatch(each -> each.covers(id) && each.holds(day));
    }

    /** Day by day. @return how old an unpaid due date is; 0 when it is to come */
    int age(AccountId id, LocalDate dueDate, LocalDate today) {
        int age = 0;
        for (LocalDate day = dueDate.plusDays(1); !day.isAfter(today); day = day.plusDays(1)) {
            age += isPaused(id, day) ? 0 : 1;
        }
        return age;
    }

    /** Day by day. @return the day that is so many counted days after another one */
    LocalDate dayAfter(AccountId id, LocalDate from, int days) {
        LocalDate day = from.plusDays(Math.min(days, 0));
        int counted = Math.min(days, 0);
        while (counted < days) {
            day = day.plusDays(1);
            counted += day.isAfter(from) && isPaused(id, day) ? 0 : 1;
            if (day.isAfter(from.plusDays(20_000))) {
                throw new AssertionError("Expected a day " + days + " after " + from + ", but it never comes");
            }
        }
        return day;
    }

    void learn(DebtorEvent event) {
        events++;
        dialogue.learn(event, isOfADispute(event));
        if (event instanceof DebtorEvent.LenderEventApplied applied) {
            lender(applied, applied.event());
        } else if (event instanceof DebtorEvent.ContactAuthorized authorized) {
            open.add(authorized.attempt().id());
            Tried tried = attempts.computeIfAbsent(authorized.attempt().id(), id -> new Tried(authorized.attempt()));
            calling = lead == null ? null : tried;
        } else if (event instanceof DebtorEvent.AttemptAnswered answered) {
            Tried tried = attempts.get(answered.attempt());
            open.remove(answered.attempt());
            tried.open = false;
            tried.surelyNotSent = answered.answer() != Answer.HANDED_OVER && answered.answer() != Answer.IN_DOUBT;
        } else if (event instanceof DebtorEvent.AttemptSettled settled) {
            attempts.get(settled.attempt()).surelyNotSent = settled.settlement() == Settlement.NEVER_SENT;
        } else if (event instanceof DebtorEvent.OutcomeReceived outcome) {
            attempts.get(outcome.attempt()).reported = true;
            attempts.get(outcome.attempt()).outcomes.add(outcome.outcome());
        } else if (event instanceof DebtorEvent.BucketEntered entered) {
            accounts.get(entered.account()).bucketSince = dayOfAge(entered);
        } else if (event instanceof DebtorEvent.PromiseSettled settled) {
            accounts.get(settled.account()).promiseState = settled.to();
        } else if (event instanceof DebtorEvent.ArrangementSettled settled) {
            accounts.get(settled.account()).moved(settled.to());
        } else if (event instanceof DebtorEvent.OfferSettled settled) {
            Books books = accounts.get(settled.account());
            if (books.offer.offer().equals(settled.offer())) {
                books.offerOpen = settled.to() == Offer.State.OPEN;
            }
        } else if (event instanceof DebtorEvent.LeadOffered offered) {
            lead = offered;
        } else if (event instanceof DebtorEvent.TalkBegan) {
            calling.talked = true;
        } else if (event instanceof DebtorEvent.LeadClosed closed) {
            closed(closed);
        } else if (event instanceof DebtorEvent.RecordedCallNoted noted) {
            attempts.get(noted.attempt()).unreached |= noted.call() == RecordedCall.UNREACHED;
        } else if (event instanceof DebtorEvent.ContactRefused refused) {
            dialogue.over(refused.steps().get(0).callback());
        } else if (event instanceof DebtorEvent.SegmentEntered entered) {
            accounts.get(entered.account()).version = entered.strategyVersion();
            accounts.get(entered.account()).segment = entered.segment();
        } else if (event instanceof DebtorEvent.AccountHandedOver handedOver) {
            accounts.get(handedOver.step().account()).handedOverFor = handedOver.dueDate();
        }
    }

    private void closed(DebtorEvent.LeadClosed closed) {
        if (calling != null) {
            boolean mayHave = closed.result() == LeadResult.TALKED || closed.result() == LeadResult.IN_DOUBT;
            calling.talked |= mayHave;
            calling.abandonedAt = closed.result() == LeadResult.ABANDONED && !calling.talked
                    ? earlier(closed.at(), calling.attempt.validUntil().plus(LiveLead.LONGEST_RING))
                    : null;
            if (calling.talked) {
                dialogue.over(lead.steps().get(0).callback());
            }
        }
        lead = null;
        calling = null;
    }

    /** A desk's word may be late; a call that was not answered has ended when none rings for longer. */
    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private boolean isOfADispute(DebtorEvent event) {
        return event instanceof DebtorEvent.LenderEventApplied applied
                && applied.event() instanceof LenderEvent.DisputeResolved resolved
                && resolved.disputeId().equals(accounts.get(resolved.account()).dispute);
    }

    private void lender(DebtorEvent.LenderEventApplied applied, LenderEvent event) {
        if (event instanceof LenderEvent.DebtorUpserted upserted) {
            ZoneId known = upserted.profile().homeZone();
            zone = known == null ? TestRules.INDONESIA.get(0) : known;
            live = live || events == 1 && applied.asOf() == null;
        } else if (event instanceof LenderEvent.DebtorGoneLive) {
            live = true;
        } else if (event instanceof LenderEvent.DebtorErased) {
            erased = true;
        } else if (event instanceof LenderEvent.HoldPlaced placed) {
            holds.put(placed.hold().id(), placed.hold());
        } else if (event instanceof LenderEvent.HoldLifted lifted) {
            holds.remove(lifted.hold());
        } else if (event instanceof AgeingEvent.MoratoriumStarted started) {
            moratoria.put(
                    started.moratorium(),
                    new Moratorium(
                            started.moratorium(), started.kind(), started.account(), started.from(), started.until()));
        } else if (event instanceof AgeingEvent.MoratoriumEnded ended) {
            moratoria.computeIfPresent(ended.moratorium(), (id, started) -> started.endedOn(ended.on()));
        } else if (event instanceof AgeingEvent.AgeingPaused paused) {
            MoratoriumId any = new MoratoriumId("any");
            accounts.get(paused.account())
                    .pauses
                    .put(
                            paused.pause(),
                            new Moratorium(any, Moratorium.Kind.LENDER, null, paused.from(), paused.until()));
        } else if (event instanceof AgeingEvent.AgeingResumed resumed) {
            accounts.get(resumed.account())
                    .pauses
                    .computeIfPresent(resumed.pause(), (id, paused) -> paused.endedOn(resumed.on()));
        } else if (event instanceof LenderEvent.ContactMadeElsewhere made) {
            if (made.result() != LenderEvent.ContactResult.INBOUND) {
                elsewhere.add(applied.occurredAt());
            }
        } else if (event instanceof ConversationEvent.ConversationHeld held) {
            if (held.attempt() != null) {
                ofCalls.computeIfAbsent(held.attempt(), any -> new ArrayList<>())
                        .add(applied.occurredAt());
            } else if (held.direction() == ConversationEvent.Direction.OUTBOUND) {
                elsewhere.add(applied.occurredAt());
            }
        } else if (event instanceof LenderEvent.AccountOpened opened) {
            Books books = new Books();
            books.opening = opened.openingBalance().minor();
            accounts.put(opened.account(), books);
        } else {
            account(applied, event);
        }
    }

    private void account(DebtorEvent.LenderEventApplied applied, LenderEvent event) {
        Instant at = applied.at();
        if (event instanceof LenderEvent.ScheduleSet set) {
            accounts.get(set.account()).schedule = set.instalments();
        } else if (event instanceof LenderEvent.PaymentReceived paid) {
            accounts.get(paid.account())
                    .payments
                    .put(paid.payment(), paid.amount().minor());
            accounts.get(paid.account()).paidAt.put(paid.payment(), at);
            accounts.get(paid.account()).valueDates.put(paid.payment(), paid.valueDate());
            accounts.get(paid.account()).everPaid.add(paid.payment());
        } else if (event instanceof LenderEvent.PaymentReversed reversed) {
            accounts.get(reversed.account()).payments.remove(reversed.payment());
            accounts.get(reversed.account()).reversedAt = at;
        } else if (event instanceof LenderEvent.PromiseRecorded recorded) {
            accounts.get(recorded.account()).promise = recorded;
            accounts.get(recorded.account()).promiseState = Promise.State.ACTIVE;
        } else if (event instanceof AgreementEvent.PromiseCancelled cancelled) {
            accounts.get(cancelled.account()).promiseState = Promise.State.CANCELLED;
        } else if (event instanceof AgreementEvent.ArrangementAgreed agreed) {
            accounts.get(agreed.account()).agreed(agreed);
        } else if (event instanceof AgreementEvent.ArrangementEnded ended) {
            accounts.get(ended.account()).moved(ended.outcome());
        } else if (event instanceof AgreementEvent.OfferMade made) {
            Books books = accounts.get(made.account());
            books.offer = made;
            books.offeredAt = applied.occurredAt();
            books.offerOpen = true;
        } else if (event instanceof AgreementEvent.OfferAnswered answered) {
            accounts.get(answered.account()).answered(answered.answer());
        } else if (event instanceof AgreementEvent.OfferWithdrawn withdrawn) {
            accounts.get(withdrawn.account()).offerOpen = false;
        } else if (event instanceof LenderEvent.BalanceAdjusted adjusted) {
            accounts.get(adjusted.account()).adjusted += adjusted.amount().minor();
        } else if (event instanceof LenderEvent.ChargePosted charge) {
            accounts.get(charge.account())
                    .charges
                    .add(new Instalment(1, charge.dueDate(), charge.amount().minor()));
        } else if (event instanceof LenderEvent.DisputeOpened disputed) {
            accounts.get(disputed.account()).dispute = disputed.disputeId();
        } else if (event instanceof LenderEvent.DisputeResolved resolved) {
            Books books = accounts.get(resolved.account());
            books.dispute = resolved.disputeId().equals(books.dispute) ? null : books.dispute;
        } else if (event instanceof LenderEvent.AccountPlaced placed) {
            accounts.get(placed.account()).worked = true;
            accounts.get(placed.account()).handedOverFor = null;
        } else if (event instanceof LenderEvent.AccountClosed closed) {
            accounts.get(closed.account()).worked = false;
        } else if (event instanceof LenderEvent.AccountRecalled recalled) {
            accounts.get(recalled.account()).worked = false;
        } else if (event instanceof LenderEvent.AccountWrittenOff writtenOff) {
            accounts.get(writtenOff.account()).worked = false;
        }
    }
}
