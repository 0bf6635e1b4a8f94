package dev.janji.domain.report;

import dev.janji.domain.account.Promise;
import dev.janji.domain.debtor.DebtorEvent;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.ConversationId;
import dev.janji.domain.id.PromiseId;
import dev.janji.domain.lender.AgreementEvent;
import dev.janji.domain.lender.ConversationEvent;
import dev.janji.domain.lender.Disposition;
import dev.janji.domain.lender.EffectClass;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Every promise of one debtor and what became of it, and the conversations with the debtor, from its events. Takes the events from the first on;
 * not thread-safe.
 */
public final class PromiseLives {
    private final List<Life> lives = new ArrayList<>();
    private final Map<ConversationId, Talk> talks = new LinkedHashMap<>();
    private final Map<AccountId, String> buckets = new HashMap<>();
    private ZoneId zone = ZoneOffset.UTC;
    private Instant newest = Instant.MIN;

    /**
     * One promise.
     *
     * @param takenOn the debtor's local date when its lender says that it was taken; in UTC while the zone of the address is unknown
     * @param bucket of its account when it was told; empty when the account had not entered any
     * @param state as the events so far have it
     */
    public record Life(
            AccountId account,
            PromiseId promise,
            Money amount,
            LocalDate takenOn,
            LocalDate dueDate,
            String bucket,
            Promise.State state) {
        private Life in(Promise.State next) {
            return new Life(account, promise, amount, takenOn, dueDate, bucket, next);
        }

        private boolean is(AccountId on, PromiseId id) {
            return account.equals(on) && promise.equals(id);
        }
    }

    private record Talk(LocalDate on, Disposition disposition) {}

    public PromiseLives add(DebtorEvent event) {
        newest = event.at().isAfter(newest) ? event.at() : newest;
        if (event instanceof DebtorEvent.PromiseSettled settled) {
            move(settled.account(), settled.promise(), settled.to());
        } else if (event instanceof DebtorEvent.BucketEntered entered) {
            buckets.put(entered.account(), entered.to());
        } else if (event instanceof DebtorEvent.LenderEventApplied applied) {
            told(applied.event(), LocalDate.ofInstant(applied.occurredAt(), zone));
        }
        return this;
    }

    /** @return when the last event was stored; {@link Instant#MIN} before the first */
    public Instant newest() {
        return newest;
    }

    /** @return in the order in which they were told */
    public List<Life> lives() {
        return List.copyOf(lives);
    }

    /** @return the local date of every conversation with the debtor, by its last disposition */
    public List<LocalDate> rightPartyContacts() {
        return talks.values().stream()
                .filter(talk -> talk.disposition().has(EffectClass.RPC))
                .map(Talk::on)
                .toList();
    }

    private void told(LenderEvent event, LocalDate on) {
        if (event instanceof LenderEvent.DebtorUpserted upserted) {
            zone = Objects.requireNonNullElse(upserted.profile().homeZone(), ZoneOffset.UTC);
        } else if (event instanceof LenderEvent.PromiseRecorded recorded) {
            lives.add(new Life(
                    recorded.account(),
                    recorded.promise(),
                    recorded.amount(),
                    on,
                    recorded.dueDate(),
                    buckets.getOrDefault(recorded.account(), ""),
                    Promise.State.ACTIVE));
        } else if (event instanceof AgreementEvent.PromiseCancelled cancelled) {
            move(cancelled.account(), cancelled.promise(), Promise.State.CANCELLED);
        } else if (event instanceof ConversationEvent.ConversationHeld held) {
            talks.put(held.conversation(), new Talk(on, held.disposition()));
        } else if (event instanceof ConversationEvent.DispositionCorrected corrected) {
            talks.computeIfPresent(
                    corrected.conversation(), (id, talk) -> new Talk(talk.on(), corrected.disposition()));
        } else if (event instanceof LenderEvent.DebtorErased) {
            // Nothing is told of an erased debtor, so nobody can keep or break what it promised.
            lives.replaceAll(life -> life.state() == Promise.State.ACTIVE ? life.in(Promise.State.CANCELLED) : life);
        }
    }

    /** An account's last promise is the only one that moves; an id that was used again means the last one, too. */
    private void move(AccountId account, PromiseId promise, Promise.State to) {
        for (int i = lives.size() - 1; i >= 0; i--) {
            if (lives.get(i).is(account, promise)) {
                lives.set(i, lives.get(i).in(to));
                return;
            }
        }
    }
}
