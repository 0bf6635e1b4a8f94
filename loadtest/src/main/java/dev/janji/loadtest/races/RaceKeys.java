package dev.janji.loadtest.races;

import dev.janji.actors.journal.PersonalCipher;
import dev.janji.actors.journal.keys.DebtorKeys;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.LenderId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;

/** Keys in memory of debtors who are nobody: their data is not encrypted. Confined to one thread. */
final class RaceKeys implements DebtorKeys {
    private final Map<DebtorKey, PersonalCipher> ciphers = new HashMap<>();

    /** Changes nothing. */
    private static final class Plain implements PersonalCipher {
        private static final UUID KEY = new UUID(0, 1);

        @Override
        public Optional<Sealed> seal(byte[] personal, byte[] associated) {
            return Optional.of(new Sealed(KEY, personal));
        }

        @Override
        public Optional<byte[]> unseal(Sealed sealed, byte[] associated) {
            return Optional.of(sealed.bytes());
        }
    }

    @Override
    public CompletionStage<Optional<PersonalCipher>> find(DebtorKey debtor) {
        return CompletableFuture.completedStage(Optional.ofNullable(ciphers.get(debtor)));
    }

    @Override
    public CompletionStage<PersonalCipher> open(DebtorKey debtor) {
        return CompletableFuture.completedStage(ciphers.computeIfAbsent(debtor, key -> new Plain()));
    }

    @Override
    public CompletionStage<Done> forget(DebtorKey debtor) {
        ciphers.put(debtor, PersonalCipher.FORGOTTEN);
        return CompletableFuture.completedStage(Done.getInstance());
    }

    @Override
    public Source<DebtorKey, NotUsed> list(LenderId lender, int slice) {
        return Source.from(ciphers.keySet());
    }
}
