package dev.janji.domain.debtor;

import dev.janji.domain.account.BucketScale;
import dev.janji.domain.debtor.DebtorState.Known;
import dev.janji.domain.debtor.DebtorState.LifeCycle;
import dev.janji.domain.debtor.RuleContext.LenderRules;
import dev.janji.domain.id.AccountId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where each account stood on each local day, on every scale, as it was known on that day. Immutable. It is folded from the stored events and
 * is no part of the state.
 *
 * <p>What comes to be known later changes no day that is over: a payment with an earlier value date, or a reversal, moves the account on the
 * day on which it was stored. Of a day the last word counts, so a stay that ended on the day on which it began is none. Nothing is
 * recorded while the lender loads history, nor of an account that nobody works or of an erased debtor: there a stay ends.
 *
 * @param stays by account, in order of opening; scale by scale, of each scale the newest {@link #KEPT}, oldest first
 */
public record BucketHistory(Map<AccountId, List<Stay>> stays) {
    /** Of one scale of one account: two years of a card that is late, and current again, once a month. */
    public static final int KEPT = 48;

    public BucketHistory {
        Map<AccountId, List<Stay>> copy = new LinkedHashMap<>();
        stays.forEach((account, all) -> copy.put(account, List.copyOf(all)));
        stays = copy;
    }

    /** The three scales that stand side by side. */
    public enum Scale {
        /** The lender's operational buckets, as they were decided and named then ({@code BucketEntered}). */
        BUCKET,
        /** The regulator's classes (ID-17) of the days past due as they were known then, by the policy pack that is in force now. */
        REGULATORY_CLASS,
        /** The lender's own stages, from the day on which it told of them. */
        LENDER_STAGE
    }

    /**
     * Consecutive local days in one place.
     *
     * @param enteredOn the first of them
     * @param leftOn the day after the last of them; null while it goes on
     */
    public record Stay(
            Scale scale,
            String name,
            LocalDate enteredOn,
            @Nullable LocalDate leftOn) {}

    /** @return of an account that was never recorded: none */
    public List<Stay> of(AccountId account) {
        return stays.getOrDefault(account, List.of());
    }

    /** @return those on one scale, oldest first */
    public List<Stay> of(AccountId account, Scale scale) {
        return of(account).stream().filter(stay -> stay.scale() == scale).toList();
    }

    /** Takes the events of one debtor from the first on. Not thread-safe. */
    public static final class Fold {
        private final LenderRules rules;
        private final Map<AccountId, Map<Scale, Track>> tracks = new LinkedHashMap<>();
        private DebtorState state = new DebtorState.Unknown();
        private @Nullable LocalDate day;

        /** @param rules of the lender now: its zone where the debtor's is unknown, its lowest bucket, its regulatory classes */
        public Fold(LenderRules rules) {
            this.rules = rules;
        }

        public Fold add(DebtorEvent event) {
            DebtorState after = DebtorRules.evolve(state, event);
            if (!(after instanceof Known known)) {
                state = after;
                return this;
            }
            LocalDate on = LocalDate.ofInstant(
                    event.at(), rules.policy().dayZone(known.profile().homeZone()));
            // Neither another zone nor a clock that was set back undoes a day.
            LocalDate then = day != null && on.isBefore(day) ? day : on;
            passTo(then);
            state = after;
            known.accounts().forEach(account -> note(known, account, then));
            return this;
        }

        /** @param today the debtor's local date; one before the last event counts as the day of that event */
        public BucketHistory at(LocalDate today) {
            if (day != null && today.isAfter(day)) {
                passTo(today);
            }
            Map<AccountId, List<Stay>> all = new LinkedHashMap<>();
            tracks.forEach((account, scales) -> {
                List<Stay> stays = new ArrayList<>();
                scales.forEach((scale, track) -> stays.addAll(track.newest()));
                if (!stays.isEmpty()) {
                    all.put(account, stays);
                }
            });
            return new BucketHistory(all);
        }

        /** Days past due grow with the days, and nothing else does. */
        private void passTo(LocalDate next) {
            LocalDate last = day;
            day = next;
            BucketScale classes = rules.policy().classes();
            if (last == null || classes == null || !(state instanceof Known known)) {
                return;
            }
            for (Account account : known.accounts()) {
                if (isRecorded(known, account)) {
                    Track track = track(account, Scale.REGULATORY_CLASS);
                    for (LocalDate each = last.plusDays(1); !each.isAfter(next); each = each.plusDays(1)) {
                        track.be(classes.of(account.ledger().daysPastDue(each)).name(), each);
                    }
                }
            }
        }

        private void note(Known known, Account account, LocalDate on) {
            if (!isRecorded(known, account)) {
                tracks.getOrDefault(account.id(), Map.of()).values().forEach(track -> track.end(on));
                return;
            }
            track(account, Scale.BUCKET)
                    .be(account.bucket().isEmpty() ? rules.buckets().lowest() : account.bucket(), on);
            BucketScale classes = rules.policy().classes();
            if (classes != null) {
                track(account, Scale.REGULATORY_CLASS)
                        .be(classes.of(account.ledger().daysPastDue(on)).name(), on);
            }
            Track stage = track(account, Scale.LENDER_STAGE);
            if (account.terms().stage().isEmpty()) {
                stage.end(on);
            } else {
                stage.be(account.terms().stage(), on);
            }
        }

        private static boolean isRecorded(Known known, Account account) {
            return known.lifeCycle() == LifeCycle.ACTIVE && account.status() == Account.Status.OPEN;
        }

        private Track track(Account account, Scale scale) {
            return tracks.computeIfAbsent(account.id(), id -> new EnumMap<>(Scale.class))
                    .computeIfAbsent(scale, Track::new);
        }
    }

    /** One account on one scale. Confined to its fold. */
    private static final class Track {
        private final Scale scale;
        private final List<Stay> stays = new ArrayList<>();

        Track(Scale scale) {
            this.scale = scale;
        }

        void be(String name, LocalDate on) {
            Stay last = last();
            if (last != null && last.leftOn() == null && last.name().equals(name)) {
                return;
            }
            end(on);
            last = last();
            if (last != null && last.name().equals(name) && on.equals(last.leftOn())) {
                stays.set(stays.size() - 1, new Stay(scale, name, last.enteredOn(), null));
                return;
            }
            stays.add(new Stay(scale, name, on, null));
            // One more than is shown: the newest may turn out to be none.
            if (stays.size() > KEPT + 1) {
                stays.remove(0);
            }
        }

        void end(LocalDate on) {
            Stay last = last();
            if (last == null || last.leftOn() != null) {
                return;
            }
            stays.remove(stays.size() - 1);
            if (last.enteredOn().isBefore(on)) {
                stays.add(new Stay(scale, last.name(), last.enteredOn(), on));
            }
        }

        List<Stay> newest() {
            return stays.subList(Math.max(0, stays.size() - KEPT), stays.size());
        }

        private @Nullable Stay last() {
            return stays.isEmpty() ? null : stays.get(stays.size() - 1);
        }
    }
}
