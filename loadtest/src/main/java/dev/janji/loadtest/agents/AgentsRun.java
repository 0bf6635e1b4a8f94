package dev.janji.loadtest.agents;

import dev.janji.loadtest.desk.AgentClient;
import dev.janji.loadtest.lender.ClientLog;
import dev.janji.loadtest.lender.FirstRefusal;
import dev.janji.loadtest.lender.LenderClient;
import dev.janji.loadtest.portfolio.DeskSample;
import dev.janji.loadtest.portfolio.Portfolio;
import dev.janji.loadtest.portfolio.Sample;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One run against a server and an echo that it does not start. Its agents are closed with it. Used by one thread; what agents say comes on others. */
final class AgentsRun implements PacedAgent.Floor, AutoCloseable {
    /** So many handshakes at once: a storm of them is another question. */
    private static final int CONNECTING = 64;

    private static final Duration SIGNED_IN_WITHIN = Duration.ofMinutes(4);
    private static final Duration CUT_WITHIN = Duration.ofSeconds(120);
    private static final Duration SHOWN_WITHIN = Duration.ofSeconds(20);
    private static final Duration SETTLES = Duration.ofSeconds(3);
    private static final int LOOK_MILLIS = 25;

    /** Of the leads that wait, so many in a hundred are offered: the rest is for what goes otherwise. */
    private static final int OFFERED_PERCENT = 90;

    private static final int LONGEST_WARM_UP_SECONDS = 10;

    /** A warm-up lasts at most so many parts of the run. */
    private static final int WARM_UP_SHARE = 4;

    private final AgentsSettings settings;
    private final AgentsServer server;
    private final URI echo;
    private final PrintStream out;
    private final HttpClient deskHttp = client();
    private final HttpClient echoHttp = client();
    private final DeskTime time = new DeskTime();
    private final List<PacedAgent> agents = new ArrayList<>();
    private final SlowReaders slowReaders = new SlowReaders();
    private final Queue<PacedAgent> free = new ConcurrentLinkedQueue<>();
    private final AtomicInteger signedIn = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private final Map<String, Integer> otherwise = new ConcurrentHashMap<>();
    private final Semaphore connecting = new Semaphore(CONNECTING);
    private volatile boolean closing;

    AgentsRun(AgentsSettings settings, AgentsServer server, URI echo, PrintStream out) {
        this.settings = settings;
        this.server = server;
        this.echo = echo;
        this.out = out;
    }

    private static HttpClient client() {
        return HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(20)).build();
    }

    AgentsResult run() throws InterruptedException, IOException {
        long heapAlone = server.heap();
        long began = System.nanoTime();
        signIn();
        double signInSeconds = seconds(began);
        say("%,d of %,d agents are signed in", signedIn.get(), settings.agents());
        Thread.sleep(SETTLES.toMillis());
        long heapIdle = server.heap();
        connectEchoes();
        int told = tell();
        int waiting =
                WaitingLeads.await(deskHttp, server.desk(), server.token("supervisor-1"), told * OFFERED_PERCENT / 100);
        say("%,d leads wait", waiting);

        int warmUp = Math.min(LONGEST_WARM_UP_SECONDS, settings.seconds() / WARM_UP_SHARE);
        double perSecond = waiting * OFFERED_PERCENT / 100.0 / (settings.seconds() + warmUp);
        say("%.1f offers a second for %d s, after %d s to warm up ...", perSecond, settings.seconds(), warmUp);
        Stretch reading = new Stretch();
        Stretch slow = new Stretch();
        offer(new Stretch(), perSecond, warmUp);
        offer(reading, perSecond, settings.seconds() / 2);
        int cutTooEarly = slowReaders.cut().size();
        slowReaders.stopReading();
        long stopped = System.nanoTime();
        offer(slow, perSecond, settings.seconds() - settings.seconds() / 2);
        awaitScreens(slow);
        double cutSeconds = awaitCuts(stopped);

        List<Integer> questions = slowReaders.cut();
        return new AgentsResult(
                settings,
                AgentsServer.OUTGOING,
                signedIn.get(),
                signInSeconds,
                heapAlone,
                heapIdle,
                reading,
                slow,
                questions.size(),
                questions.stream().mapToInt(Integer::intValue).min().orElse(0),
                questions.stream().mapToInt(Integer::intValue).max().orElse(0),
                cutSeconds,
                lost.get() + cutTooEarly,
                new TreeMap<>(otherwise),
                time.stood() / 1e6);
    }

    private void signIn() throws InterruptedException, IOException {
        long deadline = System.nanoTime() + SIGNED_IN_WITHIN.toNanos();
        int quick = settings.agents() - settings.slowReaders();
        for (int i = 1; i <= settings.agents(); i++) {
            String token = server.token("agent-" + i);
            if (i > quick) {
                slowReaders.signIn(server.desk(), token);
                signedIn.incrementAndGet();
                continue;
            }
            PacedAgent agent = new PacedAgent(this);
            agents.add(agent);
            if (!connecting.tryAcquire(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                return;
            }
            AgentClient.connect(deskHttp, server.desk(), token, agent).whenComplete((client, failure) -> {
                if (failure != null) {
                    otherwise("not connected: " + failure);
                    connecting.release();
                }
            });
        }
        while (signedIn.get() < settings.agents() && System.nanoTime() - deadline < 0 && server.isAlive()) {
            Thread.sleep(LOOK_MILLIS);
        }
    }

    private void connectEchoes() throws InterruptedException {
        Semaphore connects = new Semaphore(CONNECTING);
        for (PacedAgent agent : agents) {
            if (!connects.tryAcquire(SIGNED_IN_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("Expected the echo to take connections, but it does not");
            }
            EchoLine.connect(echoHttp, echo, nanos -> agent.stretch().echoed.record(nanos))
                    .whenComplete((line, failure) -> {
                        connects.release();
                        if (failure == null) {
                            agent.echo(line);
                        } else {
                            otherwise("no echo: " + failure);
                        }
                    });
        }
        while (connects.availablePermits() < CONNECTING) {
            Thread.sleep(LOOK_MILLIS);
        }
    }

    /** @return debtors that were told */
    private int tell() throws InterruptedException {
        Portfolio portfolio =
                DeskSample.of(Sample.shipped(), settings.debtors(), AgentsServer.CLOCK_BEGINS, settings.seed());
        say("Telling %,d debtors ...", portfolio.clients().size());
        FirstRefusal told = new FirstRefusal();
        try (LenderClient lender = new LenderClient(
                server.lender(),
                ClientLog.open(settings.folder().resolve("client.jsonl"), AgentsServer.LENDER),
                told)) {
            lender.tell(portfolio, List.of(), at -> {}, () -> {});
        }
        told.demandNone("the portfolio");
        return portfolio.clients().size();
    }

    /** Open-loop: the next one is due by the clock, whether or not the last one is over. */
    private void offer(Stretch stretch, double perSecond, int seconds) throws InterruptedException {
        long began = System.nanoTime();
        long all = Math.round(perSecond * seconds);
        for (long i = 0; i < all; ) {
            if (System.nanoTime() - (began + (long) (i * 1e9 / perSecond)) >= 0) {
                PacedAgent next = free.poll();
                if (next == null) {
                    stretch.nobody.incrementAndGet();
                } else {
                    next.work(stretch);
                }
                i++;
            } else {
                Thread.sleep(1);
            }
        }
    }

    private void awaitScreens(Stretch stretch) throws InterruptedException {
        long deadline = System.nanoTime() + SHOWN_WITHIN.toNanos();
        while (stretch.shown.count() < stretch.asked.get() && System.nanoTime() - deadline < 0) {
            Thread.sleep(LOOK_MILLIS);
        }
    }

    /** @return seconds after which the last of those who were cut was cut */
    private double awaitCuts(long stopped) throws InterruptedException {
        long deadline = System.nanoTime() + CUT_WITHIN.toNanos();
        while (slowReaders.cut().size() < settings.slowReaders() && System.nanoTime() - deadline < 0) {
            Thread.sleep(LOOK_MILLIS);
        }
        return slowReaders.cut().isEmpty() ? 0 : (slowReaders.lastCutAtNanos() - stopped) / 1e9;
    }

    @Override
    public DeskTime time() {
        return time;
    }

    @Override
    public void signedIn(PacedAgent agent) {
        signedIn.incrementAndGet();
        connecting.release();
    }

    @Override
    public void free(PacedAgent agent) {
        free.add(agent);
    }

    @Override
    public void shown(PacedAgent agent, int bytes) {
        agent.echo(bytes);
    }

    @Override
    public void otherwise(String what) {
        otherwise.merge(what, 1, Integer::sum);
    }

    @Override
    public void lost(PacedAgent agent, int code) {
        if (!closing) {
            lost.incrementAndGet();
            otherwise("connection ended with code " + code);
        }
    }

    @Override
    public void close() throws IOException {
        closing = true;
        agents.forEach(PacedAgent::close);
        slowReaders.close();
    }

    private void say(String form, Object... what) {
        out.println(String.format(Locale.ROOT, form, what));
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}
