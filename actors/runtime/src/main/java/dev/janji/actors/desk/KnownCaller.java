package dev.janji.actors.desk;

import dev.janji.actors.debtor.DebtorView;
import dev.janji.actors.journal.Recorded;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.debtor.DebtorEvent;
import dev.janji.domain.debtor.DebtorState;
import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.DebtorKey;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What a debtor who calls, writes or is called back is known by. Immutable.
 *
 * @param owner who talked or wrote with the debtor last, and is asked first; null when nobody did lately
 * @param point the debtor's number that the call comes from; null when none of them is it
 */
public record KnownCaller(@Nullable AgentId owner, @Nullable ContactPointId point) {
    /** So many of the debtor's events are looked through, the newest first. */
    private static final int MOST_EVENTS = 100;

    /** The same number is written with and without its country: so many of its last digits are compared. */
    private static final int DIGITS = 8;

    public static final KnownCaller STRANGER = new KnownCaller(null, null);

    /** Looks it up. Thread-safe; a stage may fail, and then nothing is known. */
    public interface Source {
        /** @param number that the call comes from; personal */
        CompletionStage<KnownCaller> of(DebtorKey debtor, String number);

        /** @return who talked or wrote with the debtor last, without a call; empty when nobody did lately */
        default CompletionStage<Optional<AgentId>> owner(DebtorKey debtor) {
            return of(debtor, "").thenApply(known -> Optional.ofNullable(known.owner()));
        }
    }

    /** By the debtors and their histories. */
    public static Source by(CompletionStage<AgentDebtors> debtors) {
        return (debtor, number) -> debtors.thenCompose(known -> known.view(debtor)
                .thenCompose(view -> known.history(
                                debtor, Math.max(1, view.state().version() - MOST_EVENTS + 1))
                        .thenApply(events -> new KnownCaller(owner(events), point(view, number)))));
    }

    private static @Nullable AgentId owner(List<Recorded> events) {
        for (int i = events.size() - 1; i >= 0; i--) {
            if (events.get(i).event() instanceof DebtorEvent.TalkBegan talk) {
                return talk.agent();
            }
        }
        return null;
    }

    private static @Nullable ContactPointId point(DebtorView view, String number) {
        String wanted = lastDigits(number);
        if (wanted.length() < DIGITS || !(view.state() instanceof DebtorState.Known known)) {
            return null;
        }
        return known.profile().contactPoints().stream()
                .filter(point -> point.channel() == Channel.VOICE
                        && lastDigits(point.address()).equals(wanted))
                .map(ContactPoint::id)
                .findFirst()
                .orElse(null);
    }

    private static String lastDigits(String number) {
        String digits = number.replaceAll("[^0-9]", "");
        return digits.substring(Math.max(0, digits.length() - DIGITS));
    }
}
