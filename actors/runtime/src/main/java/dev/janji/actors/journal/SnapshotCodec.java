package dev.janji.actors.journal;

import com.google.protobuf.ByteString;
import dev.janji.domain.debtor.DebtorState;
import dev.janji.domain.id.DebtorKey;
import dev.janji.protocols.journal.v1.Personal;
import dev.janji.protocols.journal.v1.Snapshot;

/** Maps a debtor's state to the snapshot that is stored, and back. Pure and thread-safe. */
public final class SnapshotCodec {
    private static final String MANIFEST = "debtor.State";

    private SnapshotCodec() {}

    /** What is personal is encrypted. */
    public static Snapshot encode(DebtorKey debtor, DebtorState state, PersonalCipher cipher) {
        String persistenceId = Recorded.persistenceId(debtor);
        Snapshot.Builder snapshot = Snapshot.newBuilder()
                .setLender(debtor.lender().value())
                .setPersistenceId(persistenceId)
                .setSequenceNumber(state.version())
                .setSerializerId(JournalCodec.SERIALIZER_ID)
                .setManifest(MANIFEST);
        if (state instanceof DebtorState.Known known) {
            snapshot.setKnown(StateWriter.write(known));
            Personal personal = Personals.of(known.profile());
            if (!Personals.isNone(personal)) {
                Personals.seal(personal, cipher, Personals.Place.SNAPSHOT, persistenceId, state.version())
                        .ifPresent(ciphertext -> snapshot.setKeyId(Words.bytes(ciphertext.key()))
                                .setEncryptedPersonal(ByteString.copyFrom(ciphertext.bytes())));
            }
        }
        return snapshot.build();
    }

    /**
     * @return the state; without what is personal when the debtor's key was forgotten
     * @throws UnreadableRecord when this version does not know what the snapshot holds, or it is another debtor's
     * @throws PersonalDataUnreadable when what is personal cannot be read although its key was not forgotten
     */
    public static DebtorState decode(DebtorKey debtor, Snapshot snapshot, PersonalCipher cipher) {
        if (!snapshot.getPersistenceId().equals(Recorded.persistenceId(debtor))) {
            throw new UnreadableRecord("Expected a snapshot of debtor " + debtor + ", but found one of "
                    + snapshot.getPersistenceId() + " [seq=" + snapshot.getSequenceNumber() + "]");
        }
        if (!snapshot.hasKnown()) {
            return new DebtorState.Unknown();
        }
        return StateReader.read(snapshot.getKnown(), snapshot.getSequenceNumber(), personal(snapshot, cipher));
    }

    private static Personal personal(Snapshot snapshot, PersonalCipher cipher) {
        return snapshot.getEncryptedPersonal().isEmpty()
                ? Personals.NONE
                : Personals.unseal(
                        Words.uuid(snapshot.getKeyId()),
                        snapshot.getEncryptedPersonal().toByteArray(),
                        cipher,
                        Personals.Place.SNAPSHOT,
                        snapshot.getPersistenceId(),
                        snapshot.getSequenceNumber());
    }
}
