package dev.janji.loadtest.races;

import dev.janji.actors.person.Persons;
import dev.janji.actors.person.Turn;
import dev.janji.domain.debtor.PersonReport;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.DebtorPersonId;
import dev.janji.domain.policy.ContactRecord;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/** No two debtors are the same person. Thread-safe. */
final class NobodyTwice implements Persons {
    private static final UUID HOLDER = new UUID(0, 2);

    @Override
    public CompletionStage<Turn> take(DebtorKey debtor, Set<DebtorPersonId> persons) {
        return CompletableFuture.completedStage(new Turn(HOLDER, List.copyOf(persons), ContactRecord.NONE));
    }

    @Override
    public CompletionStage<Done> tell(DebtorKey debtor, List<PersonReport> reports) {
        return CompletableFuture.completedStage(Done.getInstance());
    }

    @Override
    public void end(Turn turn) {}
}
