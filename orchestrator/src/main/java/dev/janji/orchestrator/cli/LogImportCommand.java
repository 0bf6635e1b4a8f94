package dev.janji.orchestrator.cli;

import com.datastax.oss.driver.api.core.CqlSession;
import com.typesafe.config.Config;
import dev.janji.actors.eventlog.cassandra.EventLogTables;
import dev.janji.actors.eventlog.cassandra.StockJournal;
import dev.janji.actors.eventlog.move.LogImport;
import dev.janji.actors.store.CassandraSettings;
import dev.janji.actors.store.SchemaMigrations;
import dev.janji.actors.time.RealClock;
import dev.janji.orchestrator.server.StartFailure;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** From the stock journal's tables into the event log. */
@Command(
        name = "import",
        description = {
            "Copies everything that the stock journal plugin has stored into the event log, which must never have been used.",
            "Stop the server first and keep it stopped. Can be interrupted and run again: it goes on where it was. At the end it",
            "reads both again and compares every entry. The old tables are left as they are; snapshots are made anew."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class LogImportCommand implements Callable<Integer> {
    private static final int REFUSED = 3;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private StoreOptions store = new StoreOptions();

    @Option(
            names = "--yes",
            description = "The server is stopped. Without this the command only says what it would do.")
    private boolean yes;

    @Override
    public Integer call() {
        return store.onStore(this::move);
    }

    private int move(CqlSession session, Config config) throws StartFailure {
        PrintWriter out = spec.commandLine().getOut();
        CassandraSettings settings = CassandraSettings.from(config);
        if (!yes) {
            out.println("Would copy the stock journal in keyspace " + settings.keyspace()
                    + " into its event log. Stop the server, then run this again with --yes.");
            out.flush();
            return 0;
        }
        if (store.isServerRunning()) {
            throw new StartFailure(
                    "Expected the server to be stopped, but it is running; what it writes meanwhile would be lost.");
        }
        SchemaMigrations.apply(session, settings);
        StockJournal journal = new StockJournal(session, settings.keyspace());
        if (!journal.isThere()) {
            throw new StartFailure("Expected the tables of the old journal in keyspace " + settings.keyspace()
                    + ", but they are not there; there is nothing to import.");
        }
        EventLogTables log = EventLogTables.open(session, config);
        try (RealClock clock = RealClock.start()) {
            LogImport.Outcome outcome = new LogImport(journal, log.store(), log.layout(), clock).run(entries -> {
                out.printf(Locale.ROOT, "%,d entries ...%n", entries);
                out.flush();
            });
            StockJournal.noteImported(session, settings);
            out.printf(
                    Locale.ROOT,
                    "%,d events and deletions of %,d persistence ids are in %d slices of the event log, %,d of them new."
                            + " Every one was compared with the old journal.%n",
                    outcome.entries(),
                    outcome.persistenceIds(),
                    outcome.slices(),
                    outcome.added());
            out.flush();
            return 0;
        } catch (LogImport.Refused e) {
            spec.commandLine().getErr().println(e.getMessage());
            spec.commandLine().getErr().flush();
            return REFUSED;
        }
    }
}
