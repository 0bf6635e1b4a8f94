package dev.janji.actors.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import dev.janji.actors.journal.keys.TestCiphers;
import dev.janji.domain.debtor.DebtorEvent;
import dev.janji.domain.debtor.DebtorState;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.testing.DomainGenerators;
import dev.janji.protocols.journal.v1.Record;
import dev.janji.protocols.journal.v1.Snapshot;
import java.io.NotSerializableException;
import java.util.UUID;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.SerializationExtension;
import org.apache.pekko.serialization.Serializers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class JournalSerializerTest {
    private static final DebtorKey DEBTOR = DebtorKey.parse("bank-a~D-1");

    private static ActorTestKit kit;
    private static Serialization serialization;

    @BeforeAll
    static void start() {
        kit = ActorTestKit.create("JournalSerializerTest", ConfigFactory.defaultReference());
        serialization = SerializationExtension.get(kit.system());
    }

    @AfterAll
    static void stop() {
        kit.shutdownTestKit();
    }

    @Test
    void shouldWriteTheBytesOfTheRecordAndNothingElse() {
        // given
        Record record = record();

        // then
        assertThat(serialization.serialize(record).get()).isEqualTo(record.toByteArray());
        assertThat(serialization.findSerializerFor(record).identifier()).isEqualTo(7301);
        assertThat(Serializers.manifestFor(serialization.findSerializerFor(record), record))
                .isEqualTo("journal.Record");
    }

    @Test
    void shouldReadRecordsAndSnapshotsByTheirManifest() {
        // given
        Record record = record();
        Snapshot snapshot = SnapshotCodec.encode(DEBTOR, new DebtorState.Unknown(), TestCiphers.of(DEBTOR));

        // then
        assertThat(serialization
                        .deserialize(record.toByteArray(), 7301, "journal.Record")
                        .get())
                .isEqualTo(record);
        assertThat(serialization
                        .deserialize(snapshot.toByteArray(), 7301, "journal.Snapshot")
                        .get())
                .isEqualTo(snapshot);
    }

    @Test
    void shouldRefuseAManifestThatItDoesNotKnow() {
        assertThatThrownBy(() -> serialization
                        .deserialize(new byte[0], 7301, "journal.Other")
                        .get())
                .isInstanceOf(NotSerializableException.class);
    }

    @Test
    void shouldRefuseBytesThatAreNotWhole() {
        // given
        byte[] half = java.util.Arrays.copyOf(record().toByteArray(), 20);

        // then
        assertThatThrownBy(() ->
                        serialization.deserialize(half, 7301, "journal.Record").get())
                .isInstanceOf(NotSerializableException.class);
    }

    @Test
    void shouldRefuseAnEventOfANewerVersion() {
        // given
        Record newer = record().toBuilder()
                .clearEvent()
                .setManifest("debtor.NotYetInvented")
                .build();

        // then
        assertThatThrownBy(() -> JournalCodec.decode(newer, TestCiphers.of(DEBTOR)))
                .isInstanceOf(UnreadableRecord.class)
                .hasMessageContaining("debtor.NotYetInvented")
                .hasMessageContaining("Debtor|bank-a~D-1");
    }

    @Test
    void shouldRefuseARecordOfAnotherDebtor() {
        // given
        RecordedAdapter adapter = new RecordedAdapter(DebtorKey.parse("bank-a~D-2"), TestCiphers.of(DEBTOR));

        // then
        assertThatThrownBy(() -> adapter.fromJournal(record(), "")).isInstanceOf(UnreadableRecord.class);
    }

    @Test
    void shouldNotUseJavaSerialization() {
        assertThat(kit.system().settings().config().getBoolean("pekko.actor.allow-java-serialization"))
                .isFalse();
    }

    private static Record record() {
        DebtorEvent event = new DomainGenerators(1).oneOfEachDebtorEvent().get(3);
        return JournalCodec.encode(new Recorded(DEBTOR, 1, new UUID(1, 2), event, null), TestCiphers.of(DEBTOR));
    }
}
