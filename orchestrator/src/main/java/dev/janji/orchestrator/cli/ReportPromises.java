package dev.janji.orchestrator.cli;

import com.typesafe.config.ConfigFactory;
import dev.janji.actors.eventlog.BrokenLog;
import dev.janji.actors.eventlog.LogEntry;
import dev.janji.actors.eventlog.RowsDeleted;
import dev.janji.actors.eventlog.audit.StoredEvents;
import dev.janji.actors.eventlog.cassandra.EventLogTables;
import dev.janji.actors.journal.JournalCodec;
import dev.janji.actors.journal.PersonalCipher;
import dev.janji.actors.journal.Recorded;
import dev.janji.actors.journal.UnreadableRecord;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.report.PromiseLives;
import dev.janji.domain.report.PromiseReport;
import dev.janji.orchestrator.server.StartFailure;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.ActorSystem;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How the promises of a lender's debtors went. */
@Command(
        name = "promises",
        description = {
            "Counts the promises whose date falls within a period, by count and by amount, as they count now: kept, kept in part,",
            "broken, cancelled, superseded, still active; with the kept, broken and cancelled rates, and promises taken by contact.",
            "Kept rate = kept / due; broken rate = 1 - kept - cancelled; due are the kept, kept in part, broken and cancelled ones.",
            "A promise that was kept in part counts as broken and is shown apart. Reads the whole event log."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ReportPromises implements Callable<Integer> {
    /** A system for streams only: it joins nothing, logs nothing and keeps no JVM alive. */
    private static final String STREAMS = """
            pekko {
              actor.provider = local
              extensions = []
              library-extensions = []
              loggers = []
              loglevel = OFF
              stdout-loglevel = OFF
              log-dead-letters = off
              daemonic = on
              jvm-shutdown-hooks = off
              coordinated-shutdown.run-by-jvm-shutdown-hook = off
            }
            """;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--lender", paramLabel = "ID", required = true, description = "Whose debtors.")
    private String lender = "";

    @Option(
            names = "--from",
            paramLabel = "DATE",
            required = true,
            description =
                    "First day, such as 2026-06-01: of the date by which was promised; for what was taken, of that day.")
    private LocalDate from = LocalDate.EPOCH;

    @Option(names = "--to", paramLabel = "DATE", required = true, description = "Last day.")
    private LocalDate to = LocalDate.EPOCH;

    @Option(
            names = "--currency",
            paramLabel = "CODE",
            description = "Only promises in this currency, such as IDR; promises taken by contact are of all.")
    private @Nullable String currency;

    @Option(names = "--json", description = "For programs.")
    private boolean json;

    @Mixin
    private StoreOptions store = new StoreOptions();

    @Override
    public Integer call() {
        return store.onLog((log, config) -> report(log));
    }

    private int report(EventLogTables log) throws StartFailure {
        LenderId whose = lender();
        String only = code();
        PromiseReport.Sum sum;
        try {
            sum = new PromiseReport.Sum(from, to);
        } catch (IllegalArgumentException e) {
            throw new StartFailure(
                    "Expected --to on --from or later, but --from is " + from + " and --to is " + to + ".", e);
        }
        AtomicLong debtors = new AtomicLong();
        String prefix = Recorded.ENTITY_TYPE + "|" + whose.value() + "~";
        ActorSystem streams = ActorSystem.create(
                "janji-report", ConfigFactory.parseString(STREAMS).withFallback(ConfigFactory.defaultReference()));
        try {
            StoredEvents stored = new StoredEvents(log.store(), log.readers(), streams);
            for (int slice = 0; slice < log.layout().slices(); slice++) {
                stored.read(slice, id -> id.startsWith(prefix), (id, events) -> {
                    debtors.incrementAndGet();
                    sum.add(lives(events));
                });
            }
        } catch (CompletionException | UnreadableRecord | BrokenLog e) {
            throw unreadable(e);
        } finally {
            streams.terminate();
        }
        if (debtors.get() == 0) {
            throw new StartFailure("Lender " + whose.value()
                    + " has no debtor in this store. Write its id as its credential has it, or name another store with --data"
                    + " or --config.");
        }
        PrintWriter out = spec.commandLine().getOut();
        PromiseReportText text = new PromiseReportText(whose.value(), sum.report(), only);
        if (json) {
            out.println(text.json());
        } else {
            text.print(out);
        }
        out.flush();
        return 0;
    }

    /** @return what to say; thrown on when the store itself failed, which is said elsewhere */
    private static StartFailure unreadable(RuntimeException failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof UnreadableRecord || cause instanceof BrokenLog || cause instanceof RowsDeleted) {
            return new StartFailure(
                    "The event log can't be read: " + cause.getMessage() + ". janji log verify says more.", failure);
        }
        throw failure;
    }

    private static PromiseLives lives(List<LogEntry.Event> events) {
        PromiseLives lives = new PromiseLives();
        // What is personal is not asked for.
        events.forEach(event -> lives.add(JournalCodec.decodeBytes(event.payload(), PersonalCipher.FORGOTTEN)
                .event()));
        return lives;
    }

    private LenderId lender() throws StartFailure {
        try {
            return new LenderId(lender);
        } catch (IllegalArgumentException e) {
            throw new StartFailure("--lender: " + e.getMessage() + ".", e);
        }
    }

    private @Nullable String code() throws StartFailure {
        try {
            return currency == null ? null : Currency.getInstance(currency).getCurrencyCode();
        } catch (IllegalArgumentException e) {
            throw new StartFailure("Expected --currency as an ISO 4217 code such as IDR, but got " + currency + ".", e);
        }
    }
}
