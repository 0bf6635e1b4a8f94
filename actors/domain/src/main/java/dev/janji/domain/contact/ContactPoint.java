package dev.janji.domain.contact;

import dev.janji.domain.id.ContactPointId;
import java.time.ZoneId;
import java.util.List;

/**
 * One number, address or device token of a debtor.
 *
 * @param address personal; empty after the debtor was erased
 * @param numberZones in which the area code of a number lies, as it was known when the lender told it; empty when it says nothing
 */
public record ContactPoint(
        ContactPointId id,
        Channel channel,
        String address,
        Role role,
        Verification verification,
        Consent consent,
        List<ZoneId> numberZones) {

    public ContactPoint {
        numberZones = List.copyOf(numberZones);
    }

    /** Whose address says nothing of a zone. */
    public ContactPoint(
            ContactPointId id, Channel channel, String address, Role role, Verification verification, Consent consent) {
        this(id, channel, address, role, verification, consent, List.of());
    }

    /** Whose it is. */
    public enum Role {
        OWN,
        WORK,
        EMERGENCY
    }

    /** What is known of it. */
    public enum Verification {
        VERIFIED,
        UNVERIFIED,
        WRONG
    }

    /** Whether the debtor lets it be used. */
    public enum Consent {
        GIVEN,
        WITHDRAWN
    }

    public ContactPoint withConsent(Consent changed) {
        return new ContactPoint(id, channel, address, role, verification, changed, numberZones);
    }

    public ContactPoint withVerification(Verification changed) {
        return new ContactPoint(id, channel, address, role, changed, consent, numberZones);
    }

    /** The same without what is personal. */
    public ContactPoint redacted() {
        return new ContactPoint(id, channel, "", role, verification, consent, numberZones);
    }

    /** Never the address. */
    @Override
    public String toString() {
        return "ContactPoint[" + id + ", " + channel + "]";
    }
}
