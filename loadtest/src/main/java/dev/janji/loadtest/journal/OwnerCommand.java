package dev.janji.loadtest.journal;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.janji.actors.eventlog.EventLogs;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * A process that claims every slice of the event log once and then stores events as fast as they are acknowledged, until it is killed. It
 * tells on its standard output what it knows: {@code claimed SLICE MILLIS}, {@code lost SLICE}, {@code ack DEBTOR NUMBER TOKEN}.
 */
@Command(name = "journal-owner", hidden = true)
public final class OwnerCommand implements Callable<Integer> {
    private static final int NUMBER_BITS = 40;

    @Option(names = "--store-port", required = true)
    private int storePort;

    @Option(names = "--debtors", required = true)
    private int debtors;

    @Option(names = "--life", required = true, description = "Unlike that of every other owner of the run.")
    private long life;

    private final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();

    @Override
    public Integer call() throws InterruptedException {
        AtomicLong tokens = new AtomicLong(life << NUMBER_BITS);
        ActorSystem<Integer> system = ActorSystem.create(guardian(tokens), "journal-owner", config());
        EventLogs log = EventLogs.get(system);
        for (int slice = 0; slice < log.settings().slices(); slice++) {
            claim(log, slice);
        }
        system.tell(debtors);
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.US_ASCII);
        while (true) {
            out.println(lines.take());
            if (lines.isEmpty()) {
                out.flush();
            }
        }
    }

    private void claim(EventLogs log, int slice) {
        log.claim(slice, lost -> lines.add("lost " + slice)).whenComplete((done, failed) -> {
            if (failed == null) {
                lines.add("claimed " + slice + " " + InstantSource.system().millis());
            } else {
                lines.add("unclaimed " + slice + " " + failed);
            }
        });
    }

    /** Takes the number of debtors to make. */
    private Behavior<Integer> guardian(AtomicLong tokens) {
        return Behaviors.receive((context, count) -> {
            for (int debtor = 0; debtor < count; debtor++) {
                context.spawnAnonymous(FaultyDebtor.create(
                        debtor,
                        tokens::incrementAndGet,
                        (which, number, token) -> lines.add("ack " + which + " " + number + " " + token)));
            }
            return Behaviors.same();
        });
    }

    private Config config() {
        return ConfigFactory.parseString("""
                        pekko.loglevel = OFF
                        janji.event-log { claim-on-use = off, answer-within = 3 s, flush-after = 2 s, flush-over = 1 s }
                        """)
                .withFallback(
                        RunningDebtors.config(new InetSocketAddress(InetAddress.getLoopbackAddress(), storePort)));
    }
}
