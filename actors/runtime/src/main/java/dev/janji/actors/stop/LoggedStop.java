package dev.janji.actors.stop;

import dev.janji.domain.id.PersonId;
import dev.janji.domain.stop.Stop;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A stop and how it ended. Immutable. @param lifting null while it stands */
public record LoggedStop(Stop stop, @Nullable Lifting lifting) {
    /** Who lifted it, when and why. */
    public record Lifting(Instant at, PersonId by, String reason) {}

    public boolean stands() {
        return lifting == null;
    }

    /** @return whether it stood at an instant: from the one at which it was placed until the one at which it was lifted */
    public boolean stoodAt(Instant instant) {
        return !stop.placedAt().isAfter(instant)
                && (lifting == null || lifting.at().isAfter(instant));
    }
}
