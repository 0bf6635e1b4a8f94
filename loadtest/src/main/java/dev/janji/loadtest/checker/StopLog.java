package dev.janji.loadtest.checker;

import dev.janji.protocols.journal.v1.Attempt;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stops of a run, as their own table has them. Immutable. */
public record StopLog(List<Entry> entries) {
    public static final StopLog NONE = new StopLog(List.of());

    /** So long after a stop was lifted the last of those that it halted is looked at; the default of the server. */
    private static final Duration LOOKED_AT_WITHIN = Duration.ofMinutes(10);

    public StopLog {
        entries = List.copyOf(entries);
    }

    /**
     * One stop.
     *
     * @param kind lender, channel, template or strategy
     * @param lender empty for every lender
     * @param subject the channel, template or strategy; empty for a whole lender
     * @param liftedAt null when it stood until the end
     */
    public record Entry(
            String id,
            String kind,
            String lender,
            String subject,
            Instant placedAt,
            @Nullable Instant liftedAt) {

        /** Whether it stood. Right at its two ends nobody can tell. */
        boolean stoodAt(Instant at) {
            return at.isAfter(placedAt) && (liftedAt == null || at.isBefore(liftedAt));
        }

        /** Whether it covers a contact, by what the journal says of that. */
        boolean covers(String key, Attempt attempt, String strategyVersion) {
            if (!lender.isEmpty() && !key.startsWith(lender + "~")) {
                return false;
            }
            return switch (kind) {
                case "lender" -> true;
                case "channel" -> attempt.getChannel().name().equals("CHANNEL_" + subject);
                case "template" -> attempt.getTemplate().equals(subject);
                case "strategy" ->
                    strategyVersion.equals(subject) || strategyVersion.matches("\\Q" + subject + "\\E-\\d+");
                default -> throw new IllegalStateException("Expected a known kind of stop, but got " + kind);
            };
        }

        /** One line of a history. */
        String shown() {
            return "stop " + id + " of " + kind + " " + subject + (lender.isEmpty() ? "" : " of " + lender) + " from "
                    + placedAt + " to " + (liftedAt == null ? "the end" : liftedAt);
        }
    }

    /** @return when whoever these stops halted must have been looked at; null when one of them was never lifted or is unknown */
    @Nullable
    Instant overFor(List<String> ids) {
        Instant over = null;
        for (String id : ids) {
            Instant lifted = entries.stream()
                    .filter(entry -> entry.id().equals(id))
                    .map(Entry::liftedAt)
                    .findFirst()
                    .orElse(null);
            if (lifted == null) {
                return null;
            }
            Instant looked = lifted.plus(LOOKED_AT_WITHIN);
            over = over == null || looked.isAfter(over) ? looked : over;
        }
        return over;
    }
}
