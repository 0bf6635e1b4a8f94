package dev.janji.domain.debtor;

import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.contact.Profile;
import dev.janji.domain.debtor.DebtorState.Known;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.policy.PolicyPack;
import dev.janji.domain.policy.Whereabouts;
import dev.janji.domain.policy.ZoneSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A zone that must allow a contact, and what told it. Immutable; nothing personal.
 *
 * @param point whose area code told it; null when it was not a number
 */
public record ZoneCandidate(
        ZoneId zone, Source source, @Nullable ContactPointId point) {

    /** What told a zone. */
    public enum Source {
        LENDER,
        ADDRESS,
        NUMBER,
        /** Nothing that counts tells one, so the pack names it. */
        POLICY
    }

    /** @return all of them, each as often as it was told; never empty */
    static List<ZoneCandidate> of(Known known, PolicyPack policy) {
        Profile profile = known.profile();
        List<ZoneCandidate> candidates = new ArrayList<>(2);
        if (policy.zonesFrom().contains(ZoneSource.ADDRESS)) {
            Source source = profile.zone() == null ? Source.ADDRESS : Source.LENDER;
            profile.homeZones().forEach(zone -> candidates.add(new ZoneCandidate(zone, source, null)));
        }
        if (policy.zonesFrom().contains(ZoneSource.NUMBER)) {
            for (ContactPoint point : profile.contactPoints()) {
                if (tells(point, known)) {
                    point.numberZones()
                            .forEach(zone -> candidates.add(new ZoneCandidate(zone, Source.NUMBER, point.id())));
                }
            }
        }
        if (candidates.isEmpty()) {
            policy.zonesWhenUnknown().forEach(zone -> candidates.add(new ZoneCandidate(zone, Source.POLICY, null)));
        }
        return List.copyOf(candidates);
    }

    /** Where the debtor may be, whichever of it counts. */
    static Whereabouts whereabouts(Known known) {
        List<ZoneId> byNumber = List.of();
        for (ContactPoint point : known.profile().contactPoints()) {
            if (tells(point, known)) {
                byNumber = new ArrayList<>(byNumber);
                byNumber.addAll(point.numberZones());
            }
        }
        return new Whereabouts(known.profile().homeZones(), byNumber);
    }

    /** Somebody else's number says nothing of where the debtor is. */
    private static boolean tells(ContactPoint point, Known known) {
        return !point.numberZones().isEmpty()
                && point.role() != ContactPoint.Role.EMERGENCY
                && Contactability.of(point, known).kind() != Contactability.Kind.WRONG;
    }
}
