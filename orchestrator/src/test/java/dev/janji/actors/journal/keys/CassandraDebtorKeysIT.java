package dev.janji.actors.journal.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.janji.actors.journal.PersonalCipher;
import dev.janji.actors.store.CassandraSettings;
import dev.janji.actors.store.SchemaMigrations;
import dev.janji.domain.id.DebtorId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.id.Slices;
import dev.janji.orchestrator.cassandra.SharedCassandra;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CassandraDebtorKeysIT {
    private static final String KEYSPACE = "keys_it";
    private static final int SLICES = 4;
    private static final byte[] PERSONAL = "personal".getBytes(StandardCharsets.UTF_8);
    private static final byte[] PLACE = "place".getBytes(StandardCharsets.UTF_8);
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-05T02:00:00Z"));

    @TempDir
    private static Path folder;

    private static CqlSession session;
    private static MasterKey master;

    private final LenderId lender =
            new LenderId("bank-" + UUID.randomUUID().toString().substring(0, 8));
    private final DebtorKey debtor = new DebtorKey(lender, new DebtorId("D-1"));
    private final CassandraDebtorKeys keys = node();

    @BeforeAll
    static void connect() {
        session = SharedCassandra.session();
        Config config = ConfigFactory.parseString("janji.actors.store.keyspace = " + KEYSPACE)
                .withFallback(SharedCassandra.config());
        SchemaMigrations.apply(session, CassandraSettings.from(config));
        master = MasterKey.loadOrCreate(folder.resolve("master-key.json"));
    }

    @Test
    void shouldFindNoKeyBeforeOneWasMade() {
        assertThat(now(keys.find(debtor))).isEmpty();
        assertThat(rows(debtor)).isZero();
    }

    @Test
    void shouldReadOnAnotherNodeWhatOneHasWritten() {
        // given
        PersonalCipher.Sealed sealed =
                now(keys.open(debtor)).seal(PERSONAL, PLACE).orElseThrow();

        // then
        assertThat(now(node().find(debtor)).orElseThrow().unseal(sealed, PLACE)).hasValue(PERSONAL);
        assertThat(now(node().open(debtor)).unseal(sealed, PLACE)).hasValue(PERSONAL);
        assertThat(rows(debtor)).isEqualTo(1);
    }

    @Test
    void shouldLoseNoKeyWhenNodesMakeOneAtTheSameTime() {
        // when
        List<CompletionStage<PersonalCipher>> opening =
                IntStream.range(0, 8).mapToObj(i -> keys.open(debtor)).toList();
        List<PersonalCipher.Sealed> sealed = new ArrayList<>();
        for (CompletionStage<PersonalCipher> each : opening) {
            sealed.add(now(each).seal(PERSONAL, PLACE).orElseThrow());
        }

        // then
        PersonalCipher later = now(node().find(debtor)).orElseThrow();
        assertThat(sealed)
                .allSatisfy(each -> assertThat(later.unseal(each, PLACE)).hasValue(PERSONAL));
    }

    @Test
    void shouldNeverMakeAKeyAgainForAForgottenDebtor() {
        // given
        now(keys.open(debtor));

        // when
        now(keys.forget(debtor));
        now(keys.forget(debtor));

        // then
        assertThat(now(keys.find(debtor))).hasValue(PersonalCipher.FORGOTTEN);
        assertThat(now(node().open(debtor))).isEqualTo(PersonalCipher.FORGOTTEN);
        assertThat(rows(debtor)).as("the mark only").isEqualTo(1);
    }

    @Test
    void shouldForgetADebtorThatNeverHadAKey() {
        // when
        now(keys.forget(debtor));

        // then
        assertThat(now(keys.open(debtor))).isEqualTo(PersonalCipher.FORGOTTEN);
    }

    @Test
    void shouldDeleteAKeyThatWasStoredAfterTheDebtorWasForgotten() throws Exception {
        // given
        now(keys.forget(debtor));
        session.execute(
                "INSERT INTO " + KEYSPACE
                        + ".debtor_key (lender, slice, debtor, key_id, wrapped_key, created_at) VALUES (?, ?, ?, ?, ?, ?)",
                lender.value(),
                Slices.sliceOf(debtor, SLICES),
                debtor.debtor().value(),
                UUID.randomUUID(),
                java.nio.ByteBuffer.wrap(master.wrap(new byte[DebtorCipher.KEY_BYTES], debtor.entityId())),
                CLOCK.instant());

        // then
        assertThat(now(keys.find(debtor))).hasValue(PersonalCipher.FORGOTTEN);
        assertThat(rows(debtor)).isEqualTo(1);
    }

    @Test
    void shouldFailWhenTheMasterKeyIsAnother() {
        // given
        now(keys.open(debtor));
        MasterKey other = MasterKey.loadOrCreate(folder.resolve("other-" + lender + ".json"));

        // then
        assertThatThrownBy(() -> now(new CassandraDebtorKeys(session, KEYSPACE, other, CLOCK, SLICES).find(debtor)))
                .hasCauseInstanceOf(KeysUnavailable.class);
    }

    @Test
    void shouldListEveryDebtorOfTheLenderOnce() throws Exception {
        // given
        List<DebtorKey> debtors = IntStream.range(0, 40)
                .mapToObj(i -> new DebtorKey(lender, new DebtorId("D-" + i)))
                .toList();
        debtors.forEach(each -> now(keys.open(each)));
        now(keys.forget(debtors.get(7)));
        now(keys.open(new DebtorKey(new LenderId("bank-other"), new DebtorId("D-0"))));
        ActorSystem system = ActorSystem.create("keys-it", ConfigFactory.defaultReference());

        // when
        List<DebtorKey> listed = new ArrayList<>();
        try {
            for (int slice = 0; slice < SLICES; slice++) {
                listed.addAll(now(keys.list(lender, slice).runWith(Sink.seq(), system)));
            }
        } finally {
            TestKit.shutdownActorSystem(system);
        }

        // then
        assertThat(listed).containsExactlyInAnyOrderElementsOf(debtors);
    }

    private static CassandraDebtorKeys node() {
        return new CassandraDebtorKeys(session, KEYSPACE, master, CLOCK, SLICES);
    }

    private static int rows(DebtorKey debtor) {
        return session.execute(
                        "SELECT key_id FROM " + KEYSPACE + ".debtor_key WHERE lender = ? AND slice = ? AND debtor = ?",
                        debtor.lender().value(),
                        Slices.sliceOf(debtor, SLICES),
                        debtor.debtor().value())
                .all()
                .size();
    }

    private static <T> T now(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
