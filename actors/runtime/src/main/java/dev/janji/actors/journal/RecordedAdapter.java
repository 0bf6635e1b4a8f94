package dev.janji.actors.journal;

import dev.janji.domain.id.DebtorKey;
import dev.janji.protocols.journal.v1.Record;
import org.apache.pekko.persistence.typed.EventAdapter;
import org.apache.pekko.persistence.typed.EventSeq;

/** Between a debtor's entity and the journal. One for each instance of the entity, with its debtor's cipher. */
public final class RecordedAdapter extends EventAdapter<Recorded, Record> {
    private final DebtorKey debtor;
    private final PersonalCipher cipher;

    public RecordedAdapter(DebtorKey debtor, PersonalCipher cipher) {
        this.debtor = debtor;
        this.cipher = cipher;
    }

    @Override
    public Record toJournal(Recorded recorded) {
        return JournalCodec.encode(recorded, cipher);
    }

    /** Empty: the record itself says what it is. */
    @Override
    public String manifest(Recorded recorded) {
        return "";
    }

    /** @throws UnreadableRecord also when the record is another debtor's */
    @Override
    public EventSeq<Recorded> fromJournal(Record record, String manifest) {
        Recorded recorded = JournalCodec.decode(record, cipher);
        if (!recorded.debtor().equals(debtor)) {
            throw new UnreadableRecord("Expected a record of debtor " + debtor + ", but found one of "
                    + recorded.debtor() + " [seq=" + recorded.sequenceNumber() + "]");
        }
        return EventSeq.single(recorded);
    }
}
