package dev.janji.domain.debtor;

import dev.janji.domain.account.Arrangement;
import dev.janji.domain.account.Ledger;
import dev.janji.domain.account.Promise;
import dev.janji.domain.debtor.DebtorState.Known;
import dev.janji.domain.lender.AgreementEvent;

/** What each agreement changes. */
record AgreementEvolution(Known known) implements AgreementEvent.Cases<DebtorState> {

    @Override
    public DebtorState promiseCancelled(AgreementEvent.PromiseCancelled e) {
        return known.changing(e.account(), account -> {
            Promise promise = account.promise();
            return promise == null || !promise.id().equals(e.promise())
                    ? account
                    : account.promised(promise.in(Promise.State.CANCELLED));
        });
    }

    @Override
    public DebtorState arrangementAgreed(AgreementEvent.ArrangementAgreed e) {
        return known.changing(e.account(), account -> {
            Ledger ledger = account.ledger();
            return account.with(ledger.arranged(proposed(e, ledger)));
        });
    }

    /** @return the arrangement as it begins */
    static Arrangement proposed(AgreementEvent.ArrangementAgreed e, Ledger ledger) {
        return new Arrangement(
                e.arrangement(),
                e.instalments(),
                e.agreedBy(),
                e.waivedMinor(),
                ledger.before(),
                Arrangement.State.ACTIVE,
                false);
    }

    @Override
    public DebtorState arrangementEnded(AgreementEvent.ArrangementEnded e) {
        return known.changing(e.account(), account -> {
            Arrangement last = account.ledger().arrangement();
            return last == null || !last.id().equals(e.arrangement())
                    ? account
                    : account.with(account.ledger().arranged(last.endedIn(e.outcome())));
        });
    }
}
