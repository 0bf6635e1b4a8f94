package dev.janji.actors.debtor;

import dev.janji.actors.telemetry.Telemetry;
import dev.janji.domain.debtor.DebtorEvent;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts what debtors store. Thread-safe. */
final class DebtorMetrics {
    private static final Map<String, Telemetry.Counter> EVENTS = new ConcurrentHashMap<>();

    private static final Telemetry.Counter REFUSED = Telemetry.counter(Telemetry.COMMANDS_REFUSED);

    private DebtorMetrics() {}

    /** A command that found no room in its slice. */
    static void refusedForLoad() {
        REFUSED.increment();
    }

    static void count(DebtorEvent event) {
        EVENTS.computeIfAbsent(event.eventName(), name -> Telemetry.counter(Telemetry.DEBTOR_EVENTS, "kind", name))
                .increment();
        if (event instanceof DebtorEvent.ContactAuthorized authorized) {
            Telemetry.count(
                    Telemetry.CONTACTS_AUTHORIZED,
                    "channel",
                    authorized.attempt().channel().name());
        } else if (event instanceof DebtorEvent.ContactDeferred deferred) {
            count(Telemetry.CONTACTS_DEFERRED, deferred.ruleIds());
        } else if (event instanceof DebtorEvent.ContactRefused refused) {
            count(Telemetry.CONTACTS_REFUSED, refused.ruleIds());
        } else if (event instanceof DebtorEvent.BucketEntered entered) {
            Telemetry.count(Telemetry.BUCKETS_ENTERED, "bucket", entered.to());
        } else if (event instanceof DebtorEvent.PromiseSettled settled) {
            Telemetry.count(Telemetry.PROMISES_SETTLED, "state", settled.to().name());
        } else if (event instanceof DebtorEvent.ArrangementSettled settled) {
            Telemetry.count(
                    Telemetry.ARRANGEMENTS_SETTLED, "state", settled.to().name());
        } else if (event instanceof DebtorEvent.OfferSettled settled) {
            Telemetry.count(Telemetry.OFFERS_SETTLED, "state", settled.to().name());
        }
    }

    private static void count(String name, List<String> ruleIds) {
        ruleIds.forEach(id -> Telemetry.count(name, "rule", id));
    }
}
