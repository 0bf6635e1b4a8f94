package dev.janji.loadtest;

import dev.janji.loadtest.adapters.AdaptersCommand;
import dev.janji.loadtest.agents.AgentsCommand;
import dev.janji.loadtest.agents.EchoCommand;
import dev.janji.loadtest.agreement.AgreementCommand;
import dev.janji.loadtest.allocation.AllocateCommand;
import dev.janji.loadtest.checker.CheckCommand;
import dev.janji.loadtest.demo.DemoCommand;
import dev.janji.loadtest.demo.KillCommand;
import dev.janji.loadtest.demo.SampleCommand;
import dev.janji.loadtest.ingest.IngestCommand;
import dev.janji.loadtest.journal.FaultsCommand;
import dev.janji.loadtest.journal.FormsCommand;
import dev.janji.loadtest.journal.JournalCommand;
import dev.janji.loadtest.journal.OwnerCommand;
import dev.janji.loadtest.journal.RestartCommand;
import dev.janji.loadtest.journal.RestartOwnerCommand;
import dev.janji.loadtest.pacing.PacingCommand;
import dev.janji.loadtest.races.RacesCommand;
import dev.janji.loadtest.races.WithdrawCommand;
import dev.janji.loadtest.sends.SendsCommand;
import dev.janji.loadtest.simulation.SimulateCommand;
import dev.janji.loadtest.wakeups.WakeUpsCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line of the load tests and the demo; {@code ./janji} starts it. */
@Command(
        name = "janji",
        subcommands = {DemoCommand.class, SampleCommand.class, Main.LoadTests.class, Main.Strategies.class})
public final class Main implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Load over the real wire, and its measurements. */
    @Command(
            name = "loadtest",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            description = "Load over the real wire, its measurements, and the checker",
            subcommands = {
                IngestCommand.class,
                JournalCommand.class,
                FormsCommand.class,
                FaultsCommand.class,
                OwnerCommand.class,
                RestartCommand.class,
                RestartOwnerCommand.class,
                AgreementCommand.class,
                CheckCommand.class,
                KillCommand.class,
                SendsCommand.class,
                WakeUpsCommand.class,
                PacingCommand.class,
                AllocateCommand.class,
                AdaptersCommand.class,
                AgentsCommand.class,
                RacesCommand.class,
                WithdrawCommand.class,
                EchoCommand.class
            })
    static final class LoadTests implements Runnable {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public void run() {
            throw new ParameterException(spec.commandLine(), "Expected one of the commands below, but got none");
        }
    }

    /** The strategy commands that need no server; the server's own command line has the others. */
    @Command(
            name = "strategy",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            description = "The plan by which accounts are worked",
            subcommands = SimulateCommand.class)
    static final class Strategies implements Runnable {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public void run() {
            throw new ParameterException(spec.commandLine(), "Expected one of the commands below, but got none");
        }
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Expected one of the commands below, but got none");
    }

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }
}
