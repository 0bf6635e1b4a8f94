package dev.janji.loadtest.journal;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.pekko.persistence.AtomicWrite;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.journal.japi.AsyncWriteJournal;
import scala.concurrent.Future;
import scala.concurrent.Future$;

/** Says that everything is stored and stores nothing: what is left is the cost of the persistence API itself. Confined to its actor. */
final class ForgetfulJournal extends AsyncWriteJournal {
    private static final Future<Iterable<Optional<Exception>>> STORED = Future$.MODULE$.successful(List.of());

    /** Made by the persistence extension. */
    ForgetfulJournal() {}

    @Override
    public Future<Iterable<Optional<Exception>>> doAsyncWriteMessages(Iterable<AtomicWrite> messages) {
        return STORED;
    }

    @Override
    public Future<Void> doAsyncDeleteMessagesTo(String persistenceId, long toSequenceNr) {
        return Future$.MODULE$.successful(null);
    }

    @Override
    public Future<Void> doAsyncReplayMessages(
            String persistenceId, long from, long to, long max, Consumer<PersistentRepr> replay) {
        return Future$.MODULE$.successful(null);
    }

    @Override
    public Future<Long> doAsyncReadHighestSequenceNr(String persistenceId, long from) {
        return Future$.MODULE$.successful(0L);
    }
}
