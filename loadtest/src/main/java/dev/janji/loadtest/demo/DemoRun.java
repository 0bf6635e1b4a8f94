package dev.janji.loadtest.demo;

import dev.janji.gateways.email.mailbox.MailboxServer;
import dev.janji.loadtest.checker.CheckCommand;
import dev.janji.loadtest.checker.Evidence;
import dev.janji.loadtest.checker.PersonFigures;
import dev.janji.loadtest.checker.PromiseFigures;
import dev.janji.loadtest.checker.RunFigures;
import dev.janji.loadtest.checker.RunFolder;
import dev.janji.loadtest.checker.SegmentFigures;
import dev.janji.loadtest.checker.StopFigures;
import dev.janji.loadtest.checker.Verdict;
import dev.janji.loadtest.desk.DeskStaff;
import dev.janji.loadtest.lender.ClientLog;
import dev.janji.loadtest.lender.LenderClient;
import dev.janji.loadtest.portfolio.CardClient;
import dev.janji.loadtest.portfolio.Portfolio;
import dev.janji.loadtest.portfolio.Sample;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One demo from its first line to its verdict: mailbox, server, lender, view, checker. {@link #run} belongs to one thread; {@link #close}
 * may be called by any, also by a shutdown hook, and leaves no process behind.
 */
final class DemoRun implements AutoCloseable {
    static final String LENDER = "demo-bank";
    private static final int PAINT_MILLIS = 250;
    private static final int STATUS_EVERY = 4;
    private static final int NOON = 12;
    private static final int MAILS_KEPT = 100;

    private final DemoSettings settings;
    private final PrintStream out;
    private final boolean terminal;
    private final RunFolder folder;
    private final ServerPages pages;
    private final LinkOpener opener;
    private final Object lock = new Object();
    private final Object closing = new Object();
    private @Nullable MailboxServer mailbox;
    private @Nullable ServerProcess server;
    private @Nullable LenderClient client;
    private @Nullable LiveView view;
    private @Nullable DeskStaff staff;
    private @Nullable String example;
    private boolean closed;

    DemoRun(DemoSettings settings, PrintStream out, boolean terminal) {
        this.settings = settings;
        this.out = out;
        this.terminal = terminal;
        this.folder = new RunFolder(settings.data());
        this.opener = new LinkOpener(folder.links(), settings.seed());
        this.pages = new ServerPages(settings.ports().http());
    }

    /** @return whether every invariant is kept and the rules had something to do */
    boolean run() throws InterruptedException {
        RunFiles.begin(settings.data());
        Sample sample = Sample.shipped();
        Portfolio told = Portfolio.of(sample, settings.debtors(), settings.days(), settings.seed());
        Portfolio portfolio = settings.agents() == 0 ? told.withEveryChannel(settings.seed()) : told.withTelephones();
        Dashboard dashboard = new Dashboard(portfolio.start(), portfolio.end());
        LiveView live = open(portfolio, dashboard);
        ScheduledExecutorService painter = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "painter");
            thread.setDaemon(true);
            return thread;
        });
        ProviderLogs logs = new ProviderLogs(Stream.of("mail", "sms", "push", "whatsapp", "letter", "voice")
                .map(folder::providerLog)
                .toList());
        int[] round = {0};
        Runnable paint = () -> {
            logs.poll(dashboard::contact);
            if (round[0]++ % STATUS_EVERY == 0) {
                dashboard.status(pages.status());
            }
            live.paint(dashboard.picture());
        };
        painter.scheduleWithFixedDelay(paint, 0, PAINT_MILLIS, TimeUnit.MILLISECONDS);
        Map<Integer, Map<String, Integer>> monthsLate = new TreeMap<>();
        int kills;
        try {
            ServerProcess running = startAll(dashboard);
            kills = tell(portfolio, dashboard, running, monthsLate);
        } finally {
            painter.shutdown();
            painter.awaitTermination(PAINT_MILLIS * 20L, TimeUnit.MILLISECONDS);
            if (dashboard.picture().phase().isEmpty()) {
                paint.run();
            }
            live.close();
        }
        return verdict(sample, portfolio, dashboard, monthsLate) && kills == settings.kills();
    }

    private LiveView open(Portfolio portfolio, Dashboard dashboard) {
        String title = String.format(
                java.util.Locale.ENGLISH,
                "%,d real card clients, %d days from 1 April 2026, %,d events to tell",
                portfolio.clients().size(),
                settings.days(),
                portfolio.events().size());
        LiveView live =
                new LiveView(out, terminal, title, "status page " + pages.address() + "   Ctrl-C ends everything");
        synchronized (lock) {
            view = live;
        }
        if (!terminal) {
            out.println("Janji demo: " + title);
        }
        dashboard.phase("Starting the mailbox, the server and its store ...");
        return live;
    }

    private ServerProcess startAll(Dashboard dashboard) throws InterruptedException {
        ServerProcess started;
        synchronized (lock) {
            demandOpen();
            mailbox = MailboxServer.start(0, folder.providerLog("mail"), MAILS_KEPT, Clock.systemUTC());
            server = ServerProcess.start(
                    settings,
                    settings.data().resolve("server.log"),
                    ServerOptions.of(settings, LENDER, folder, mailbox.port()),
                    pages);
            started = server;
        }
        started.awaitReady();
        dashboard.phase("Loading the portfolio ...");
        synchronized (lock) {
            demandOpen();
            client = new LenderClient(
                    ServerOptions.connection(settings, LENDER), ClientLog.open(folder.clientLog(), LENDER), dashboard);
        }
        watch(started);
        signIn();
        return started;
    }

    private void signIn() {
        if (settings.agents() > 0) {
            DeskStaff signedIn = DeskStaff.start(
                    settings.ports().http(),
                    ServerOptions.server(settings).resolve("credentials"),
                    settings.agents(),
                    settings.seed());
            synchronized (lock) {
                staff = signedIn;
                demandOpen();
            }
        }
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

    /** @return how often the server was killed meanwhile */
    private int tell(
            Portfolio portfolio,
            Dashboard dashboard,
            ServerProcess running,
            Map<Integer, Map<String, Integer>> monthsLate)
            throws InterruptedException {
        KillPlan kills = new KillPlan(
                running,
                dashboard,
                portfolio.events().size(),
                settings.kills(),
                settings.seed(),
                () -> watch(running),
                this::fail,
                out);
        Thread killer = new Thread(kills, "killer");
        killer.setDaemon(true);
        killer.start();
        Map<Instant, Integer> monthEnds = monthEnds(portfolio);
        StopPlan stops = new StopPlan(ServerOptions.connection(settings, LENDER), portfolio.start(), settings.days());
        List<Instant> pauses = new ArrayList<>(monthEnds.keySet());
        pauses.add(portfolio.end());
        pauses.addAll(stops.moments());
        Collections.sort(pauses);
        DebtorReadings readings = new DebtorReadings(
                folder.readings(),
                LENDER,
                portfolio.clients().stream().map(DemoRun::debtor).toList());
        LenderClient lender;
        MailboxServer mails;
        synchronized (lock) {
            demandOpen();
            lender = client;
            mails = mailbox;
        }
        if (lender == null || mails == null) {
            throw new IllegalStateException("Expected a connected lender, but there is none");
        }
        lender.tell(
                portfolio,
                pauses,
                at -> {
                    openLinks(mails, at);
                    if (stopped(stops, at)) {
                        return;
                    }
                    Integer month = monthEnds.get(at);
                    if (month != null) {
                        monthsLate.put(month, dashboard.mirror().monthsLate(at));
                    }
                    readings.take(lender);
                },
                () -> dashboard.phase(""));
        killer.join();
        // The store may be asked only after its server is back from the last kill.
        running.awaitReady();
        RunFolder.Run run = new RunFolder.Run(
                LENDER,
                settings.seed(),
                settings.debtors(),
                settings.days(),
                portfolio.start(),
                portfolio.end(),
                settings.ports().store(),
                ServerOptions.strategy(settings) + "-1");
        folder.write(run);
        return kills.kills();
    }

    /** Whoever kills servers has other things to look at: a link that finds nobody there says nothing. */
    private void openLinks(MailboxServer mails, Instant at) {
        if (settings.kills() == 0) {
            try {
                opener.open(mails.newest(), at);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Expected to open payment links, but was interrupted", e);
            }
        }
    }

    private static boolean stopped(StopPlan stops, Instant at) {
        try {
            return stops.at(at);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Expected to place or lift a stop, but was interrupted", e);
        }
    }

    private boolean verdict(
            Sample sample, Portfolio portfolio, Dashboard dashboard, Map<Integer, Map<String, Integer>> monthsLate)
            throws InterruptedException {
        synchronized (lock) {
            if (client != null) {
                client.close();
                client = null;
            }
        }
        Map<String, Integer> agents = sendHome();
        RunFolder.Period period = RunFolder.Period.of(portfolio.start(), portfolio.end());
        ReportRun.keep(settings, folder, LENDER, period);
        Evidence evidence = CheckCommand.evidence(folder, 0);
        Verdict verdict = CheckCommand.verdict(folder, evidence);
        RunFigures figures = RunFigures.of(evidence);
        DelayComparison comparison =
                DelayComparison.of(portfolio.clients(), sample.monthsOfDelay(portfolio.clients()), monthsLate);
        int silent = portfolio.clients().size() - evidence.debtors().size();
        new Summary(out, new Style(terminal))
                .print(
                        silent,
                        dashboard.totals(),
                        figures,
                        SegmentFigures.of(evidence),
                        StopFigures.of(evidence),
                        PromiseFigures.of(evidence, period.from(), period.to(), Instant.MAX),
                        agents,
                        opener.answered(),
                        CallsToTheHouse.of(ServerOptions.calls(settings)),
                        PersonFigures.of(evidence, ServerOptions.strategy(settings) + "-1"),
                        comparison,
                        verdict);
        example = evidence.debtors().values().stream()
                .max(Comparator.comparingInt(history -> history.sent().size()))
                .map(history -> history.key().substring(history.key().indexOf('~') + 1))
                .orElse(null);
        return verdict.kept() && figures.rulesWorked();
    }

    /** @return what the agents did */
    private Map<String, Integer> sendHome() {
        DeskStaff working;
        synchronized (lock) {
            working = staff;
            staff = null;
        }
        if (working == null) {
            return Map.of();
        }
        working.close();
        return working.counts();
    }

    /** Says where to look next. */
    void lookFurther(boolean serverRuns) {
        new Summary(out, new Style(terminal))
                .lookFurther(pages, LENDER, example, settings.data().toString(), serverRuns);
    }

    private static String debtor(CardClient client) {
        return "client-" + client.number();
    }

    /** @return noon UTC of each last day of a month, when it is that day in all zones; 0 for April */
    private static Map<Instant, Integer> monthEnds(Portfolio portfolio) {
        Map<Instant, Integer> ends = new TreeMap<>();
        for (int month = 0; month < CardClient.MONTHS; month++) {
            Instant end =
                    YearMonth.of(2026, 4 + month).atEndOfMonth().atTime(NOON, 0).toInstant(ZoneOffset.UTC);
            if (end.isBefore(portfolio.end())) {
                ends.put(end, month);
            }
        }
        return ends;
    }

    private void demandOpen() {
        if (closed) {
            throw new IllegalStateException("Expected the demo to go on, but it was ended");
        }
    }

    /** Ends client, server (and with it its store) and mailbox, in this order, and waits for them. Idempotent. */
    @Override
    public void close() {
        // A second caller returns when the first one is done, too.
        synchronized (closing) {
            end();
        }
    }

    private void end() {
        LenderClient lastClient;
        ServerProcess lastServer;
        MailboxServer lastMailbox;
        LiveView lastView;
        synchronized (lock) {
            closed = true;
            lastClient = client;
            lastServer = server;
            lastMailbox = mailbox;
            lastView = view;
            client = null;
            server = null;
            mailbox = null;
            view = null;
        }
        if (lastClient != null) {
            lastClient.fail(new IllegalStateException("The demo was ended"));
        }
        if (lastView != null) {
            lastView.close();
        }
        sendHome();
        if (lastServer != null) {
            lastServer.stop();
        }
        if (lastClient != null) {
            lastClient.close();
        }
        if (lastMailbox != null) {
            lastMailbox.close();
        }
    }
}
