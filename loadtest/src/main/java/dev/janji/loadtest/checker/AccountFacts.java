package dev.janji.loadtest.checker;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the checker knows of one account at a point of its history. Confined to one thread. */
final class AccountFacts {
    final String id;
    final Arrears arrears;
    boolean open = true;
    boolean disputed;
    boolean placed;
    final Set<String> notices = new HashSet<>();

    @Nullable
    Promise promise;

    /** Of each due date the minute up to which the steps of the plan are over. */
    final Map<LocalDate, Integer> passed = new HashMap<>();

    /** A step that waits. */
    @Nullable
    Waiting waiting;

    record Promise(long amountMinor, LocalDate due, long sequenceNumber) {}

    record Waiting(LocalDate anchor, int minute, Instant until) {}

    AccountFacts(String id, long openingMinor) {
        this.id = id;
        this.arrears = new Arrears(openingMinor);
    }

    boolean isOver(LocalDate anchor, int minute) {
        return minute <= passed.getOrDefault(anchor, Integer.MIN_VALUE);
    }

    void pass(LocalDate anchor, int minute) {
        passed.merge(anchor, minute, Math::max);
    }

    void reopen(LocalDate anchor, int minute) {
        passed.computeIfPresent(anchor, (date, last) -> last == minute ? minute - 1 : last);
    }

    /** Whether the promise is neither kept nor broken on this local day. */
    boolean promised(LocalDate today, HouseRules rules) {
        Promise made = promise;
        if (made == null || today.isAfter(deadline(made, rules))) {
            return false;
        }
        long needed = made.amountMinor() - made.amountMinor() * rules.tolerancePermille() / 1000;
        return arrears.paidSince(made.sequenceNumber(), deadline(made, rules)) < needed;
    }

    static LocalDate deadline(Promise promise, HouseRules rules) {
        return promise.due().plusDays(rules.graceDays());
    }
}
