package dev.janji.domain.debtor;

import dev.janji.domain.account.Ageing;
import dev.janji.domain.debtor.DebtorState.Known;
import dev.janji.domain.id.PauseId;
import dev.janji.domain.lender.AgeingEvent;
import dev.janji.domain.lender.Moratorium;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What each word about days that do not count changes. */
record AgeingEvolution(Known known) implements AgeingEvent.Cases<DebtorState> {

    @Override
    public DebtorState moratoriumStarted(AgeingEvent.MoratoriumStarted e) {
        return standing(new Moratorium(e.moratorium(), e.kind(), e.account(), e.from(), e.until()));
    }

    @Override
    public DebtorState moratoriumEnded(AgeingEvent.MoratoriumEnded e) {
        Moratorium started = known.moratorium(e.moratorium());
        return started == null ? known : standing(started.endedOn(e.on()));
    }

    private Known standing(Moratorium moratorium) {
        List<Moratorium> moratoria = new ArrayList<>(known.moratoria());
        moratoria.removeIf(each -> each.id().equals(moratorium.id()));
        moratoria.add(moratorium);
        List<Account> accounts = new ArrayList<>(known.accounts());
        accounts.replaceAll(account -> paused(account, moratorium));
        return known.withMoratoria(moratoria).withAccounts(accounts);
    }

    /** @return the account as the moratorium leaves it, whether it stood before the account was opened or not */
    static Account paused(Account account, Moratorium moratorium) {
        return moratorium.covers(account.id())
                ? paused(
                        account,
                        new Ageing.Pause(
                                Ageing.Cause.MORATORIUM,
                                new PauseId(moratorium.id().value()),
                                moratorium.from(),
                                moratorium.until()))
                : account;
    }

    private static Account paused(Account account, Ageing.Pause pause) {
        return account.with(account.ledger().with(account.ledger().ageing().with(pause)));
    }

    @Override
    public DebtorState ageingPaused(AgeingEvent.AgeingPaused e) {
        return known.changing(
                e.account(),
                account -> paused(account, new Ageing.Pause(Ageing.Cause.LENDER, e.pause(), e.from(), e.until())));
    }

    @Override
    public DebtorState ageingResumed(AgeingEvent.AgeingResumed e) {
        return known.changing(e.account(), account -> {
            Ageing.@Nullable Pause paused = account.ledger().ageing().pause(Ageing.Cause.LENDER, e.pause());
            return paused == null
                    ? account
                    : paused(account, new Ageing.Pause(paused.cause(), paused.id(), paused.from(), e.on()));
        });
    }
}
