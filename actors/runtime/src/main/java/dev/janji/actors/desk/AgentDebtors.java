package dev.janji.actors.desk;

import dev.janji.actors.debtor.DebtorView;
import dev.janji.actors.debtor.Debtors;
import dev.janji.actors.debtor.Reply;
import dev.janji.actors.journal.Recorded;
import dev.janji.domain.debtor.DebtorCommand;
import dev.janji.domain.id.DebtorKey;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.javadsl.Sink;

/** The debtors, as an agent's session needs them. Thread-safe. */
public interface AgentDebtors extends DebtorDoor {
    /** Like {@link Debtors#view}. */
    CompletionStage<DebtorView> view(DebtorKey debtor);

    /** @param from first sequence number wanted, from 1. @return the events from there on, oldest first */
    CompletionStage<List<Recorded>> history(DebtorKey debtor, long from);

    static AgentDebtors of(Debtors debtors, ActorSystem<?> system) {
        return new AgentDebtors() {
            @Override
            public CompletionStage<DebtorView> view(DebtorKey debtor) {
                return debtors.view(debtor);
            }

            @Override
            public CompletionStage<List<Recorded>> history(DebtorKey debtor, long from) {
                return debtors.history(debtor, from).runWith(Sink.seq(), system);
            }

            @Override
            public CompletionStage<Reply> ask(DebtorKey debtor, DebtorCommand command) {
                return debtors.ask(debtor, command);
            }
        };
    }
}
