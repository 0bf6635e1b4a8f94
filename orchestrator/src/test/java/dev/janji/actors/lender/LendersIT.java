package dev.janji.actors.lender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.janji.actors.channel.MessageTemplates;
import dev.janji.actors.rules.FolderRefused;
import dev.janji.actors.rules.LenderFiles;
import dev.janji.actors.rules.LenderFolder;
import dev.janji.actors.rules.LenderReader;
import dev.janji.actors.rules.NewLender;
import dev.janji.actors.rules.RuleBook;
import dev.janji.actors.shared.SharedSettings;
import dev.janji.actors.store.CassandraSettings;
import dev.janji.actors.store.SchemaMigrations;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.id.PersonId;
import dev.janji.domain.strategy.Strategy;
import dev.janji.orchestrator.cassandra.SharedCassandra;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Versions and activations of lenders' folders in a real store; in the package of the port. */
class LendersIT {
    private static final PersonId AUTHOR = new PersonId("author");
    private static final PersonId OTHER = new PersonId("other");
    private static final Instant NOW = Instant.parse("2026-02-02T02:00:00.123456Z");
    /** A node hears of nothing but what it is told. */
    private static final SharedSettings ONLY_WHEN_TOLD =
            new SharedSettings(Duration.ofHours(1), Duration.ofSeconds(30), Duration.ofHours(2));

    private static LenderStore store;
    private static LenderReader reader;
    private static RuleBook configured;

    private final LenderId lender = new LenderId("l-" + UUID.randomUUID());
    private final List<ActorTestKit> nodes = new ArrayList<>();

    @BeforeAll
    static void open() {
        CqlSession session = SharedCassandra.session();
        CassandraSettings settings =
                CassandraSettings.from(ConfigFactory.parseString("janji.actors.store.keyspace = lender_store")
                        .withFallback(SharedCassandra.config()));
        SchemaMigrations.apply(session, settings);
        store = new CassandraLenderStore(session, "lender_store");
        Config config = ConfigFactory.load();
        reader = LenderReader.of(config);
        configured = RuleBook.from(config, MessageTemplates.from(config));
    }

    @AfterEach
    void end() {
        nodes.forEach(ActorTestKit::shutdownTestKit);
    }

    @Test
    void shouldWorkByTheFolderFromItsActivationOnAndAfterARestart() {
        // given
        Lenders lenders = node(false);
        LenderId untouched = new LenderId("l-" + UUID.randomUUID());
        assertThat(strategy(lenders, lender)).isEqualTo("default-1");

        // when
        Activation first = await(lenders.apply(AUTHOR, folder("p2p"), "we begin"));

        // then
        assertThat(first).isInstanceOf(Activation.Activated.class);
        assertThat(((Activation.Activated) first).version()).isEqualTo(1);
        assertThat(((Activation.Activated) first).nodes()).hasSize(1);
        for (Lenders each : List.of(lenders, node(false))) {
            assertThat(each.of(lender).name()).isEqualTo("PT Acme");
            assertThat(strategy(each, lender)).isEqualTo("p2p-1");
            assertThat(each.of(lender).rules().strategies().earlier())
                    .as("accounts that the configuration's strategy works go on")
                    .extracting(Strategy::version)
                    .containsExactly("default-1");
            assertThat(strategy(each, untouched)).isEqualTo("default-1");
            assertThat(each.current().log(lender).acts()).singleElement().satisfies(act -> {
                assertThat(act.author()).isEqualTo(AUTHOR);
                assertThat(act.approver()).isNull();
                assertThat(act.reason()).isEqualTo("we begin");
                assertThat(act.at()).isEqualTo(Instant.parse("2026-02-02T02:00:00.123Z"));
            });
        }
    }

    @Test
    void shouldKeepEveryVersionAsItWasAndGoBackToOne() {
        // given
        Lenders lenders = node(false);
        LenderFolder first = folder("p2p");
        LenderFolder second = changed("strategies/p2p.yaml", text -> text.replace("version: 1", "version: 2"));

        // when
        await(lenders.apply(AUTHOR, first, "one"));
        await(lenders.apply(AUTHOR, second, "two"));
        Activation again = await(lenders.apply(AUTHOR, second, "two again"));
        Activation back = await(lenders.apply(AUTHOR, first, "back to one"));

        // then
        assertThat(again).isEqualTo(new Activation.Unchanged(2));
        assertThat(back).isInstanceOf(Activation.Activated.class);
        assertThat(lenders.current().log(lender).acts())
                .extracting(LenderAct::version)
                .containsExactly(1, 2, 1);
        assertThat(await(store.files(lender, 1))).isEqualTo(first.complete());
        assertThat(await(store.files(lender, 2))).isEqualTo(second.complete());
        assertThat(strategy(lenders, lender)).isEqualTo("p2p-1");
        assertThat(lenders.of(lender).rules().strategies().earlier())
                .extracting(Strategy::version)
                .containsExactly("p2p-2", "default-1");
    }

    @Test
    void shouldRefuseAVersionThatWasActiveWithAnotherContent() {
        // given
        Lenders lenders = node(false);
        await(lenders.apply(AUTHOR, folder("p2p"), "one"));
        LenderFolder reused = changed("strategies/p2p.yaml", text -> text.replace("H+3,", "H+4,"));

        // when
        Activation refused = await(lenders.apply(AUTHOR, reused, "two"));

        // then
        assertThat(refused)
                .isEqualTo(new Activation.Refused(
                        Activation.Reason.VERSION_REUSED,
                        List.of("strategy p2p-1 was active with another content; give it a new `version`")));
        assertThat(lenders.current().log(lender).acts()).hasSize(1);
        assertThatThrownBy(() -> lenders.check(reused.complete()))
                .isInstanceOf(FolderRefused.class)
                .hasMessageContaining("strategy p2p-1 was active with another content");
    }

    @Test
    void shouldLetOneOfTwoActivationsWin() {
        // given
        Lenders one = node(false);
        Lenders other = node(false);
        await(one.apply(AUTHOR, folder("p2p"), "first"));

        // when
        Activation late = await(other.apply(OTHER, folder("credit-card"), "did not see the first"));

        // then
        assertThat(late).isInstanceOf(Activation.Refused.class);
        assertThat(((Activation.Refused) late).reason()).isEqualTo(Activation.Reason.CHANGED_MEANWHILE);
        assertThat(strategy(other, lender)).as("now it has seen it").isEqualTo("p2p-1");
        assertThat(await(other.apply(OTHER, folder("credit-card"), "now it has")))
                .isInstanceOf(Activation.Activated.class);
        assertThat(strategy(other, lender)).isEqualTo("credit-card-1");
    }

    @Test
    void shouldWaitForAnotherPersonWhereThatIsRequired() {
        // given
        Lenders lenders = node(true);

        // when
        Activation proposed = await(lenders.apply(AUTHOR, folder("p2p"), "I want this"));

        // then
        assertThat(proposed).isEqualTo(new Activation.Proposed(1));
        assertThat(strategy(lenders, lender)).isEqualTo("default-1");
        assertThat(reason(lenders.approve(AUTHOR, lender, 1, "so do I"))).isEqualTo(Activation.Reason.SAME_PERSON);
        assertThat(reason(lenders.approve(OTHER, lender, 2, "which?"))).isEqualTo(Activation.Reason.NOT_PROPOSED);
        assertThat(strategy(lenders, lender)).isEqualTo("default-1");

        // when
        Activation approved = await(lenders.approve(OTHER, lender, 1, "I agree"));

        // then
        assertThat(approved).isInstanceOf(Activation.Activated.class);
        assertThat(strategy(lenders, lender)).isEqualTo("p2p-1");
        LenderAct act = lenders.current().log(lender).active().orElseThrow();
        assertThat(act.author()).isEqualTo(AUTHOR);
        assertThat(act.approver()).isEqualTo(OTHER);
        assertThat(act.reason()).isEqualTo("I agree");
        assertThat(reason(lenders.approve(OTHER, lender, 1, "twice"))).isEqualTo(Activation.Reason.NOT_PROPOSED);
    }

    private Lenders node(boolean approvalRequired) {
        ActorTestKit kit = ActorTestKit.create(
                "lenders-" + nodes.size(),
                ConfigFactory.parseString("""
                        pekko.actor.provider = cluster
                        pekko.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
                        """).withFallback(ConfigFactory.defaultReference()));
        nodes.add(kit);
        Lenders lenders = Lenders.start(
                kit.system(), store, reader, configured, InstantSource.fixed(NOW), approvalRequired, ONLY_WHEN_TOLD);
        await(lenders.ready());
        return lenders;
    }

    private LenderFolder folder(String from) {
        return reader.read(new NewLender(reader).folder(lender, "PT Acme", from));
    }

    private LenderFolder changed(String path, UnaryOperator<String> change) {
        Map<String, String> files = new HashMap<>(folder("p2p").complete().texts());
        files.put(path, change.apply(Objects.requireNonNull(files.get(path))));
        return reader.read(new LenderFiles(files));
    }

    private static String strategy(Lenders lenders, LenderId of) {
        return lenders.of(of).rules().strategies().current().version();
    }

    private static Activation.Reason reason(CompletionStage<Activation> stage) {
        return ((Activation.Refused) await(stage)).reason();
    }

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
    }
}
