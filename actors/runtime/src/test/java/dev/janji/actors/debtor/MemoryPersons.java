package dev.janji.actors.debtor;

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
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.pekko.Done;

/** Persons as a test wants them. */
final class MemoryPersons implements Persons {
    volatile ContactRecord others = ContactRecord.NONE;
    volatile boolean away;
    final List<PersonReport> told = new CopyOnWriteArrayList<>();
    final List<Turn> taken = new CopyOnWriteArrayList<>();
    final List<Turn> ended = new CopyOnWriteArrayList<>();

    @Override
    public CompletionStage<Turn> take(DebtorKey debtor, Set<DebtorPersonId> persons) {
        if (away) {
            return CompletableFuture.failedFuture(new IllegalStateException("the store is away"));
        }
        Turn turn = new Turn(UUID.randomUUID(), List.copyOf(persons), others);
        taken.add(turn);
        return CompletableFuture.completedFuture(turn);
    }

    @Override
    public CompletionStage<Done> tell(DebtorKey debtor, List<PersonReport> reports) {
        if (away) {
            return CompletableFuture.failedFuture(new IllegalStateException("the store is away"));
        }
        told.addAll(reports);
        return CompletableFuture.completedFuture(Done.getInstance());
    }

    @Override
    public void end(Turn turn) {
        ended.add(turn);
    }
}
