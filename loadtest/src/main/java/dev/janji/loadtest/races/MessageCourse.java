package dev.janji.loadtest.races;

import dev.janji.actors.channel.SendPermit;
import dev.janji.actors.debtor.Reply;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.DebtorKey;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Follows every message of a house from outside: at the gateway's door, at the adapter's, and at the provider. Holds what left against what was paid, and knows
 * nothing of how anybody decides. Confined to its timeline.
 */
final class MessageCourse {
    private final InstantSource clock;
    private final Map<DebtorKey, Messaged> debtors = new HashMap<>();
    private final List<String> violations = new ArrayList<>();
    private final Map<MessageStage, Map<Word, Integer>> met = new EnumMap<>(MessageStage.class);
    private int inGateway;
    private int atAdapter;
    private int unacked;
    private int fewestWaiting = Integer.MAX_VALUE;
    private int inDoubt;
    private int sentAgain;
    private long departures;
    private long digest;

    MessageCourse(InstantSource clock) {
        this.clock = clock;
    }

    void join(Messaged debtor) {
        debtors.put(debtor.key, debtor);
    }

    Messaged of(DebtorKey key) {
        return Objects.requireNonNull(debtors.get(key));
    }

    /** Messages that wait in the gateway for their turn. */
    int waiting() {
        return inGateway - atAdapter;
    }

    boolean isQuiet() {
        return inGateway == 0 && unacked == 0;
    }

    // What comes by at the doors.

    void entersTheGateway(Messaged debtor, AttemptId attempt) {
        inGateway++;
        debtor.open.put(attempt, new Messaged.Open());
        debtor.days.add(dayOf(clock.instant()));
        note(debtor, "enters");
    }

    void leavesTheGateway(Messaged debtor, AttemptId attempt) {
        Messaged.Open open = debtor.open.remove(attempt);
        if (open != null) {
            inGateway--;
            if (open.stage() == MessageStage.LEFT) {
                debtor.claimed.add(attempt);
            }
            atAdapter -= open.permit == null ? 0 : 1;
            note(debtor, "answered");
        }
    }

    void comesToTheAdapter(Messaged debtor, AttemptId attempt, SendPermit permit) {
        Messaged.Open open = debtor.open.get(attempt);
        if (open != null) {
            open.permit = permit;
            atAdapter++;
        }
        note(debtor, "handed");
    }

    /** The provider has it. */
    void left(Messaged debtor, AttemptId attempt, Instant at) {
        departures++;
        if (debtor.departures.stream().anyMatch(each -> each.attempt().equals(attempt))) {
            violated(debtor, attempt + " left twice");
        }
        debtor.departures.add(new Messaged.Departure(attempt, at));
        note(debtor, "left");
    }

    // What the lender says.

    /** @return the race that this payment is */
    Messaged.Payment told(Messaged debtor, AttemptId meets, Word word) {
        MessageStage stage = Objects.requireNonNull(debtor.open.get(meets)).stage();
        Messaged.Payment payment = new Messaged.Payment(word, stage, meets, clock.instant());
        met.computeIfAbsent(stage, first -> new EnumMap<>(Word.class)).merge(word, 1, Integer::sum);
        fewestWaiting = Math.min(fewestWaiting, waiting());
        debtor.payments.add(payment);
        unacked++;
        note(debtor, word.name());
        return payment;
    }

    void acked(Messaged debtor, Messaged.Payment payment, Reply reply) {
        unacked--;
        if (!(reply instanceof Reply.Applied applied)) {
            violated(debtor, "expected an acknowledgement, but got " + reply);
            return;
        }
        payment.acked = clock.instant();
        payment.isInDoubt = applied.contactInDoubt();
        payment.left = leftByNow(debtor);
        if (payment.isInDoubt) {
            inDoubt++;
            if (!payment.left.contains(payment.met)) {
                violated(debtor, "in doubt about a message that has not left");
            }
        }
        note(debtor, "ACKED");
    }

    /** What has claimed its leave counts as left, also when the provider never sees it. */
    private static Set<AttemptId> leftByNow(Messaged debtor) {
        Set<AttemptId> left = new HashSet<>(debtor.claimed);
        debtor.departures.forEach(each -> left.add(each.attempt()));
        debtor.open.forEach((attempt, open) -> {
            if (open.stage() == MessageStage.LEFT) {
                left.add(attempt);
            }
        });
        return left;
    }

    // The end.

    /** @param again for whoever paid in part before something must have come to the gateway again by the end of this local day */
    void judge(LocalDate again) {
        if (!isQuiet()) {
            violations.add("expected nothing under way at the end, but " + inGateway + " messages and " + unacked
                    + " payments are");
        }
        debtors.values().forEach(debtor -> debtor.payments.forEach(payment -> judge(debtor, payment, again)));
    }

    private void judge(Messaged debtor, Messaged.Payment payment, LocalDate again) {
        Instant acked = payment.acked;
        if (acked == null) {
            violated(debtor, "a payment was never acknowledged");
            return;
        }
        LocalDate day = dayOf(acked);
        // What the gateway cannot send in time, when everybody's message is due at once, the plan has sent all the
        // same.
        boolean comesAgain = debtor.days.stream().anyMatch(each -> each.isAfter(day) && !each.isAfter(again));
        for (Messaged.Departure departure : debtor.departures) {
            if (!payment.left.contains(departure.attempt())) {
                boolean isThatDay = !dayOf(departure.at()).isAfter(day);
                if (payment.word == Word.PAID || isThatDay) {
                    violated(debtor, departure.attempt() + " left at " + departure.at() + " after the acknowledgement");
                }
            }
        }
        if (payment.word.isPartial() && comesAgain) {
            sentAgain++;
        } else if (payment.word.isPartial() && !debtor.hasPaidAll()) {
            violated(debtor, "still overdue, and nobody wrote again until " + again);
        }
    }

    private static LocalDate dayOf(Instant at) {
        return LocalDate.ofInstant(at, RaceHouse.ZONE);
    }

    MessageTally tally() {
        return new MessageTally(met, fewestWaiting, inDoubt, sentAgain, departures, digest, List.copyOf(violations));
    }

    private void note(Messaged debtor, String what) {
        digest = 31 * digest
                + 7L * debtor.key.entityId().hashCode()
                + what.hashCode()
                + clock.instant().toEpochMilli();
    }

    private void violated(Messaged debtor, String what) {
        violations.add(what + " [debtor=" + debtor.key.debtor() + ", payments=" + debtor.payments + ", left="
                + debtor.departures + "]");
    }
}
