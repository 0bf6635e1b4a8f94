package dev.janji.domain.contact;

import dev.janji.domain.id.ContactPointId;

/**
 * One number, address or device token of a debtor.
 *
 * @param address personal; empty after the debtor was erased
 */
public record ContactPoint(
        ContactPointId id, Channel channel, String address, Role role, Verification verification, Consent consent) {

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
        return new ContactPoint(id, channel, address, role, verification, changed);
    }

    public ContactPoint withVerification(Verification changed) {
        return new ContactPoint(id, channel, address, role, changed, consent);
    }

    /** The same without what is personal. */
    public ContactPoint redacted() {
        return new ContactPoint(id, channel, "", role, verification, consent);
    }

    /** Never the address. */
    @Override
    public String toString() {
        return "ContactPoint[" + id + ", " + channel + "]";
    }
}
