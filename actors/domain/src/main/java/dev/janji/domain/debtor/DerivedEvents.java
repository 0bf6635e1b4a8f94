package dev.janji.domain.debtor;

import dev.janji.domain.account.Arrangement;
import dev.janji.domain.account.BucketScale;
import dev.janji.domain.account.Offer;
import dev.janji.domain.account.Promise;
import dev.janji.domain.debtor.DebtorState.Known;
import dev.janji.domain.debtor.DebtorState.LifeCycle;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What follows from the ledger and the date alone: arrangements, offers, buckets, promises and segments. Asked after every change and at every wake-up. */
final class DerivedEvents {
    private DerivedEvents() {}

    static List<DebtorEvent> of(Known known, RuleContext context) {
        List<DebtorEvent> events = new ArrayList<>(0);
        LocalDate today = context.today(known);
        if (known.lifeCycle() == LifeCycle.ERASED) {
            for (Account account : known.accounts()) {
                if (account.hasOpenOffer()) {
                    offer(account, false, today, context, events);
                }
            }
            return events;
        }
        for (Account each : known.accounts()) {
            Account account = each;
            DebtorEvent.ArrangementSettled settled = arrangement(account, today, context);
            if (settled != null) {
                events.add(settled);
                account = ((Known) Evolution.evolve(known, settled)).account(each.id());
            }
            Account arranged = account == null ? each : account;
            offer(arranged, arranged.mayBeOffered(), today, context, events);
            promise(each, today, context, events);
            bucket(arranged, today, context, events);
        }
        Known then = known;
        for (DebtorEvent event : events) {
            then = (Known) Evolution.evolve(then, event);
        }
        for (Account account : then.accounts()) {
            DebtorEvent entered = Course.entered(then, account, context);
            if (entered != null) {
                events.add(entered);
            }
        }
        return events;
    }

    private static DebtorEvent.@Nullable ArrangementSettled arrangement(
            Account account, LocalDate today, RuleContext context) {
        Arrangement arrangement = account.ledger().arrangement();
        if (arrangement == null) {
            return null;
        }
        Arrangement.State state = account.status() != Account.Status.CLOSED
                ? arrangement.stateBy(account.ledger(), today, context.rules().arrangementTerms())
                : arrangement.stands() ? Arrangement.State.CANCELLED : arrangement.state();
        return state == arrangement.state()
                ? null
                : new DebtorEvent.ArrangementSettled(
                        context.now(), DebtorRules.VERSION, account.id(), arrangement.id(), arrangement.state(), state);
    }

    private static void offer(
            Account account, boolean possible, LocalDate today, RuleContext context, List<DebtorEvent> events) {
        Offer offer = account.offer();
        Offer.State state = offer == null ? null : offer.stateBy(possible, today);
        if (offer != null && state != null && state != offer.state()) {
            events.add(new DebtorEvent.OfferSettled(
                    context.now(), DebtorRules.VERSION, account.id(), offer.id(), offer.state(), state));
        }
    }

    private static void promise(Account account, LocalDate today, RuleContext context, List<DebtorEvent> events) {
        Promise promise = account.promise();
        if (promise == null) {
            return;
        }
        Promise.State state = account.status() == Account.Status.CLOSED
                ? closed(promise)
                : promise.stateBy(account.ledger(), today, context.rules().promiseTerms());
        if (state != promise.state()) {
            events.add(new DebtorEvent.PromiseSettled(
                    context.now(), DebtorRules.VERSION, account.id(), promise.id(), promise.state(), state));
        }
    }

    /** A closed account takes no payment, so nobody can keep or break a promise on it. */
    private static Promise.State closed(Promise promise) {
        return promise.state() == Promise.State.ACTIVE ? Promise.State.CANCELLED : promise.state();
    }

    private static void bucket(Account account, LocalDate today, RuleContext context, List<DebtorEvent> events) {
        if (account.status() != Account.Status.OPEN) {
            return;
        }
        BucketScale scale = context.rules().buckets();
        int days = account.ledger().daysPastDue(today);
        String bucket = scale.of(days).name();
        String before = account.bucket().isEmpty() ? scale.lowest() : account.bucket();
        if (!bucket.equals(before)) {
            events.add(new DebtorEvent.BucketEntered(
                    context.now(), DebtorRules.VERSION, account.id(), before, bucket, days));
        }
    }
}
