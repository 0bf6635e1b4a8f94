package dev.janji.actors.journal.keys;

import dev.janji.actors.journal.PersonalCipher;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.LenderId;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;

/** The keys that personal data are encrypted with, one a debtor. Thread-safe. */
public interface DebtorKeys {
    /**
     * The cipher of a debtor that may have none; never creates a key, so that an event about a stranger leaves no trace.
     *
     * @return empty when there never was a key; otherwise like {@link #open}
     */
    CompletionStage<Optional<PersonalCipher>> find(DebtorKey debtor);

    /**
     * The cipher of a debtor; its key is created on first use.
     *
     * @return {@link PersonalCipher#FORGOTTEN} when the key was forgotten; fails with {@link KeysUnavailable} when the keys cannot be
     *     reached, and then the debtor must not be recovered
     */
    CompletionStage<PersonalCipher> open(DebtorKey debtor);

    /**
     * Deletes the debtor's key for ever and remembers that, so that none is created again. May be repeated.
     *
     * @return fails with {@link KeysUnavailable} when it may not have been deleted: ask again
     */
    CompletionStage<Done> forget(DebtorKey debtor);

    /** The debtors of a lender that ever had a key, forgotten ones too, in the order of their ids, each once. */
    Source<DebtorKey, NotUsed> list(LenderId lender, int slice);
}
