package dev.janji.domain.debtor;

import dev.janji.domain.account.Ageing;
import dev.janji.domain.debtor.DebtorState.Known;
import dev.janji.domain.debtor.Decision.Rejected;
import dev.janji.domain.lender.AgeingEvent;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.lender.Moratorium;
import dev.janji.domain.policy.MoratoriumTerms;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why a word about days that do not count cannot be applied; empty when it can. */
record AgeingRefusals(Refusals of, Known known) implements AgeingEvent.Cases<Optional<Rejected>> {

    @Override
    public Optional<Rejected> moratoriumStarted(AgeingEvent.MoratoriumStarted e) {
        if (e.account() != null) {
            Optional<Rejected> refusal = of.there(e.account(), "moratorium_started");
            if (refusal.isPresent()) {
                return refusal;
            }
        } else if (e.kind() == Moratorium.Kind.JOINT_DEBTOR) {
            // What is owed together is one debt; the debtor's others are the debtor's own.
            return Refusals.no(RefusalReason.INVALID_FIELD, "moratorium_started.account_id");
        }
        if (known.moratorium(e.moratorium()) != null) {
            return Refusals.no(RefusalReason.MORATORIUM_EXISTS, "moratorium_started.moratorium_id");
        }
        if (known.moratoria().size() >= Ageing.MOST) {
            return Refusals.no(RefusalReason.TOO_MANY, "moratorium_started.moratorium_id");
        }
        Optional<Rejected> refusal = span(e.from(), e.until(), "moratorium_started");
        if (refusal.isPresent()) {
            return refusal;
        }
        if (e.from().isAfter(of.occurredOn().plusDays(1))) {
            return Refusals.no(RefusalReason.IN_FUTURE, "moratorium_started.from");
        }
        for (MoratoriumTerms terms : of.context().rules().policy().termsOf(e.kind())) {
            if (!terms.allows(e.from(), e.until())) {
                return Refusals.no(RefusalReason.MORATORIUM_TOO_LONG, "moratorium_started.until");
            }
            if (comesTooSoon(e, terms)) {
                return Refusals.no(RefusalReason.MORATORIUM_TOO_SOON, "moratorium_started.from");
            }
        }
        return Optional.empty();
    }

    private boolean comesTooSoon(AgeingEvent.MoratoriumStarted e, MoratoriumTerms terms) {
        for (Moratorium other : known.moratoria()) {
            boolean sameDebt = other.account() == null
                    || e.account() == null
                    || other.account().equals(e.account());
            if (other.kind() == e.kind() && other.hasDays() && sameDebt && !terms.allowsBoth(other.from(), e.from())) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Optional<Rejected> moratoriumEnded(AgeingEvent.MoratoriumEnded e) {
        Moratorium started = known.moratorium(e.moratorium());
        if (started == null) {
            return Refusals.no(RefusalReason.MORATORIUM_UNKNOWN, "moratorium_ended.moratorium_id");
        }
        LocalDate treated = e.treatmentEndedOn();
        if (treated != null && !Refusals.isCivil(treated)) {
            return Refusals.no(RefusalReason.INVALID_FIELD, "moratorium_ended.treatment_ended_on");
        }
        if (!mayEnd(started.from(), started.until(), e.on())) {
            return Refusals.no(RefusalReason.INVALID_FIELD, "moratorium_ended.on");
        }
        for (MoratoriumTerms terms : of.context().rules().policy().termsOf(started.kind())) {
            if (treated != null
                    && terms.daysAfterTreatment() > 0
                    && e.on().isBefore(earliestEnd(treated, terms, started.until()))) {
                return Refusals.no(RefusalReason.INVALID_FIELD, "moratorium_ended.on");
            }
        }
        return Optional.empty();
    }

    /** @return the day after the last one that treatment gives it, or the end that it has anyway */
    private static LocalDate earliestEnd(LocalDate treated, MoratoriumTerms terms, @Nullable LocalDate until) {
        LocalDate end = treated.plusDays(terms.daysAfterTreatment() + 1L);
        return until != null && until.isBefore(end) ? until : end;
    }

    @Override
    public Optional<Rejected> ageingPaused(AgeingEvent.AgeingPaused e) {
        Optional<Rejected> refusal = of.open(e.account(), "ageing_paused");
        Account account = known.account(e.account());
        if (refusal.isPresent() || account == null) {
            return refusal;
        }
        Ageing ageing = account.ledger().ageing();
        if (ageing.pause(Ageing.Cause.LENDER, e.pause()) != null) {
            return Refusals.no(RefusalReason.PAUSE_EXISTS, "ageing_paused.pause_id");
        }
        return ageing.pausesOf(Ageing.Cause.LENDER) >= Ageing.MOST
                ? Refusals.no(RefusalReason.TOO_MANY, "ageing_paused.pause_id")
                : span(e.from(), e.until(), "ageing_paused");
    }

    @Override
    public Optional<Rejected> ageingResumed(AgeingEvent.AgeingResumed e) {
        Optional<Rejected> refusal = of.open(e.account(), "ageing_resumed");
        Account account = known.account(e.account());
        if (refusal.isPresent() || account == null) {
            return refusal;
        }
        Ageing.@Nullable Pause pause = account.ledger().ageing().pause(Ageing.Cause.LENDER, e.pause());
        if (pause == null) {
            return Refusals.no(RefusalReason.PAUSE_UNKNOWN, "ageing_resumed.pause_id");
        }
        return mayEnd(pause.from(), pause.until(), e.on())
                ? Optional.empty()
                : Refusals.no(RefusalReason.INVALID_FIELD, "ageing_resumed.on");
    }

    /** Whether a charge was made on a day on which nothing may be charged. */
    static boolean isChargedInside(Known known, LenderEvent.ChargePosted charge, LocalDate on) {
        for (Moratorium each : known.moratoria()) {
            if (each.covers(charge.account()) && each.holds(on)) {
                return true;
            }
        }
        return false;
    }

    private static Optional<Rejected> span(LocalDate from, @Nullable LocalDate until, String event) {
        if (!Refusals.isCivil(from)) {
            return Refusals.no(RefusalReason.INVALID_FIELD, event + ".from");
        }
        return until == null || Refusals.isCivil(until) && until.isAfter(from)
                ? Optional.empty()
                : Refusals.no(RefusalReason.INVALID_FIELD, event + ".until");
    }

    /** What is known to end may only end sooner. */
    private static boolean mayEnd(LocalDate from, @Nullable LocalDate until, LocalDate on) {
        return Refusals.isCivil(on) && !on.isBefore(from) && (until == null || !on.isAfter(until));
    }
}
