package dev.janji.domain.debtor;

import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.contact.Profile;
import dev.janji.domain.debtor.DebtorState.Known;
import dev.janji.domain.id.ContactPointId;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether a number or address can be used, since when and why: what the lender says of it, and what was learned of it since. Of several reasons
 * the first of the {@link Kind}s counts. Immutable.
 *
 * @param since null when the lender said so, which is not dated
 * @param reference id of the conversation or reply; empty when there is none
 */
public record Contactability(
        Kind kind, Cause cause, @Nullable Instant since, String reference) {

    private static final Map<Kind, Contactability> TOLD = new EnumMap<>(Kind.class);

    static {
        for (Kind kind : Kind.values()) {
            TOLD.put(kind, new Contactability(kind, Cause.LENDER, null, ""));
        }
    }

    /** From the strongest stop to none. */
    public enum Kind {
        /** The debtor does not want it. */
        OPTED_OUT,
        /** It refused for good: one bounce, or a lender's word. */
        DEAD,
        /** It is somebody else's. */
        WRONG,
        /** Nobody has checked it; the policy pack decides. */
        UNVERIFIED,
        USABLE
    }

    /** Who says so. */
    public enum Cause {
        LENDER,
        CHANNEL,
        CONVERSATION,
        REPLY
    }

    /** Of one of the debtor's contact points. */
    public static Contactability of(ContactPoint point, Known known) {
        Dialogue dialogue = known.dialogue();
        if (point.consent() == ContactPoint.Consent.WITHDRAWN
                || known.consents().optedOut().contains(point.channel())) {
            return told(Kind.OPTED_OUT);
        }
        for (Reply each : dialogue.replies()) {
            if (each.optsOut(point)) {
                return new Contactability(
                        Kind.OPTED_OUT, Cause.REPLY, each.at(), each.id().value());
            }
        }
        for (Dialogue.DeadPoint each : dialogue.deadPoints()) {
            if (each.point().equals(point.id())) {
                return new Contactability(Kind.DEAD, Cause.CHANNEL, each.since(), "");
            }
        }
        Contactability wrong = wrong(point, known.profile(), dialogue);
        if (wrong != null) {
            return wrong;
        }
        return switch (point.verification()) {
            case WRONG -> told(Kind.WRONG);
            case UNVERIFIED -> told(Kind.UNVERIFIED);
            case VERIFIED -> told(Kind.USABLE);
        };
    }

    private static @Nullable Contactability wrong(ContactPoint point, Profile profile, Dialogue dialogue) {
        for (Conversation each : dialogue.conversations()) {
            if (each.marksPoint() && isSame(each.point(), point, profile)) {
                return new Contactability(
                        Kind.WRONG, Cause.CONVERSATION, each.at(), each.id().value());
            }
        }
        for (Reply each : dialogue.replies()) {
            if (each.marksPoint() && isSame(each.point(), point, profile)) {
                return new Contactability(
                        Kind.WRONG, Cause.REPLY, each.at(), each.id().value());
            }
        }
        return null;
    }

    /** A wrong number is wrong on every channel. */
    private static boolean isSame(@Nullable ContactPointId marked, ContactPoint point, Profile profile) {
        if (marked == null || marked.equals(point.id())) {
            return marked != null;
        }
        ContactPoint other = profile.contactPoint(marked);
        return other != null && !point.address().isEmpty() && other.address().equals(point.address());
    }

    private static Contactability told(Kind kind) {
        return Objects.requireNonNull(TOLD.get(kind));
    }

    /** Whether the plan may use it when the policy pack does not object. */
    public boolean isUsable() {
        return kind == Kind.USABLE || kind == Kind.UNVERIFIED;
    }

    /** @return the contact point as the policy pack must see it */
    ContactPoint seen(ContactPoint point) {
        return switch (kind) {
            case OPTED_OUT -> point.withConsent(ContactPoint.Consent.WITHDRAWN);
            case DEAD, WRONG -> point.withVerification(ContactPoint.Verification.WRONG);
            case UNVERIFIED, USABLE -> point;
        };
    }
}
