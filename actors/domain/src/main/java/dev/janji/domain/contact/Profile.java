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
 * @param zone of the address, as the lender says; null when it does not
 * @param addressZones in which the address may lie by its own words, where the lender does not say; empty when they tell nothing
 */
public record Profile(
        String name,
        String language,
        String address,
        @Nullable ZoneId zone,
        List<ContactPoint> contactPoints,
        List<ZoneId> addressZones) {
    /** More contact points than this are refused. */
    public static final int MOST_CONTACT_POINTS = 50;

    public Profile {
        contactPoints = List.copyOf(contactPoints);
        addressZones = List.copyOf(addressZones);
    }

    /** Whose address tells no zone by itself. */
    public Profile(
            String name, String language, String address, @Nullable ZoneId zone, List<ContactPoint> contactPoints) {
        this(name, language, address, zone, contactPoints, List.of());
    }

    /** The zone in which the debtor's days are counted: the lender's word, else the first that the address tells; null when neither does. */
    public @Nullable ZoneId homeZone() {
        return zone != null || addressZones.isEmpty() ? zone : addressZones.get(0);
    }

    /** @return where the address may lie: the lender's word, else what the address tells by itself; empty when nothing is known */
    public List<ZoneId> homeZones() {
        return zone == null ? addressZones : List.of(zone);
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
        return new Profile(name, language, address, zone, points, addressZones);
    }

    /** The same without what is personal. */
    public Profile redacted() {
        return new Profile(
                "",
                language,
                "",
                zone,
                contactPoints.stream().map(ContactPoint::redacted).toList(),
                addressZones);
    }

    /** Never a name, never an address. */
    @Override
    public String toString() {
        return "Profile[" + language + ", " + zone + ", " + contactPoints + "]";
    }
}
