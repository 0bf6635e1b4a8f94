package dev.janji.actors.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.janji.actors.journal.keys.TestCiphers;
import dev.janji.domain.debtor.DebtorEvent;
import dev.janji.domain.debtor.DebtorState;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.testing.DomainGenerators;
import dev.janji.domain.testing.Kinds;
import dev.janji.protocols.journal.v1.Record;
import dev.janji.protocols.journal.v1.Snapshot;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** P7: what was written is what is read, for every kind of event and for every state; {@code -Dseed=17} runs one seed. */
final class JournalCodecPropertyTest {

    static LongStream seeds() {
        String only = System.getProperty("seed", "");
        return only.isEmpty() ? LongStream.range(0, 100) : LongStream.of(Long.parseLong(only));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldReadEveryEventAsItWasWritten(long seed) throws InvalidProtocolBufferException {
        DomainGenerators gen = new DomainGenerators(seed);
        DebtorKey debtor = gen.debtorKey();
        PersonalCipher cipher = TestCiphers.of(debtor);
        for (DebtorEvent event : gen.oneOfEachDebtorEvent()) {
            // given
            Recorded recorded = new Recorded(
                    debtor,
                    1 + gen.random().nextLong(Long.MAX_VALUE - 1),
                    new UUID(gen.random().nextLong(), gen.random().nextLong()),
                    event,
                    gen.orNull(gen::instant));

            // when
            Recorded read = JournalCodec.decode(
                    Record.parseFrom(JournalCodec.encode(recorded, cipher).toByteArray()), cipher);

            // then
            assertThat(read).isEqualTo(recorded);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldReadEveryStateAsItWasWritten(long seed) throws InvalidProtocolBufferException {
        // given
        DomainGenerators gen = new DomainGenerators(seed);
        DebtorKey debtor = gen.debtorKey();
        PersonalCipher cipher = TestCiphers.of(debtor);
        DebtorState state = gen.knownState();

        // when
        Snapshot written = SnapshotCodec.encode(debtor, state, cipher);
        DebtorState read = SnapshotCodec.decode(debtor, Snapshot.parseFrom(written.toByteArray()), cipher);

        // then
        assertThat(read).isEqualTo(state);
        assertThat(StateWriter.write((DebtorState.Known) read)).isEqualTo(written.getKnown());
    }

    @Test
    void shouldReadAnUnknownDebtorAsItWasWritten() {
        // given
        DebtorKey debtor = new DomainGenerators(1).debtorKey();
        PersonalCipher cipher = TestCiphers.of(debtor);

        // when
        Snapshot written = SnapshotCodec.encode(debtor, new DebtorState.Unknown(), cipher);

        // then
        assertThat(SnapshotCodec.decode(debtor, written, cipher)).isEqualTo(new DebtorState.Unknown());
    }

    @Test
    void shouldTryEveryKindOfEvent() {
        // given
        List<DebtorEvent> events = new DomainGenerators(1).oneOfEachDebtorEvent();

        // when
        Set<Class<?>> tried = new HashSet<>();
        for (DebtorEvent event : events) {
            tried.add(event.getClass());
            if (event instanceof DebtorEvent.LenderEventApplied applied) {
                tried.add(applied.event().getClass());
            }
        }

        // then
        assertThat(tried).containsAll(Arrays.asList(DebtorEvent.class.getPermittedSubclasses()));
        assertThat(tried).containsAll(Kinds.of(LenderEvent.class));
    }
}
