package dev.janji.domain.debtor;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.lender.LenderEvent.ContactResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The newest attempts and contacts, enough to judge every cap. Immutable.
 *
 * @param attempts that are over, oldest first
 * @param elsewhere contacts made outside this system, oldest first
 */
public record ContactHistory(List<PastAttempt> attempts, List<Elsewhere> elsewhere) {
    /** So many of each are kept. */
    public static final int KEPT = 32;

    public static final ContactHistory NONE = new ContactHistory(List.of(), List.of());

    public ContactHistory {
        attempts = List.copyOf(attempts);
        elsewhere = List.copyOf(elsewhere);
    }

    /** A contact outside this system. */
    public record Elsewhere(Instant at, Channel channel, ContactResult result) {}

    /** @return when the attempts and contacts were made that count for caps */
    public List<Instant> made(@Nullable Attempt open) {
        List<Instant> made = new ArrayList<>(attempts.size() + elsewhere.size() + 1);
        for (PastAttempt past : attempts) {
            if (past.countsAsMade()) {
                made.add(past.attempt().authorizedAt());
            }
        }
        elsewhere.forEach(each -> made.add(each.at()));
        if (open != null) {
            made.add(open.authorizedAt());
        }
        return made;
    }

    /** @return the attempt, or null when it is not among the newest */
    public @Nullable PastAttempt find(AttemptId id) {
        for (int i = attempts.size() - 1; i >= 0; i--) {
            if (attempts.get(i).attempt().id().equals(id)) {
                return attempts.get(i);
            }
        }
        return null;
    }

    public List<PastAttempt> inDoubt() {
        return attempts.stream().filter(PastAttempt::inDoubt).toList();
    }

    ContactHistory with(PastAttempt past) {
        return new ContactHistory(newest(attempts, past), elsewhere);
    }

    ContactHistory with(Elsewhere contact) {
        return new ContactHistory(attempts, newest(elsewhere, contact));
    }

    ContactHistory changed(AttemptId id, UnaryOperator<PastAttempt> change) {
        List<PastAttempt> changed = new ArrayList<>(attempts);
        changed.replaceAll(past -> past.attempt().id().equals(id) ? change.apply(past) : past);
        return new ContactHistory(changed, elsewhere);
    }

    private static <T> List<T> newest(List<T> list, T added) {
        List<T> next = new ArrayList<>(list.subList(list.size() >= KEPT ? list.size() - KEPT + 1 : 0, list.size()));
        next.add(added);
        return next;
    }
}
