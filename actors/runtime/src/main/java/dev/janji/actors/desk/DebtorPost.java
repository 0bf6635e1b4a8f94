package dev.janji.actors.desk;

import dev.janji.actors.debtor.Reply;
import dev.janji.actors.time.HouseClock;
import dev.janji.domain.debtor.DebtorCommand;
import dev.janji.domain.id.DebtorKey;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a desk's word to the debtors: each until the debtor has answered, those of one debtor in the order in which they were given. It outlives the desk's actor,
 * so that a debtor hears how its lead ended also when the desk is restarted at that moment. Thread-safe.
 */
final class DebtorPost {
    private static final Logger LOG = LoggerFactory.getLogger(DebtorPost.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** About two hours; the debtor's own deadline for its lead is over long before. */
    private static final int MOST_TRIES = 250;

    private final DebtorDoor debtors;
    private final RealTime realTime;
    private final HouseClock clock;
    private final Map<DebtorKey, ArrayDeque<DebtorCommand>> bags = new HashMap<>();

    DebtorPost(DebtorDoor debtors, RealTime realTime, HouseClock clock) {
        this.debtors = debtors;
        this.realTime = realTime;
        this.clock = clock;
    }

    void send(DebtorKey debtor, DebtorCommand command) {
        synchronized (bags) {
            ArrayDeque<DebtorCommand> bag = bags.get(debtor);
            if (bag != null) {
                bag.add(command);
                return;
            }
            bag = new ArrayDeque<>();
            bag.add(command);
            bags.put(debtor, bag);
        }
        bring(debtor, command, 1);
    }

    /** Whether everything was brought. */
    boolean isEmpty() {
        synchronized (bags) {
            return bags.isEmpty();
        }
    }

    private void bring(DebtorKey debtor, DebtorCommand command, int tries) {
        HouseClock.Hold hold = clock.hold("desk-word");
        debtors.ask(debtor, command).whenComplete((reply, failure) -> {
            if (failure == null && !(reply instanceof Reply.Unavailable)) {
                brought(debtor, command, reply);
            } else if (tries < MOST_TRIES) {
                Duration pause = FIRST_PAUSE.multipliedBy(tries);
                realTime.after(
                        pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE,
                        () -> bring(debtor, command, tries + 1));
            } else {
                LOG.error(
                        "Expected a debtor to hear of its lead, but it did not answer {} times [debtor={}]",
                        tries,
                        debtor.entityId());
                next(debtor);
            }
            hold.close();
        });
    }

    private void brought(DebtorKey debtor, DebtorCommand command, @Nullable Reply reply) {
        if (reply instanceof Reply.Refused refused) {
            LOG.debug(
                    "A debtor had no use for a desk's word [debtor={}, word={}, reason={}]",
                    debtor.entityId(),
                    command.getClass().getSimpleName(),
                    refused.reason());
        }
        next(debtor);
    }

    private void next(DebtorKey debtor) {
        DebtorCommand next = null;
        synchronized (bags) {
            ArrayDeque<DebtorCommand> bag = bags.get(debtor);
            if (bag != null) {
                bag.poll();
                next = bag.peek();
                if (next == null) {
                    bags.remove(debtor);
                }
            }
        }
        if (next != null) {
            bring(debtor, next, 1);
        }
    }
}
