package dev.janji.actors.address;

import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.LenderId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/** The tables of the address book. A stage that fails says nothing of whether its statement happened, or will still happen. Thread-safe. */
interface AddressStore {
    /**
     * How far the book of a slice is.
     *
     * @param generation microseconds since 1970 at which it was begun anew, at least
     * @param madeWith see {@link Index#madeWith}
     * @param position of the log up to which it has everything; {@link #NOT_YET} until it has the history
     */
    record Standing(long generation, String madeWith, long position) {
        static final long NOT_YET = -1;
    }

    /** One debtor at an entry. */
    record Found(DebtorKey debtor, Instant since) {}

    /** @return empty when the book of the slice was never begun, or its position is gone */
    CompletionStage<Optional<Standing>> standing(int slice);

    /** What was noted for a later position, or for a later generation, stays. */
    CompletionStage<Done> note(int slice, Standing standing);

    /** @return the pages that there are */
    CompletionStage<Map<DebtorKey, Page>> pages(List<DebtorKey> debtors);

    /** Puts the entries that come on their pages, before anything else is written; completes when a majority has all of them. */
    CompletionStage<Done> announce(List<Turned> turned);

    /** Writes the entries themselves, those that come and those that leave. */
    CompletionStage<Done> enter(List<Turned> turned);

    /** Writes the pages; only when all entries are written. */
    CompletionStage<Done> turn(List<Turned> turned);

    /** @return at most {@code limit} of the debtors at an entry, in no order */
    CompletionStage<List<Found>> find(LenderId lender, Entry entry, int limit);
}
