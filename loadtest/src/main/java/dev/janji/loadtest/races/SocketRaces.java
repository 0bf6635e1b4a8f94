package dev.janji.loadtest.races;

import dev.janji.loadtest.agents.AgentsCommand;
import dev.janji.loadtest.agents.AgentsServer;
import dev.janji.loadtest.agents.AgentsSettings;
import dev.janji.loadtest.agents.DeskTime;
import dev.janji.loadtest.agents.EchoLine;
import dev.janji.loadtest.agents.EchoProcess;
import dev.janji.loadtest.agents.Latencies;
import dev.janji.loadtest.demo.Ports;
import dev.janji.loadtest.desk.AgentClient;
import dev.janji.loadtest.lender.ClientLog;
import dev.janji.loadtest.lender.FirstRefusal;
import dev.janji.loadtest.lender.LenderClient;
import dev.janji.loadtest.portfolio.DeskSample;
import dev.janji.loadtest.portfolio.PlannedEvent;
import dev.janji.loadtest.portfolio.Portfolio;
import dev.janji.loadtest.portfolio.Sample;
import dev.janji.protocols.lender.v1.PublishRequest;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The same question to a real server with its store: a lender pays over {@code Publish} while agents on WebSockets work its debtors and the played carrier calls them. Used by
 * one thread; what lender and agents hear comes on others.
 */
final class SocketRaces implements RacingAgent.Sight {
    private static final int AGENTS = 100;
    private static final Duration SIGNED_IN_WITHIN = Duration.ofMinutes(2);
    private static final Duration RUNS_AT_MOST = Duration.ofMinutes(20);
    private static final Duration LAST_ACKS = Duration.ofSeconds(60);
    private static final Duration LAST_TALKS = Duration.ofSeconds(12);

    /** Not every debtor is answered for, and not every call gets as far as its payment wants. */
    private static final double DEBTORS_A_RACE = 2.6;

    private static final String CONFIGURATION = """
            janji.gateways.voice.carrier {
              reaction = 0
              script {
                answered = [0.95, 0.95, 0.95, 0.95, 0.95, 0.95, 0.95, 0.95, 0.95, 0.95, 0.95, 0.95,
                            0.95, 0.95, 0.95, 0.95, 0.95, 0.95, 0.95, 0.95, 0.95, 0.95, 0.95, 0.95]
                busy = 0.02, rejected = 0, vacant = 0, machine = 0.02, endings = null
                setup { least = 300 ms, most = 2 s }
                ring { mean = 3 s, shape = 2.5 }
                talk { mean = 6 s, variation = 0.5, longest = 30 s }
              }
            }
            """;

    private final int races;
    private final long seed;
    private final SplittableRandom random;
    private final PrintWriter out;
    private final DeskTime time = new DeskTime();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
    private final Map<String, SocketCase> cases = new ConcurrentHashMap<>();
    private final List<RacingAgent> agents = new ArrayList<>();
    private final Latencies shown = new Latencies();
    private final Latencies echoed = new Latencies();
    private final AtomicInteger signedIn = new AtomicInteger();
    private final AtomicInteger met = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private volatile boolean closing;
    private volatile @Nullable SocketLender lender;

    private SocketRaces(int races, long seed, PrintWriter out) {
        this.races = races;
        this.seed = seed;
        this.random = new SplittableRandom(seed);
        this.out = out;
    }

    /**
     * Starts a server, races, and stops it.
     *
     * @param races payments that must meet a lead
     * @return what was seen
     */
    static SocketResult run(int races, long seed, Path home, Path folder, PrintWriter out)
            throws InterruptedException, IOException {
        AgentsSettings settings = new AgentsSettings(
                AGENTS,
                Math.max(200, (int) (races * DEBTORS_A_RACE)),
                60,
                home,
                home.resolve("target").resolve("server.args"),
                folder,
                seed,
                Ports.free());
        AgentsCommand.empty(folder);
        out.println("Starting the server and its store ...");
        out.flush();
        AgentsServer server = AgentsServer.start(settings, CONFIGURATION);
        Thread hook = new Thread(server::close, "end");
        Runtime.getRuntime().addShutdownHook(hook);
        try (server;
                EchoProcess echo = EchoProcess.start(AGENTS + 1, folder.resolve("echo.log"))) {
            server.awaitReady();
            return new SocketRaces(races, seed, out).race(settings, server, echo);
        }
    }

    private SocketResult race(AgentsSettings settings, AgentsServer server, EchoProcess echo)
            throws InterruptedException, IOException {
        try (SocketLender payer = new SocketLender(server.lender(), time)) {
            lender = payer;
            tell(settings, server);
            signIn(server, echo);
            out.println(agents.size() + " agents work " + cases.size() + " debtors ...");
            out.flush();
            payWhileQueued();
            long deadline = System.nanoTime() + RUNS_AT_MOST.toNanos();
            while (met.get() < races && System.nanoTime() - deadline < 0 && payer.broken() == null) {
                Thread.sleep(200);
            }
            long acks = System.nanoTime() + LAST_ACKS.toNanos();
            while (payer.unanswered() > 0 && System.nanoTime() - acks < 0) {
                Thread.sleep(100);
            }
            Thread.sleep(LAST_TALKS.toMillis());
            Throwable broken = payer.broken();
            if (broken != null) {
                throw new IllegalStateException("Expected the lender's stream to last, but it broke", broken);
            }
        } finally {
            closing = true;
            agents.forEach(RacingAgent::close);
            timer.shutdownNow();
        }
        return SocketResult.of(
                cases.values(),
                settings.folder().resolve("calls.jsonl"),
                shown,
                echoed,
                lost.get(),
                AgentsServer.LENDER);
    }

    private void tell(AgentsSettings settings, AgentsServer server) throws InterruptedException, IOException {
        Portfolio portfolio =
                DeskSample.of(Sample.shipped(), settings.debtors(), AgentsServer.CLOCK_BEGINS, settings.seed());
        for (PlannedEvent event : portfolio.events()) {
            PublishRequest request = event.request();
            if (request.hasAccountOpened()) {
                boolean isPartial = random.nextInt(3) == 0;
                long owed = request.getAccountOpened().getOpeningBalance().getMinor();
                cases.put(
                        request.getDebtorId(),
                        new SocketCase(
                                request.getDebtorId(), aim(), isPartial, isPartial ? Math.max(1, owed / 50) : owed));
            }
        }
        FirstRefusal refusal = new FirstRefusal();
        try (LenderClient client = new LenderClient(
                server.lender(),
                ClientLog.open(settings.folder().resolve("client.jsonl"), AgentsServer.LENDER),
                refusal)) {
            client.tell(portfolio, List.of(), at -> {}, () -> {});
        }
        refusal.demandNone("the portfolio");
    }

    /** Talking twice as often: that is where the screen must be quick. */
    private SocketPlace aim() {
        SocketPlace[] places = SocketPlace.values();
        int drawn = random.nextInt(places.length);
        return places[drawn] == SocketPlace.OVER ? SocketPlace.TALKING : places[drawn];
    }

    private void signIn(AgentsServer server, EchoProcess echo) throws InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        for (int i = 1; i <= AGENTS; i++) {
            RacingAgent agent = new RacingAgent(seed * 1_000 + i, timer, this);
            agents.add(agent);
            EchoLine.connect(http, echo.uri(), echoed::record).thenAccept(agent::echo);
            AgentClient.connect(http, server.desk(), server.token("agent-" + i), agent)
                    .toCompletableFuture()
                    .join();
        }
        long deadline = System.nanoTime() + SIGNED_IN_WITHIN.toNanos();
        while (signedIn.get() < AGENTS && System.nanoTime() - deadline < 0) {
            Thread.sleep(20);
        }
    }

    /** Spread over the time that the desk needs for all. */
    private void payWhileQueued() {
        for (SocketCase debtor : cases.values()) {
            if (debtor.aim == SocketPlace.QUEUED) {
                timer.schedule(() -> pays(debtor), random.nextInt(60_000), TimeUnit.MILLISECONDS);
            }
        }
    }

    private void pays(SocketCase debtor) {
        synchronized (debtor) {
            if (debtor.metAt != null || closing || debtor.place == SocketPlace.OVER) {
                return;
            }
            debtor.metAt = debtor.place;
        }
        SocketLender payer = lender;
        if (payer != null) {
            payer.pays(debtor, AgentsServer.CLOCK_BEGINS);
            met.incrementAndGet();
        }
    }

    private @Nullable SocketCase of(String lead) {
        String[] parts = lead.split("~", -1);
        return parts.length == 3 ? cases.get(parts[1]) : null;
    }

    @Override
    public DeskTime time() {
        return time;
    }

    @Override
    public void signedIn(RacingAgent agent) {
        signedIn.incrementAndGet();
    }

    @Override
    public void at(String lead, SocketPlace place, @Nullable Instant at) {
        SocketCase debtor = of(lead);
        if (debtor == null) {
            return;
        }
        boolean isNow = false;
        synchronized (debtor) {
            if (place == SocketPlace.READING && debtor.place != SocketPlace.OFFERED) {
                return;
            }
            debtor.place = place;
            if (place == SocketPlace.TALKING && at != null) {
                debtor.talks.add(at);
            } else if (place == SocketPlace.OFFERED && at != null) {
                debtor.offers.add(at);
            } else if (place == SocketPlace.OVER && debtor.endedNanos == 0) {
                debtor.endedNanos = System.nanoTime();
            }
            if (place == debtor.aim && !debtor.isAimed) {
                debtor.isAimed = true;
                isNow = true;
            }
        }
        if (isNow) {
            int wait = random(place == SocketPlace.TALKING ? 3_000 : 1_200);
            timer.schedule(() -> pays(debtor), wait, TimeUnit.MILLISECONDS);
        }
    }

    private int random(int most) {
        synchronized (random) {
            return random.nextInt(most);
        }
    }

    @Override
    public void changed(RacingAgent agent, String lead, int bytes) {
        long now = System.nanoTime();
        SocketCase debtor = of(lead);
        if (debtor == null) {
            return;
        }
        synchronized (debtor) {
            if (debtor.shownNanos == 0 && debtor.sentNanos != 0) {
                debtor.shownNanos = now;
                if (debtor.metAt == SocketPlace.TALKING) {
                    shown.record(now - debtor.sentNanos);
                }
            }
        }
        agent.echo(bytes);
    }

    @Override
    public void lost(int code) {
        if (!closing) {
            lost.incrementAndGet();
        }
    }
}
