package dev.janji.loadtest.journal;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.janji.actors.store.CassandraSettings;
import java.net.InetSocketAddress;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * An actor system with persistent actors on several journals; an actor is made by its first event and stays. What is sent to one that has
 * stopped is never answered. Thread-safe.
 */
final class RunningDebtors implements AutoCloseable {
    private static final int STOP_SECONDS = 120;
    private static final int FIRST_NUMBER = 1_000_000;

    private final ActorSystem<Open> system;
    private final Mark mark;
    private final AtomicLong recovered = new AtomicLong();

    /** Asks for an actor to be made, with its first event. */
    private record Open(
            String persistenceId,
            String journal,
            int debtor,
            AtomicReferenceArray<ActorRef<MarkedDebtor.Store>> debtors,
            MarkedDebtor.Store first) {}

    private RunningDebtors(Config config, int eventBytes, long seed) {
        byte[] bytes = new byte[eventBytes];
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < eventBytes; i++) {
            bytes[i] = (byte) random.nextInt();
        }
        mark = new Mark(bytes);
        system = ActorSystem.create(guardian(), "journal-load", config);
    }

    /** @param settings HOCON laid over the configuration of {@link #config} */
    static RunningDebtors start(InetSocketAddress store, String settings, int eventBytes, long seed) {
        return new RunningDebtors(ConfigFactory.parseString(settings).withFallback(config(store)), eventBytes, seed);
    }

    /** The server's, as far as journals go, and the stock plugin beside it. */
    static Config config(InetSocketAddress store) {
        return ConfigFactory.parseString("""
                        pekko {
                          actor {
                            provider = local
                            allow-java-serialization = off
                            serializers.load-mark = "dev.janji.loadtest.journal.Mark$Serializer"
                            serialization-bindings { "dev.janji.loadtest.journal.Mark" = load-mark }
                            default-dispatcher.fork-join-executor {
                              parallelism-min = 4
                              parallelism-factor = 1.0
                            }
                          }
                          loglevel = WARNING
                          log-dead-letters = off
                          coordinated-shutdown.exit-jvm = off
                        }
                        janji.event-log.claim-on-use = on
                        janji.loadtest.forgetful {
                          class = "dev.janji.loadtest.journal.ForgetfulJournal"
                          plugin-dispatcher = "pekko.actor.default-dispatcher"
                        }
                        """)
                .withFallback(CassandraSettings.driverTo(store))
                .withFallback(ConfigFactory.load("stock-journal.conf"));
    }

    static String debtorId(int debtor) {
        return "load~debtor-" + (FIRST_NUMBER + debtor);
    }

    /**
     * @param journal plugin id
     * @param kind begins the persistence ids, so that two journals never share one
     */
    Contender on(String journal, String kind, int debtors) {
        AtomicReferenceArray<ActorRef<MarkedDebtor.Store>> refs = new AtomicReferenceArray<>(debtors);
        return (debtor, done) -> {
            MarkedDebtor.Store store = new MarkedDebtor.Store(mark, done);
            ActorRef<MarkedDebtor.Store> ref = refs.get(debtor);
            if (ref == null) {
                system.tell(new Open(kind + "|" + debtorId(debtor), journal, debtor, refs, store));
            } else {
                ref.tell(store);
            }
        };
    }

    /** Events that were replayed so far. */
    long recovered() {
        return recovered.get();
    }

    ActorSystem<?> system() {
        return system;
    }

    private Behavior<Open> guardian() {
        return Behaviors.setup(context -> Behaviors.receiveMessage(open -> {
            open(context, open);
            return Behaviors.same();
        }));
    }

    private void open(ActorContext<Open> context, Open open) {
        ActorRef<MarkedDebtor.Store> ref = open.debtors().get(open.debtor());
        if (ref == null) {
            ref = context.spawnAnonymous(
                    MarkedDebtor.create(open.persistenceId(), open.journal(), recovered::addAndGet));
            open.debtors().set(open.debtor(), ref);
        }
        ref.tell(open.first());
    }

    @Override
    public void close() {
        system.terminate();
        try {
            system.getWhenTerminated().toCompletableFuture().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            System.err.println("Expected the debtors to stop in " + STOP_SECONDS + " s, but they did not: " + e);
        }
    }
}
