package dev.janji.loadtest.checker;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/** The last offer on one account, by what the lender told. Confined to one thread. Amounts in minor units. */
final class OfferFacts {
    private String id = "";
    private List<LocalDate> dates = List.of();
    private List<Long> amounts = List.of();
    private long waivedMinor;
    private Instant madeAt = Instant.EPOCH;
    private LocalDate validUntil = LocalDate.EPOCH;

    /** What the debtor or the lender said of it; empty while nobody said anything. */
    private String said = "";

    /** How it stands by the journal; empty when there never was one. */
    String state = "";

    /** The offer in the place of which this one came, and how it stood, until the journal says so; empty when there is none. */
    String replaced = "";

    String replacedFrom = "";

    void made(
            String offer,
            List<LocalDate> dueDates,
            List<Long> minors,
            long waived,
            Instant occurredAt,
            LocalDate lastDay) {
        if (mayLapse()) {
            replaced = id;
            replacedFrom = state;
        }
        id = offer;
        dates = List.copyOf(dueDates);
        amounts = List.copyOf(minors);
        waivedMinor = waived;
        madeAt = occurredAt;
        validUntil = lastDay;
        said = "";
        state = "OPEN";
    }

    /** @param what such as {@code ACCEPTED} @return whether it is of the last offer */
    boolean said(String offer, String what) {
        if (!id.equals(offer) || id.isEmpty()) {
            return false;
        }
        said = what;
        state = what;
        return true;
    }

    /** Another arrangement came: nobody can accept what is not over yet. */
    void arrangedOtherwise() {
        if (mayLapse()) {
            said = "SUPERSEDED";
        }
    }

    private boolean mayLapse() {
        return state.equals("OPEN") || state.equals("CANCELLED");
    }

    String id() {
        return id;
    }

    boolean isOf(List<LocalDate> dueDates, List<Long> minors, long waived, LocalDate lastDay) {
        return dates.equals(dueDates) && amounts.equals(minors) && waivedMinor == waived && validUntil.equals(lastDay);
    }

    /** The schedule of the account is that of the offer. */
    void becomesAnArrangement(Arrears arrears, long sequenceNumber) {
        arrears.arrange(id, dates, amounts, waivedMinor, sequenceNumber);
    }

    /** @return how it must stand; empty when there never was one */
    String asked(boolean worked, long balanceMinor, LocalDate today, boolean erased) {
        if (id.isEmpty() || !said.isEmpty()) {
            return said;
        }
        if (erased) {
            return state.equals("OPEN") ? "CANCELLED" : state;
        }
        if (today.isAfter(validUntil)) {
            return "LAPSED";
        }
        return worked && balanceMinor > 0 ? "OPEN" : "CANCELLED";
    }

    /** @return the first instant at which collection goes on; the past when it does not wait */
    Instant consideredUntil(ZoneId zone, int considerationDays) {
        if (!state.equals("OPEN")) {
            return Instant.EPOCH;
        }
        LocalDate answered = LocalDate.ofInstant(madeAt, zone).plusDays(considerationDays);
        LocalDate over = validUntil.plusDays(1);
        return (answered.isBefore(over) ? answered : over).atStartOfDay(zone).toInstant();
    }
}
