package dev.janji.actors.journal;

import dev.janji.domain.debtor.DebtorState;
import dev.janji.domain.id.DebtorKey;
import dev.janji.protocols.journal.v1.Snapshot;
import org.apache.pekko.persistence.typed.SnapshotAdapter;

/** Between a debtor's entity and the snapshot store. One for each instance of the entity, with its debtor's cipher. */
public final class StateSnapshots implements SnapshotAdapter<DebtorState> {
    private final DebtorKey debtor;
    private final PersonalCipher cipher;

    public StateSnapshots(DebtorKey debtor, PersonalCipher cipher) {
        this.debtor = debtor;
        this.cipher = cipher;
    }

    @Override
    public Object toJournal(DebtorState state) {
        return SnapshotCodec.encode(debtor, state, cipher);
    }

    @Override
    public DebtorState fromJournal(Object snapshot) {
        if (snapshot instanceof Snapshot stored) {
            return SnapshotCodec.decode(debtor, stored, cipher);
        }
        throw new UnreadableRecord("Expected a snapshot of debtor " + debtor + ", but found a "
                + snapshot.getClass().getName());
    }
}
