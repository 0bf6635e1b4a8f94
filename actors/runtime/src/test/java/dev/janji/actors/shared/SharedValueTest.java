package dev.janji.actors.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class SharedValueTest {
    private static final SharedSettings ONLY_WHEN_TOLD =
            new SharedSettings(Duration.ofHours(1), Duration.ofSeconds(30), Duration.ofHours(2));
    private static final ActorTestKit KIT =
            ActorTestKit.create(ConfigFactory.parseString("""
                    pekko.actor.provider = cluster
                    pekko.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
                    """).withFallback(ConfigFactory.defaultReference()));
    private static final AtomicInteger NAMES = new AtomicInteger();

    /** Every read waits for its answer. */
    private final BlockingQueue<CompletableFuture<String>> reads = new LinkedBlockingQueue<>();

    private final AtomicLong nanos = new AtomicLong();

    @AfterAll
    static void end() {
        KIT.shutdownTestKit();
    }

    @Test
    void shouldSayNothingBeforeItHasReadOnce() throws Exception {
        SharedValue<String> value = start(ONLY_WHEN_TOLD);

        assertThatThrownBy(value::current).isInstanceOf(IllegalStateException.class);
        assertThat(value.ready().toCompletableFuture()).isNotDone();

        nextRead().complete("first");
        value.ready().toCompletableFuture().get(30, TimeUnit.SECONDS);
        assertThat(value.current()).isEqualTo("first");
    }

    @Test
    void shouldTellListenersOldAndNewBeforeTheChangeCountsAsKnown() throws Exception {
        SharedValue<String> value = started("first", ONLY_WHEN_TOLD);
        Queue<String> told = new ArrayDeque<>();
        value.listen((old, now) -> told.add(old + " -> " + now));

        CompletableFuture<Set<String>> everywhere = value.changed().toCompletableFuture();
        answerReads("second", everywhere);

        assertThat(everywhere.join()).hasSize(1);
        assertThat(told).containsExactly("first -> second");
        assertThat(value.current()).isEqualTo("second");
    }

    @Test
    void shouldNotTakeAReadThatBeganBeforeTheChangeForAnAnswer() throws Exception {
        SharedValue<String> value = started("first", ONLY_WHEN_TOLD);
        value.changed();
        CompletableFuture<String> begunBefore = nextRead();

        CompletableFuture<String> knownThen =
                value.changed().thenApply(nodes -> value.current()).toCompletableFuture();
        begunBefore.complete("first");
        answerReads("second", knownThen);

        assertThat(knownThen.join()).isEqualTo("second");
    }

    @Test
    void shouldKeepTheLastValueAndSayThatItIsBehindWhenTheStoreDoesNotAnswer() throws Exception {
        SharedSettings often =
                new SharedSettings(Duration.ofMillis(10), Duration.ofSeconds(30), Duration.ofSeconds(15));
        SharedValue<String> value = started("first", often);
        assertThat(value.isBehind()).isFalse();

        nanos.addAndGet(Duration.ofSeconds(16).toNanos());
        nextRead().completeExceptionally(new IllegalStateException("no store"));
        CompletableFuture<String> recovered = nextRead();
        assertThat(value.isBehind()).isTrue();
        assertThat(value.current()).isEqualTo("first");

        recovered.complete("second");
        nextRead();
        assertThat(value.isBehind()).isFalse();
        assertThat(value.current()).isEqualTo("second");
    }

    @Test
    void shouldGoOnWhenAListenerFails() throws Exception {
        SharedValue<String> value = started("first", ONLY_WHEN_TOLD);
        Queue<String> told = new ArrayDeque<>();
        value.listen((old, now) -> {
            throw new IllegalStateException("a listener's fault");
        });
        value.listen((old, now) -> told.add(now));

        CompletableFuture<Set<String>> everywhere = value.changed().toCompletableFuture();
        answerReads("second", everywhere);

        assertThat(told).containsExactly("second");
    }

    @Test
    void shouldRefuseSettingsByName() {
        Config good = ConfigFactory.defaultReference();
        assertThat(SharedSettings.from(good).readEvery()).isEqualTo(Duration.ofSeconds(2));
        for (String key : List.of("read-every", "announce-within", "behind-after")) {
            Config wrong = ConfigFactory.parseString("janji.actors.shared." + key + " = 0 s")
                    .withFallback(good);
            assertThatThrownBy(() -> SharedSettings.from(wrong))
                    .isInstanceOf(ConfigException.BadValue.class)
                    .hasMessageContaining("janji.actors.shared." + key);
        }
    }

    private SharedValue<String> started(String first, SharedSettings settings) throws Exception {
        SharedValue<String> value = start(settings);
        nextRead().complete(first);
        value.ready().toCompletableFuture().get(30, TimeUnit.SECONDS);
        return value;
    }

    private SharedValue<String> start(SharedSettings settings) {
        return SharedValue.start(KIT.system(), "words-" + NAMES.incrementAndGet(), this::read, settings, nanos::get);
    }

    private CompletionStage<String> read() {
        CompletableFuture<String> answer = new CompletableFuture<>();
        reads.add(answer);
        return answer;
    }

    /** An announcement that is not answered at once is made again, so there may be more than one read. */
    private void answerReads(String with, CompletableFuture<?> until) throws InterruptedException {
        while (!until.isDone()) {
            CompletableFuture<String> read = reads.poll(10, TimeUnit.MILLISECONDS);
            if (read != null) {
                read.complete(with);
            }
        }
    }

    private CompletableFuture<String> nextRead() throws InterruptedException {
        CompletableFuture<String> read = reads.poll(30, TimeUnit.SECONDS);
        assertThat(read).as("a read of the store").isNotNull();
        return read;
    }
}
