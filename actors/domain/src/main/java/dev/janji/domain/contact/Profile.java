package dev.janji.domain.contact;

import dev.janji.domain.id.ContactPointId;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who the debtor is and how to reach them.
 *
 * @param name personal; empty after the debtor was erased
 * @param language BCP 47 tag
 * @param address personal; empty after the debtor was erased
 * @param zone of the address; null when unknown
 */
public record Profile(
        String name,
        String language,
        String address,
        @Nullable ZoneId zone,
        List<ContactPoint> contactPoints) {
    /** More contact points than this are refused. */
    public static final int MOST_CONTACT_POINTS = 50;

    public Profile {
        contactPoints = List.copyOf(contactPoints);
    }

    /** @return the contact point, or null when there is none with this id */
    public @Nullable ContactPoint contactPoint(ContactPointId id) {
        for (ContactPoint point : contactPoints) {
            if (point.id().equals(id)) {
                return point;
            }
        }
        return null;
    }

    /** Replaces the contact point with the same id, or adds it at the end. */
    public Profile with(ContactPoint changed) {
        List<ContactPoint> points = new ArrayList<>(contactPoints.size() + 1);
        boolean replaced = false;
        for (ContactPoint point : contactPoints) {
            boolean same = point.id().equals(changed.id());
            points.add(same ? changed : point);
            replaced |= same;
        }
        if (!replaced) {
            points.add(changed);
        }
        return new Profile(name, language, address, zone, points);
    }

    /** The same without what is personal. */
    public Profile redacted() {
        return new Profile(
                "",
                language,
                "",
                zone,
                contactPoints.stream().map(ContactPoint::redacted).toList());
    }

    /** Never a name, never an address. */
    @Override
    public String toString() {
        return "Profile[" + language + ", " + zone + ", " + contactPoints + "]";
    }
}
