package dev.janji.loadtest.checker;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The moratoria that a lender published of one debtor. Confined to one thread. */
final class Moratoria {
    private final Map<String, Told> told = new LinkedHashMap<>();

    /** @param account empty when it covers every account @param until the first day on which it is over; null when nobody knows it */
    private record Told(
            String account, LocalDate from, @Nullable LocalDate until) {
        boolean is() {
            return until == null || until.isAfter(from);
        }

        boolean covers(String id) {
            return account.isEmpty() || account.equals(id);
        }

        boolean holds(LocalDate day) {
            return !day.isBefore(from) && (until == null || day.isBefore(until));
        }
    }

    /** @param fact of a start or an end */
    void apply(LenderFact fact) {
        String name = fact.text("moratorium");
        if (fact.kind().equals("MoratoriumEnded")) {
            told.computeIfPresent(name, (key, each) -> new Told(each.account(), each.from(), fact.date("on")));
        } else {
            told.put(name, new Told(fact.text("account"), fact.date("from"), fact.optionalDate("until")));
        }
    }

    /** No day of a moratorium counts for an account that it covers. */
    void pause(AccountFacts account) {
        told.forEach((name, each) -> {
            if (each.covers(account.id)) {
                account.arrears.pause("moratorium " + name, each.from(), each.until());
            }
        });
    }

    /** Whether nothing may be collected: from when it is told until the midnight that ends it. */
    boolean covers(String account, Instant now, ZoneId zone) {
        return holds(zone).stream().anyMatch(hold -> hold.covers(account) && hold.standsAt(now));
    }

    /** Whether nothing may be charged on this local day. */
    boolean forbidsCharge(String account, LocalDate day) {
        return told.values().stream().anyMatch(each -> each.covers(account) && each.holds(day));
    }

    List<DebtorFacts.Hold> holds(ZoneId zone) {
        List<DebtorFacts.Hold> holds = new ArrayList<>();
        for (Told each : told.values()) {
            LocalDate until = each.until();
            if (each.is()) {
                holds.add(new DebtorFacts.Hold(
                        "MORATORIUM",
                        each.account(),
                        until == null ? null : until.atStartOfDay(zone).toInstant()));
            }
        }
        return holds;
    }
}
