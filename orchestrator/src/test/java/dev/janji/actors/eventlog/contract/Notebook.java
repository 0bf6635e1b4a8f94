package dev.janji.actors.eventlog.contract;

import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.RetentionCriteria;

/** A persistent actor that collects notes and never restarts by itself: what goes wrong stops it. Confined to its actor. */
final class Notebook extends EventSourcedBehavior<Notebook.Command, Note, Note> {
    private static final String LINE = "\n";

    private final RetentionCriteria retention;

    Notebook(String persistenceId, RetentionCriteria retention) {
        super(PersistenceId.ofUniqueId(persistenceId));
        this.retention = retention;
    }

    sealed interface Command {}

    /** Stores these in one atomic write. */
    record Write(List<Note> notes, ActorRef<Long> storedAt) implements Command {}

    record Read(ActorRef<List<String>> replyTo) implements Command {}

    record Stop() implements Command {}

    static Write write(ActorRef<Long> storedAt, String... texts) {
        List<Note> notes = new ArrayList<>();
        for (String text : texts) {
            notes.add(Note.of(text));
        }
        return new Write(notes, storedAt);
    }

    @Override
    public Note emptyState() {
        return Note.of("");
    }

    @Override
    public CommandHandler<Command, Note, Note> commandHandler() {
        return newCommandHandlerBuilder()
                .forAnyState()
                .onCommand(
                        Write.class,
                        (state, write) -> Effect()
                                .persist(write.notes())
                                .thenRun(stored -> write.storedAt()
                                        .tell((long) lines(stored).size())))
                .onCommand(
                        Read.class,
                        (state, read) ->
                                Effect().none().thenRun(same -> read.replyTo().tell(lines(same))))
                .onCommand(Stop.class, (state, stop) -> Effect().stop())
                .build();
    }

    @Override
    public EventHandler<Note, Note> eventHandler() {
        return newEventHandlerBuilder()
                .forAnyState()
                .onAnyEvent((state, note) -> Note.of(state.text() + note.text() + LINE));
    }

    @Override
    public RetentionCriteria retentionCriteria() {
        return retention;
    }

    private static List<String> lines(Note state) {
        return state.text().lines().toList();
    }
}
