package dev.janji.loadtest.sends;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.janji.loadtest.checker.JournalReader;
import dev.janji.loadtest.demo.DemoSettings;
import dev.janji.loadtest.demo.RunFiles;
import dev.janji.loadtest.demo.ServerOptions;
import dev.janji.loadtest.demo.ServerPages;
import dev.janji.loadtest.demo.ServerProcess;
import dev.janji.loadtest.lender.ClientLog;
import dev.janji.loadtest.lender.FirstRefusal;
import dev.janji.loadtest.lender.LenderClient;
import dev.janji.loadtest.sms.FreePort;
import dev.janji.loadtest.sms.PlayedSmsProvider;
import dev.janji.loadtest.stored.StoredJournal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One run: the provider in this process, the server and its store as processes of their own. {@link #run} belongs to one thread; {@link #close} may be called by any, also by a
 * shutdown hook, and leaves no process behind.
 */
final class SendsRun implements AutoCloseable {
    static final String LENDER = "sends-bank";

    /** The clock waits for the work; in between it need not. */
    private static final double SPEED = 100_000;

    /** A long run pays for a second round of compilation; the later option of the JVM wins. */
    private static final List<String> LONG_RUN = List.of("-XX:TieredStopAtLevel=4", "-Xmx3g");

    private static final int LONG_RUN_SENDS = 100_000;
    private static final Duration OWED_WITHIN = Duration.ofMinutes(3);
    private static final int LOOK_MILLIS = 50;
    private static final int TOLD_EVERY = 100_000;

    private static final String CONFIGURATION = """
            janji.orchestrator.cassandra.embedded.start-timeout = 300 s
            janji.rules.default.strategy { file = %s, folder = "%s" }
            # The step of everybody is due at the same minute, and the bar is how many leave.
            janji.wake-ups.per-second = 100000
            janji.actors.channels.sms {
              per-second = 100000
              burst = 10000
              max-in-flight = 1000
              queue-capacity = 500000
              remembered-attempts = 1000000
              # Who does not answer one message in a hundred is not away; the last ones of a wave are silent in a row.
              failures-to-open = 1000000
            }
            janji.gateways.sms.smpp {
              host = "127.0.0.1"
              port = %d
              system-id = sends
              source = "12345"
              window = 1000
              per-second = 100000
              queue-capacity = 100000
              answer-timeout = 1 s
              user-message-reference = on
              other-servers-send = off
              kept-days = 12
              reconnect { least = 100 ms, most = 1 s }
              log = "%s"
            }
            """;

    private final SendsSettings settings;
    private final PrintWriter out;
    private final ProviderBook book;
    private final DemoSettings house;
    private final Object lock = new Object();
    private @Nullable PlayedSmsProvider provider;
    private @Nullable ServerProcess server;
    private @Nullable LenderClient client;
    private volatile @Nullable Thread killer;
    private final FirstRefusal refusal = new FirstRefusal();
    private volatile boolean closed;
    private long firstNanos;
    private long settledNanos;

    SendsRun(SendsSettings settings, PrintWriter out) {
        this.settings = settings;
        this.out = out;
        this.book = new ProviderBook(settings.debtors(), settings.seed(), ProviderBook.Chances.USUAL);
        this.house = new DemoSettings(
                settings.debtors(),
                1,
                SPEED,
                settings.folder(),
                settings.home(),
                settings.serverArguments(),
                settings.seed(),
                settings.kills(),
                settings.ports());
    }

    SendsResult run() throws InterruptedException {
        RunFiles.begin(settings.folder());
        PlayedSmsProvider sms;
        ServerProcess running;
        synchronized (lock) {
            sms = PlayedSmsProvider.start(FreePort.find(), book);
            provider = sms;
            running = ServerProcess.start(
                    house,
                    settings.folder().resolve("server.log"),
                    options(sms.port()),
                    new ServerPages(settings.ports().http()));
            server = running;
        }
        say("starting the server and its store ...");
        running.awaitReady();
        watch(running);
        Kills kills = new Kills(running, book::taken, settings, () -> watch(running), this::fail, out);
        tell(kills, sms);
        // The store may be asked only after its server is back from the last kill.
        running.awaitReady();
        say("reading the event log ...");
        return new SendsResult(
                settings,
                book,
                judge(),
                kills.done(),
                (book.lastNanos() - firstNanos) / 1e9,
                Math.max(0, settledNanos - book.lastNanos()) / 1e9,
                sms.owed());
    }

    private void tell(Kills kills, PlayedSmsProvider sms) throws InterruptedException {
        LenderClient lender = new LenderClient(
                ServerOptions.connection(house, LENDER),
                ClientLog.open(settings.folder().resolve("client.jsonl"), LENDER),
                refusal);
        synchronized (lock) {
            client = lender;
        }
        say(String.format(Locale.ENGLISH, "loading %,d debtors ...", settings.debtors()));
        lender.tell(
                SendsPlan.portfolio(settings.debtors()),
                List.of(SendsPlan.LAST_STEP),
                at -> awaitReceipts(sms),
                () -> loaded(kills));
        settledNanos = System.nanoTime();
        // What was not reached by now is not reached any more.
        endKills();
    }

    /** Afterwards the server is what was started last, or ended. */
    private void endKills() {
        Thread waiting = killer;
        if (waiting != null) {
            waiting.interrupt();
            try {
                waiting.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void loaded(Kills kills) {
        refusal.demandNone("every debtor");
        say(String.format(
                Locale.ENGLISH, "sending, three messages a day to each of %,d debtors ...", settings.debtors()));
        firstNanos = System.nanoTime();
        Thread thread = new Thread(kills, "killer");
        thread.setDaemon(true);
        thread.start();
        killer = thread;
        Thread teller = new Thread(this::tellProgress, "progress");
        teller.setDaemon(true);
        teller.start();
    }

    private void tellProgress() {
        long next = TOLD_EVERY;
        long began = System.nanoTime();
        while (!closed) {
            try {
                Thread.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
            if (book.taken() >= next) {
                say(String.format(Locale.ENGLISH, "  %,d after %,.0f s", next, (System.nanoTime() - began) / 1e9));
                next += TOLD_EVERY;
            }
        }
    }

    /** Time stands still until the server has taken every receipt, or will not. */
    private void awaitReceipts(PlayedSmsProvider sms) {
        long deadline = System.nanoTime() + OWED_WITHIN.toNanos();
        try {
            while (sms.owed() > 0 && System.nanoTime() - deadline < 0) {
                Thread.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Expected to wait for receipts, but was interrupted", e);
        }
    }

    private SendJudge.Verdict judge() {
        SendJudge judge = new SendJudge(LENDER, book);
        try (CqlSession session = JournalReader.connect(settings.ports().store())) {
            StoredJournal.of(session, StoredJournal.KEYSPACE).events().forEachOrdered(judge::event);
        }
        return judge.end();
    }

    private List<String> options(int smsPort) {
        Path folder = settings.folder();
        Path rules = folder.resolve("rules");
        Path configuration = folder.resolve("server.conf");
        try {
            Files.createDirectories(rules);
            Files.writeString(rules.resolve(SendsPlan.STRATEGY + ".yaml"), SendsPlan.strategy());
            Files.writeString(
                    configuration,
                    String.format(
                                    Locale.ROOT,
                                    CONFIGURATION,
                                    SendsPlan.STRATEGY,
                                    ServerOptions.quoted(rules),
                                    smsPort,
                                    ServerOptions.quoted(folder.resolve("sms")))
                            + SendsPlan.texts());
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to write the server's configuration, but could not", e);
        }
        List<String> options = new ArrayList<>(settings.sends() >= LONG_RUN_SENDS ? LONG_RUN : List.of());
        options.addAll(ServerOptions.up(house, LENDER, configuration, SendsPlan.START, List.of("--await-horizon")));
        return List.copyOf(options);
    }

    private void watch(ServerProcess watched) {
        watched.onUnexpectedEnd(why -> fail(new IllegalStateException(why)));
    }

    private void fail(RuntimeException why) {
        LenderClient current;
        synchronized (lock) {
            current = client;
        }
        if (current != null) {
            current.fail(why);
        }
    }

    private void say(String what) {
        out.println(what);
        out.flush();
    }

    @Override
    public void close() {
        closed = true;
        endKills();
        synchronized (lock) {
            if (client != null) {
                client.close();
                client = null;
            }
            if (server != null) {
                server.stop();
                server = null;
            }
            if (provider != null) {
                provider.close();
                provider = null;
            }
        }
        if (!settings.keep()) {
            RunFiles.delete(ServerOptions.store(house));
        }
    }
}
