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

    /** Of each due date how many steps of the plan are over. */
    final Map<LocalDate, Integer> passed = new HashMap<>();

    /** A step that waits. */
    @Nullable
    Waiting waiting;

    record Promise(long amountMinor, LocalDate due, long sequenceNumber) {}

    record Waiting(LocalDate anchor, int index, Instant until) {}

    AccountFacts(String id, long openingMinor) {
        this.id = id;
        this.arrears = new Arrears(openingMinor);
    }

    int passed(LocalDate anchor) {
        return passed.getOrDefault(anchor, 0);
    }

    void pass(LocalDate anchor, int index) {
        passed.merge(anchor, index + 1, Math::max);
    }

    void reopen(LocalDate anchor, int index) {
        if (passed(anchor) == index + 1) {
            passed.put(anchor, index);
        }
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
