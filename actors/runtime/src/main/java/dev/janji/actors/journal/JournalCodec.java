package dev.janji.actors.journal;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import dev.janji.domain.debtor.DebtorEvent;
import dev.janji.domain.id.DebtorKey;
import dev.janji.protocols.journal.v1.Personal;
import dev.janji.protocols.journal.v1.Record;
import java.io.IOException;
import java.time.Instant;

/** Maps an event with its envelope to the record that is stored for ever, and back. Pure and thread-safe. */
public final class JournalCodec {
    /** Of {@link JournalSerializer}, stored in every record. */
    public static final int SERIALIZER_ID = 7301;

    private JournalCodec() {}

    /**
     * What the event is, such as {@code debtor.PaymentReceived}, without reading the rest of it: for who wants few events of many.
     *
     * @throws UnreadableRecord when the bytes are no record
     */
    static String manifest(ByteString bytes) {
        try {
            CodedInputStream fields = bytes.newCodedInput();
            for (int tag = fields.readTag(); tag != 0; tag = fields.readTag()) {
                if (WireFormat.getTagFieldNumber(tag) == Record.MANIFEST_FIELD_NUMBER) {
                    return fields.readString();
                }
                fields.skipField(tag);
            }
            return "";
        } catch (IOException e) {
            throw new UnreadableRecord(
                    "Expected a journal record, but " + bytes.size() + " bytes are none: " + e.getMessage());
        }
    }

    /** Whether the event has something personal, which needs the debtor's key. @throws UnreadableRecord when the bytes are no record */
    static boolean isSealed(ByteString bytes) {
        return !parsed(bytes).getEncryptedPersonal().isEmpty();
    }

    /** What is personal is encrypted; a record without any costs no encryption. */
    public static Record encode(Recorded recorded, PersonalCipher cipher) {
        DebtorKey debtor = recorded.debtor();
        DebtorEvent event = recorded.event();
        String persistenceId = Recorded.persistenceId(debtor);
        Record.Builder record = Record.newBuilder()
                .setLender(debtor.lender().value())
                .setPersistenceId(persistenceId)
                .setSequenceNumber(recorded.sequenceNumber())
                .setWriterUuid(Words.bytes(recorded.writer()))
                .setSerializerId(SERIALIZER_ID)
                .setAt(Words.timestamp(event.at()))
                .setRulesVersion(event.rulesVersion());
        Instant nextWakeUp = recorded.nextWakeUp();
        if (nextWakeUp != null) {
            record.setNextWakeUp(Words.timestamp(nextWakeUp));
        }
        Personal personal = event.match(new EventWriter(record));
        if (!Personals.isNone(personal)) {
            Personals.seal(personal, cipher, Personals.Place.RECORD, persistenceId, recorded.sequenceNumber())
                    .ifPresent(ciphertext -> record.setKeyId(Words.bytes(ciphertext.key()))
                            .setEncryptedPersonal(ByteString.copyFrom(ciphertext.bytes())));
        }
        return record.build();
    }

    /**
     * Reads an event as a journal's query handed it back.
     *
     * @throws UnreadableRecord also when it is no record of this journal
     * @see #decode(Record, PersonalCipher)
     */
    public static Recorded decodeStored(Object stored, PersonalCipher cipher) {
        if (stored instanceof Record record) {
            return decode(record, cipher);
        }
        throw new UnreadableRecord(
                "Expected a journal record, but found " + stored.getClass().getName());
    }

    /**
     * Reads an event from the bytes that the journal has of it.
     *
     * @throws UnreadableRecord also when they are no record
     * @see #decode(Record, PersonalCipher)
     */
    public static Recorded decodeBytes(ByteString bytes, PersonalCipher cipher) {
        return decode(parsed(bytes), cipher);
    }

    private static Record parsed(ByteString bytes) {
        try {
            return Record.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new UnreadableRecord(
                    "Expected a journal record, but " + bytes.size() + " bytes are none: " + e.getMessage());
        }
    }

    /**
     * @return the event; without what is personal when the debtor's key was forgotten
     * @throws UnreadableRecord when this version does not know what the record holds
     * @throws PersonalDataUnreadable when what is personal cannot be read although its key was not forgotten
     */
    public static Recorded decode(Record record, PersonalCipher cipher) {
        try {
            DebtorEvent event = EventReader.read(record, personal(record, cipher));
            return new Recorded(
                    Recorded.debtor(record.getPersistenceId()),
                    record.getSequenceNumber(),
                    Words.uuid(record.getWriterUuid()),
                    event,
                    record.hasNextWakeUp() ? Words.instant(record.getNextWakeUp()) : null);
        } catch (UnreadableRecord e) {
            throw new UnreadableRecord(e.getMessage() + " [" + record.getPersistenceId() + ", seq="
                    + record.getSequenceNumber() + ", " + record.getManifest() + "]");
        }
    }

    private static Personal personal(Record record, PersonalCipher cipher) {
        return record.getEncryptedPersonal().isEmpty()
                ? Personals.NONE
                : Personals.unseal(
                        Words.uuid(record.getKeyId()),
                        record.getEncryptedPersonal().toByteArray(),
                        cipher,
                        Personals.Place.RECORD,
                        record.getPersistenceId(),
                        record.getSequenceNumber());
    }
}
