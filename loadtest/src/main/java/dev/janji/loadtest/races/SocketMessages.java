package dev.janji.loadtest.races;

import dev.janji.loadtest.demo.DemoSettings;
import dev.janji.loadtest.demo.Ports;
import dev.janji.loadtest.demo.RunFiles;
import dev.janji.loadtest.demo.ServerOptions;
import dev.janji.loadtest.demo.ServerPages;
import dev.janji.loadtest.demo.ServerProcess;
import dev.janji.loadtest.lender.ClientLog;
import dev.janji.loadtest.lender.FirstRefusal;
import dev.janji.loadtest.lender.LenderClient;
import dev.janji.loadtest.portfolio.Portfolio;
import dev.janji.loadtest.portfolio.SmsDebtors;
import dev.janji.loadtest.sms.FreePort;
import dev.janji.loadtest.sms.PlayedSmsProvider;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Payments that meet messages, to a real server with its store: on the first day the provider learns in which order messages leave; on the second, while enough of them wait, a
 * lender is paid over {@code Publish}, half of the time for somebody whose message is about to leave; on the third whoever paid in part must be written to again. Used by one
 * thread; what lender and provider hear comes on others.
 */
final class SocketMessages implements AutoCloseable {
    private static final String LENDER = "withdraw-bank";
    private static final int RACE_DAY = 2;

    /** The clock waits for the work; in between it need not. */
    private static final double SPEED = 100_000;

    /** Tuesday, ten in Jakarta: the day on which everything is due. */
    private static final Instant START = Instant.parse("2026-06-30T03:00:00Z");

    private static final LocalDate DUE = LocalDate.of(2026, 6, 30);

    /** Nine in Jakarta of the first day after it. */
    private static final Instant FIRST_STEP = Instant.parse("2026-07-01T02:00:00Z");

    private static final Duration DAY_IS_OVER = Duration.ofHours(10);

    /** Of those that wait, so many leave in a second: a fortieth, so that there is time to pay. */
    private static final int SECONDS_TO_LEAVE = 40;

    private static final int LEAST_PER_SECOND = 20;

    /** So many debtors for each message that must wait. */
    private static final int DEBTORS_A_WAITING = 2;

    /** Between two payments, on average half of it. */
    private static final int LONGEST_GAP_MILLIS = 25;

    /** The place in the queue at which a payment is aimed is not known exactly. */
    private static final int AIMED_BEFORE = 20;

    private static final int TRIES = 200;
    private static final Duration LAST_ACKS = Duration.ofSeconds(90);
    private static final int LOOK_MILLIS = 20;

    private static final String CONFIGURATION = """
            janji.orchestrator.cassandra.embedded.start-timeout = 300 s
            janji.rules.default.strategy { file = withdraw, folder = "%s" }
            janji.wake-ups.per-second = 100000
            # The page of metrics says how many wait, and not of long ago.
            kamon.metric.tick-interval = 500 milliseconds
            janji.actors.channels.sms {
              per-second = %d
              burst = %d
              queue-capacity = 500000
              remembered-attempts = 1000000
              # Who does not answer one message in two hundred is not away.
              failures-to-open = 1000000
            }
            janji.gateways.sms.smpp {
              host = "127.0.0.1"
              port = %d
              system-id = withdraw
              source = "12345"
              window = 100
              per-second = 100000
              answer-timeout = 2 s
              log = "%s"
            }
            janji.templates.texts.morning.sms { variables = [name], id.body = "Selamat pagi, {name}.", en.body = "Good morning, {name}." }
            """;

    private static final String STRATEGY = """
            strategy: withdraw
            version: 1
            migration: at-the-next-due-date
            rest-days-after-payment: 1
            retry-minutes: 10
            tries-per-step: 20
            segments:
              - segment: paid-in-part
                when: payments >= 1
                steps:
                  - { step: H+3, at: "09:00", channels: [sms], template: morning }
              - segment: everybody
                steps:
                  - { step: H+1, at: "09:00", channels: [sms], template: morning }
                  - { step: H+2, at: "09:00", channels: [sms], template: morning }
            """;

    private final int races;
    private final int waiting;
    private final int perSecond;
    private final SplittableRandom random;
    private final MessageBook book;
    private final DemoSettings house;
    private final PrintWriter out;
    private final WaitingMessages gauge;
    private @Nullable PlayedSmsProvider provider;
    private @Nullable ServerProcess server;
    private @Nullable LenderClient client;
    private volatile boolean isDayOver;
    private volatile int fewestWaiting = Integer.MAX_VALUE;

    /**
     * @param races payments that must meet a message
     * @param waiting messages that wait meanwhile, at least
     * @param arguments the JVM's argument file for the server
     * @param folder of the run; deleted before
     */
    SocketMessages(int races, int waiting, long seed, Path home, Path arguments, Path folder, PrintWriter out) {
        this.races = races;
        this.waiting = waiting;
        this.perSecond = Math.max(LEAST_PER_SECOND, waiting / SECONDS_TO_LEAVE);
        this.random = new SplittableRandom(seed);
        this.book = new MessageBook(DEBTORS_A_WAITING * waiting + 2 * races);
        Ports ports = Ports.free();
        this.house = new DemoSettings(book.debtors(), 1, SPEED, folder, home, arguments, seed, 0, ports);
        this.gauge = new WaitingMessages(ports.metrics());
        this.out = out;
    }

    /** Starts a server, and lets three days pass. */
    PaidResult run() throws InterruptedException {
        RunFiles.begin(house.data());
        PlayedSmsProvider sms = PlayedSmsProvider.start(FreePort.find(), book);
        provider = sms;
        ServerProcess running = ServerProcess.start(
                house,
                house.data().resolve("server.log"),
                options(sms.port()),
                new ServerPages(house.ports().http()));
        server = running;
        say("Starting the server and its store ...");
        running.awaitReady();
        FirstRefusal refusal = new FirstRefusal();
        LenderClient lender = new LenderClient(
                ServerOptions.connection(house, LENDER),
                ClientLog.open(house.data().resolve("client.jsonl"), LENDER),
                refusal);
        client = lender;
        running.onUnexpectedEnd(why -> lender.fail(new IllegalStateException(why)));
        say(String.format(
                Locale.ENGLISH, "A first day for %,d debtors, %,d messages a second ...", book.debtors(), perSecond));
        lender.tell(SmsDebtors.portfolio(book.debtors(), DUE, START, evening(1)), List.of(), at -> {}, () -> {});
        refusal.demandNone("every debtor");
        say(String.format(
                Locale.ENGLISH,
                "A second one, with %,d payments while at least %,d messages wait ...",
                races,
                waiting));
        book.begin(RACE_DAY);
        raceDay(lender);
        say("A third one ...");
        book.begin(RACE_DAY + 1);
        pass(lender, RACE_DAY + 1);
        return PaidResult.of(
                IntStream.range(0, book.debtors()).mapToObj(book::of).toList(),
                book.strangers(),
                fewestWaiting == Integer.MAX_VALUE ? 0 : fewestWaiting);
    }

    private void raceDay(LenderClient lender) throws InterruptedException {
        try (MessagePayer payer = new MessagePayer(ServerOptions.connection(house, LENDER))) {
            Thread paying = new Thread(() -> pay(payer), "payer");
            paying.setDaemon(true);
            paying.start();
            pass(lender, RACE_DAY);
            isDayOver = true;
            paying.join();
            long deadline = System.nanoTime() + LAST_ACKS.toNanos();
            while (payer.unanswered() > 0 && payer.broken() == null && System.nanoTime() - deadline < 0) {
                Thread.sleep(LOOK_MILLIS);
            }
            Throwable broken = payer.broken();
            if (broken != null) {
                throw new IllegalStateException("Expected the lender's stream to last, but it broke", broken);
            }
        }
    }

    private static void pass(LenderClient lender, int day) throws InterruptedException {
        lender.tell(new Portfolio(List.of(), List.of(), evening(day - 1), evening(day)), List.of(), at -> {}, () -> {});
    }

    private static Instant evening(int day) {
        return FIRST_STEP.plus(Duration.ofDays(day - 1L)).plus(DAY_IS_OVER);
    }

    private void pay(MessagePayer payer) {
        int met = 0;
        int margin = perSecond * WaitingMessages.AGE_SECONDS;
        // Some come just too late.
        int payments = races + races / 20 + 2;
        try {
            while (met < payments && !isDayOver && payer.broken() == null) {
                int there = gauge.now();
                PaidCase paid = there >= waiting + margin ? chosen() : null;
                if (paid == null) {
                    Thread.sleep(LOOK_MILLIS);
                    continue;
                }
                payer.pays(paid, random.nextInt(3) == 0, RACE_DAY, FIRST_STEP.plus(Duration.ofDays(RACE_DAY - 1)));
                fewestWaiting = Math.min(fewestWaiting, there - margin);
                met++;
                Thread.sleep(random.nextInt(LONGEST_GAP_MILLIS));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return somebody whose message has not come today, half of the time one whose turn is near by the order of the day before; null when none is found */
    private @Nullable PaidCase chosen() {
        for (int tries = 0; tries < TRIES; tries++) {
            int near = book.today() - AIMED_BEFORE + random.nextInt(AIMED_BEFORE + perSecond / 4);
            PaidCase one = random.nextBoolean() ? book.ranked(near) : book.of(random.nextInt(book.debtors()));
            synchronized (one) {
                if (one.paidOn == 0 && !one.hasOf(RACE_DAY)) {
                    return one;
                }
            }
        }
        return null;
    }

    private List<String> options(int smsPort) {
        Path folder = house.data();
        Path rules = folder.resolve("rules");
        Path configuration = folder.resolve("server.conf");
        try {
            Files.createDirectories(rules);
            Files.writeString(rules.resolve("withdraw.yaml"), STRATEGY);
            Files.writeString(
                    configuration,
                    String.format(
                            Locale.ROOT,
                            CONFIGURATION,
                            ServerOptions.quoted(rules),
                            perSecond,
                            Math.max(1, perSecond / 10),
                            smsPort,
                            ServerOptions.quoted(folder.resolve("sms"))));
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to write the server's configuration, but could not", e);
        }
        return new ArrayList<>(ServerOptions.up(house, LENDER, configuration, START, List.of("--await-horizon")));
    }

    private void say(String what) {
        out.println(what);
        out.flush();
    }

    @Override
    public synchronized void close() {
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
        RunFiles.delete(ServerOptions.store(house));
    }
}
