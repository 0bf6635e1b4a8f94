package dev.janji.actors.desk;

import dev.janji.domain.allocation.Lead;
import dev.janji.domain.debtor.Account;
import dev.janji.domain.debtor.Attempt;
import dev.janji.domain.debtor.DebtorState;
import dev.janji.domain.debtor.PastAttempt;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.LeadId;
import dev.janji.domain.lender.Disposition;
import dev.janji.domain.lender.EffectClass;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One lead at one agent, and the rules of what the agent may do with it. The same rules make the screen and refuse a request. Pure; immutable.
 *
 * @param attempt of the call; null before it was allowed, and of an inbound one before somebody talks
 * @param point that is called; null while {@code attempt} is
 * @param call the last that the desk said of it; null before
 * @param recordings what the exchange calls what was recorded of the call
 * @param talked whether somebody was on the line with the agent
 * @param promised whether a promise was captured
 * @param agreed whether anything was captured that only the right party can agree
 * @param calledBack whether a callback was booked
 * @param disposed whether the disposition is stored
 */
public record Casework(
        LeadId lead,
        DebtorKey debtor,
        Lead.Kind kind,
        IdentityCheck identity,
        @Nullable AttemptId attempt,
        @Nullable ContactPointId point,
        AgentNotice.CallIs.@Nullable State call,
        List<String> recordings,
        boolean talked,
        boolean promised,
        boolean agreed,
        boolean calledBack,
        boolean disposed) {
    /** What can only be found out from somebody else than the right party. */
    private static final Set<Disposition> OF_OTHERS = EnumSet.of(
            Disposition.TPC_MESSAGE_LEFT, Disposition.WRONG_NUMBER, Disposition.SKIP_TRACE, Disposition.DECEASED);

    static Casework begun(LeadId lead, DebtorKey debtor, Lead.Kind kind) {
        return new Casework(
                lead,
                debtor,
                kind,
                IdentityCheck.PENDING,
                null,
                null,
                null,
                List.of(),
                false,
                false,
                false,
                false,
                false);
    }

    /** @return as the desk says of the call; the check of a new call is still to come */
    Casework with(AgentNotice.CallIs said) {
        boolean talking = said.state() == AgentNotice.CallIs.State.TALKING;
        boolean anew = said.state() == AgentNotice.CallIs.State.DIALING;
        return new Casework(
                lead,
                debtor,
                kind,
                anew ? IdentityCheck.PENDING : identity,
                said.attempt() == null ? attempt : said.attempt(),
                said.point() == null ? point : said.point(),
                said.state(),
                said.recordings().isEmpty() ? recordings : said.recordings(),
                talked || talking,
                promised,
                agreed,
                calledBack,
                disposed);
    }

    /** @return with what only the debtor knows: which number is called, from which the debtor wrote. @param written null for a call */
    Casework seen(DebtorState.Known known, @Nullable WrittenCase written) {
        if (point != null) {
            return this;
        }
        if (written != null) {
            ContactPointId from = written.point();
            return from == null ? this : at(from, written.isVerified());
        }
        Attempt open = known.openAttempt();
        if (attempt != null && open != null && open.id().equals(attempt)) {
            return at(open.contactPoint(), false);
        }
        PastAttempt past = attempt == null ? null : known.history().find(attempt);
        return past == null ? this : at(past.attempt().contactPoint(), false);
    }

    /** @param isSurely whether that is the debtor's, so that nobody has to ask who writes */
    private Casework at(ContactPointId where, boolean isSurely) {
        IdentityCheck check = isSurely && identity == IdentityCheck.PENDING ? IdentityCheck.PASSED : identity;
        return new Casework(
                lead,
                debtor,
                kind,
                check,
                attempt,
                where,
                call,
                recordings,
                talked,
                promised,
                agreed,
                calledBack,
                disposed);
    }

    Casework identified(IdentityCheck next) {
        return new Casework(
                lead,
                debtor,
                kind,
                next,
                attempt,
                point,
                call,
                recordings,
                talked,
                promised,
                agreed,
                calledBack,
                disposed);
    }

    Casework captured(AgentAction action) {
        boolean agreement = action == AgentAction.PROMISE || action == AgentAction.ARRANGEMENT;
        return new Casework(
                lead,
                debtor,
                kind,
                identity,
                attempt,
                point,
                call,
                recordings,
                talked,
                promised || action == AgentAction.PROMISE,
                agreed || agreement,
                calledBack || action == AgentAction.CALLBACK,
                disposed || action == AgentAction.DISPOSE);
    }

    boolean isWritten() {
        return kind == Lead.Kind.WRITTEN;
    }

    /** Whether something is to be noted of it: of what was only read and given back nothing is. */
    boolean isToBeNoted() {
        return talked
                && !disposed
                && (!isWritten() || attempt != null || agreed || call == AgentNotice.CallIs.State.ENDED);
    }

    /** Whether the line is up, or the agent writes with the debtor. */
    boolean isOnTheLine() {
        return call == AgentNotice.CallIs.State.TALKING || call == AgentNotice.CallIs.State.HELD;
    }

    /** @return what claims least of what was said: for a wrap-up that ran out */
    Disposition leastClaim() {
        return identity == IdentityCheck.PASSED ? Disposition.RPC_NO_COMMITMENT : Disposition.TPC_MESSAGE_LEFT;
    }

    /** @return what speaks against each action for the debtor as it is now */
    Map<AgentAction, Optional<WhyNot>> actions(DebtorState state, LocalDate today) {
        Map<AgentAction, Optional<WhyNot>> all = new EnumMap<>(AgentAction.class);
        for (AgentAction action : AgentAction.values()) {
            all.put(action, against(action).or(() -> againstAny(action, state, today)));
        }
        return all;
    }

    /** @return the same when there is no lead: nothing but a correction */
    static Map<AgentAction, Optional<WhyNot>> withoutLead() {
        Map<AgentAction, Optional<WhyNot>> all = new EnumMap<>(AgentAction.class);
        for (AgentAction action : AgentAction.values()) {
            all.put(action, action == AgentAction.CORRECT ? Optional.empty() : Optional.of(WhyNot.NO_LEAD));
        }
        return all;
    }

    /** @return what speaks against a request to the desk; empty for one that is not of a lead's own */
    Optional<WhyNot> against(AgentRequest request) {
        if (request instanceof AgentRequest.Dial) {
            return against(AgentAction.DIAL);
        }
        if (request instanceof AgentRequest.ReturnLead) {
            return against(AgentAction.RETURN);
        }
        return request instanceof AgentRequest.Answer ? against(AgentAction.ANSWER) : Optional.empty();
    }

    /** @return what speaks against it, whatever the debtor is like */
    Optional<WhyNot> against(AgentAction action) {
        return switch (action) {
            case DIAL ->
                isWritten() ? Optional.of(WhyNot.WRITTEN) : isDialed() ? Optional.of(WhyNot.DIALED) : Optional.empty();
            case ANSWER -> !isWritten() || !isOnTheLine() ? Optional.of(WhyNot.NOT_WRITTEN) : Optional.empty();
            case RETURN ->
                isWritten()
                        ? attempt == null && isOnTheLine() ? Optional.empty() : Optional.of(WhyNot.ANSWERED)
                        : isDialed() ? Optional.of(WhyNot.DIALED) : Optional.empty();
            case IDENTIFY, DISPOSE -> unlessTalking();
            case CALLBACK, COMPLAINT -> unlessTalking();
            case PROMISE, ARRANGEMENT, DISPUTE ->
                unlessTalking()
                        .or(() -> identity == IdentityCheck.PASSED
                                ? Optional.empty()
                                : Optional.of(WhyNot.NOT_IDENTIFIED));
            case CORRECT -> Optional.empty();
        };
    }

    /** Whether there is a call already: the debtor's own, or ours, unless it was not allowed. */
    private boolean isDialed() {
        return kind == Lead.Kind.INBOUND || call != null && call != AgentNotice.CallIs.State.NOT_ALLOWED;
    }

    Optional<WhyNot> againstIdentity(IdentityCheck next) {
        Optional<WhyNot> against = against(AgentAction.IDENTIFY);
        return against.isPresent() || next == IdentityCheck.PASSED || !agreed
                ? against
                : Optional.of(WhyNot.CHECK_STANDS);
    }

    Optional<WhyNot> againstDisposition(Disposition disposition) {
        Optional<WhyNot> against = against(AgentAction.DISPOSE);
        if (against.isPresent()) {
            return against;
        }
        boolean ofRightParty = disposition.has(EffectClass.RPC) || disposition.has(EffectClass.DEBT_HOLD);
        if (ofRightParty && identity != IdentityCheck.PASSED) {
            return Optional.of(WhyNot.NOT_IDENTIFIED);
        }
        if (OF_OTHERS.contains(disposition) && identity == IdentityCheck.PASSED) {
            return Optional.of(WhyNot.IDENTIFIED);
        }
        if (disposition == Disposition.RPC_PTP && !promised) {
            return Optional.of(WhyNot.PROMISE_MISSING);
        }
        return disposition == Disposition.RPC_CALLBACK && !calledBack
                ? Optional.of(WhyNot.CALLBACK_MISSING)
                : Optional.empty();
    }

    private Optional<WhyNot> unlessTalking() {
        if (!talked) {
            return Optional.of(WhyNot.NOBODY_TALKED);
        }
        return disposed ? Optional.of(WhyNot.DISPOSED) : Optional.empty();
    }

    /** An action is offered when it is possible on one of the accounts. */
    private static Optional<WhyNot> againstAny(AgentAction action, DebtorState state, LocalDate today) {
        if (action != AgentAction.PROMISE && action != AgentAction.ARRANGEMENT && action != AgentAction.DISPUTE) {
            return Optional.empty();
        }
        if (!(state instanceof DebtorState.Known known)) {
            return Optional.of(WhyNot.DEBTOR_UNKNOWN);
        }
        Optional<WhyNot> why = Optional.of(WhyNot.NOTHING_OVERDUE);
        for (Account account : known.accounts()) {
            Optional<WhyNot> own = against(action, account, today);
            if (own.isEmpty()) {
                return own;
            }
            why = own.get() == WhyNot.NOTHING_OVERDUE ? why : own;
        }
        return why;
    }

    /** @return what of the account speaks against it */
    static Optional<WhyNot> against(AgentAction action, @Nullable Account account, LocalDate today) {
        if (account == null) {
            return Optional.of(WhyNot.ACCOUNT_UNKNOWN);
        }
        if (account.status() != Account.Status.OPEN || account.ledger().balanceMinor() <= 0) {
            return Optional.of(WhyNot.NOTHING_OVERDUE);
        }
        if (account.dispute() != null) {
            return Optional.of(WhyNot.DISPUTED);
        }
        if (action == AgentAction.DISPUTE) {
            return Optional.empty();
        }
        if (account.hasActivePromise()) {
            return Optional.of(WhyNot.PROMISE_ACTIVE);
        }
        return action == AgentAction.PROMISE && account.ledger().overdueMinor(today) <= 0
                ? Optional.of(WhyNot.NOTHING_OVERDUE)
                : Optional.empty();
    }

    /** @return the rule against a promise, of the account as it is now. @param mostDays after today that may be agreed */
    static Optional<WhyNot> againstPromise(
            SessionRequest.CapturePromise wish, DebtorState.Known known, LocalDate today, int mostDays) {
        AccountId id = wish.account();
        Account account = known.account(id);
        Optional<WhyNot> against = against(AgentAction.PROMISE, account, today);
        if (against.isPresent() || account == null) {
            return against;
        }
        if (wish.amount().minor() > account.ledger().overdueMinor(today)) {
            return Optional.of(WhyNot.ABOVE_OVERDUE);
        }
        if (wish.by().isBefore(today)) {
            return Optional.of(WhyNot.DAY_OVER);
        }
        return wish.by().isAfter(today.plusDays(mostDays)) ? Optional.of(WhyNot.DAY_TOO_FAR) : Optional.empty();
    }
}
