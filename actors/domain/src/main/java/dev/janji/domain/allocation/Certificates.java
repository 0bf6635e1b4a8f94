package dev.janji.domain.allocation;

import dev.janji.domain.id.LenderId;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which lenders of the desk an agent may work for today (ID-08), and whose certificate ends next. Confined to its desk. */
final class Certificates {
    private final List<DeskTerms.LenderTerms> lenders;
    private final TreeSet<End> ends =
            new TreeSet<>(Comparator.comparing(End::lastDay).thenComparing(end -> end.seat().agent));
    private final Map<Seat, End> known = new HashMap<>();

    private record End(LocalDate lastDay, Seat seat) {}

    Certificates(List<DeskTerms.LenderTerms> lenders) {
        this.lenders = lenders;
    }

    Set<LenderId> valid(Capability capability, LocalDate today) {
        Set<LenderId> valid = new HashSet<>();
        for (DeskTerms.LenderTerms lender : lenders) {
            if (!lender.certificateDemanded() || capability.isCertified(lender.lender(), today)) {
                valid.add(lender.lender());
            }
        }
        return Set.copyOf(valid);
    }

    /** Remembers when the next valid one of the seat ends; says which are over of those that were good on the day given, or before. */
    void watch(Seat seat, LocalDate today, @Nullable LocalDate goodOn, List<DeskDecision> decisions) {
        forget(seat);
        LocalDate next = null;
        for (DeskTerms.LenderTerms lender : lenders) {
            LocalDate last = seat.capability.certificates().get(lender.lender());
            if (!lender.certificateDemanded() || last == null) {
                continue;
            }
            if (!today.isAfter(last)) {
                next = next == null || last.isBefore(next) ? last : next;
            } else if (goodOn == null || !last.isBefore(goodOn)) {
                decisions.add(new DeskDecision.CertificateExpired(seat.agent, lender.lender(), last));
            }
        }
        if (next != null) {
            End end = new End(next, seat);
            ends.add(end);
            known.put(seat, end);
        }
    }

    void forget(Seat seat) {
        End end = known.remove(seat);
        if (end != null) {
            ends.remove(end);
        }
    }

    /** @return a seat with a certificate that is over and was not yet when it was watched; null when there is none */
    @Nullable
    Seat over(LocalDate today) {
        return ends.isEmpty() || !today.isAfter(ends.first().lastDay())
                ? null
                : ends.first().seat();
    }
}
