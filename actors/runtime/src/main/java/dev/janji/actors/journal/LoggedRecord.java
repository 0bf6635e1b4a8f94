package dev.janji.actors.journal;

import dev.janji.actors.eventlog.LogEntry;

/** An event of the event log, read as a record of the journal, and only as far as one asks. Immutable. */
public record LoggedRecord(LogEntry.Event event) {
    /**
     * @return what the event is, such as {@code debtor.PaymentReceived}; empty when the journal did not write it
     * @throws UnreadableRecord when its bytes are no record
     */
    public String manifest() {
        return event.serializerId() == JournalCodec.SERIALIZER_ID ? JournalCodec.manifest(event.payload()) : "";
    }

    /** Whether something in it is personal, so that the debtor's key is needed. @throws UnreadableRecord when its bytes are no record */
    public boolean isSealed() {
        return JournalCodec.isSealed(event.payload());
    }

    /** @see JournalCodec#decode */
    public Recorded decode(PersonalCipher cipher) {
        return JournalCodec.decodeBytes(event.payload(), cipher);
    }
}
