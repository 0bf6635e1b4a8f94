package dev.janji.actors.desk;

import dev.janji.actors.debtor.DebtorView;
import dev.janji.actors.desk.SessionNotice.DebtorChanged.Change;
import dev.janji.actors.journal.Recorded;
import dev.janji.domain.allocation.Lead;
import dev.janji.domain.debtor.Account;
import dev.janji.domain.debtor.DebtorState;
import dev.janji.domain.id.DebtorKey;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The debtor on one person's screen: looks anew whenever something may have changed. Confined to the person's session. */
final class CaseScreen {
    private final SessionServices services;
    private final BiConsumer<String, SessionNotice> tell;
    private final CaseDesk.After after;
    private final Supplier<@Nullable Casework> work;
    private final Supplier<@Nullable DebtorKey> opened;
    private final Function<DebtorState, @Nullable WrittenCase> seen;
    private @Nullable DebtorView shown;
    private @Nullable CaseView last;
    private boolean looking;
    private boolean lookAgain;
    private boolean changed;

    /**
     * @param work the lead; null when there is none. @param opened the debtor that is shown without one; null when there is
     * none. @param seen is told how the debtor looks, before that is shown; answers the written conversation, null when it is a call
     */
    CaseScreen(
            SessionServices services,
            BiConsumer<String, SessionNotice> tell,
            CaseDesk.After after,
            Supplier<@Nullable Casework> work,
            Supplier<@Nullable DebtorKey> opened,
            Function<DebtorState, @Nullable WrittenCase> seen) {
        this.services = services;
        this.tell = tell;
        this.after = after;
        this.work = work;
        this.opened = opened;
        this.seen = seen;
    }

    /** What was shown is no measure for what comes. */
    void forget() {
        shown = null;
        last = null;
        changed = false;
    }

    /** Shows the debtor also when nothing has changed. */
    void lookAnew() {
        last = null;
        look();
    }

    /** Something happened to the debtor elsewhere: the person is told what. */
    void lookForChange() {
        changed = true;
        look();
    }

    private @Nullable DebtorKey debtor() {
        Casework now = work.get();
        return now == null ? opened.get() : now.debtor();
    }

    private record Seen(DebtorView view, List<Recorded> timeline, List<Recorded> said) {}

    /** Shows the debtor as it is now; once more afterwards when something happens meanwhile. */
    void look() {
        DebtorKey debtor = debtor();
        if (debtor == null) {
            return;
        }
        if (looking) {
            lookAgain = true;
            return;
        }
        looking = true;
        lookAgain = false;
        Casework at = work.get();
        boolean isWritten = at != null && at.kind() == Lead.Kind.WRITTEN;
        int events = isWritten ? WrittenCase.MOST_EVENTS : CaseView.MOST_ENTRIES;
        CompletionStage<Seen> seen = services.debtors()
                .view(debtor)
                .thenCompose(view -> services.debtors()
                        .history(debtor, Math.max(1, view.state().version() - events + 1))
                        .thenApply(all -> new Seen(view, newest(all), isWritten ? WrittenCase.said(all) : List.of())));
        after.run(seen, now -> () -> {
            looking = false;
            if (now != null && debtor.equals(debtor())) {
                show(now);
            }
            if (lookAgain || now != null && !debtor.equals(debtor())) {
                look();
            }
        });
    }

    private static List<Recorded> newest(List<Recorded> timeline) {
        return new ArrayList<>(timeline.subList(Math.max(0, timeline.size() - CaseView.MOST_ENTRIES), timeline.size()));
    }

    private void show(Seen now) {
        DebtorView before = shown;
        shown = now.view();
        WrittenCase written = seen.apply(now.view().state());
        Casework of = work.get();
        if (changed && of != null) {
            changed = false;
            last = null;
            tell.accept(
                    "",
                    new SessionNotice.DebtorChanged(
                            of.lead(), change(before, now.view()), now.view().computedAt()));
        }
        CaseView next = new CaseView(
                of == null ? null : of.lead(),
                of == null ? IdentityCheck.PENDING : of.identity(),
                of == null ? null : of.point(),
                now.view(),
                now.timeline(),
                of == null
                        ? Casework.withoutLead()
                        : of.actions(now.view().state(), now.view().today()),
                written,
                now.said());
        if (!isSame(last, next)) {
            last = next;
            tell.accept("", new SessionNotice.ScreenIs(next));
        }
    }

    /** To the minute, which is what the debtor's local time is shown in. */
    private static boolean isSame(@Nullable CaseView last, CaseView next) {
        return last != null
                && Objects.equals(last.lead(), next.lead())
                && last.identity() == next.identity()
                && Objects.equals(last.point(), next.point())
                && last.actions().equals(next.actions())
                && last.view().debtor().equals(next.view().debtor())
                && last.view().state().version() == next.view().state().version()
                && last.view()
                        .computedAt()
                        .truncatedTo(ChronoUnit.MINUTES)
                        .equals(next.view().computedAt().truncatedTo(ChronoUnit.MINUTES));
    }

    private static Change change(@Nullable DebtorView before, DebtorView after) {
        if (before == null
                || !(before.state() instanceof DebtorState.Known was)
                || !(after.state() instanceof DebtorState.Known is)) {
            return Change.OTHER;
        }
        if (owed(is) < owed(was)) {
            return Change.PAID;
        }
        return collectable(is) < collectable(was)
                        || is.standingHolds(after.computedAt(), after.zone()).size()
                                > was.standingHolds(before.computedAt(), before.zone())
                                        .size()
                ? Change.STOPPED
                : Change.OTHER;
    }

    private static long owed(DebtorState.Known known) {
        return known.accounts().stream()
                .mapToLong(account -> account.ledger().balanceMinor())
                .sum();
    }

    private static long collectable(DebtorState.Known known) {
        return known.accounts().stream()
                .filter(account -> account.status() == Account.Status.OPEN && account.dispute() == null)
                .count();
    }
}
