package dev.janji.loadtest.simulation;

import com.typesafe.config.ConfigException;
import dev.janji.actors.rules.RuleFileRefused;
import dev.janji.loadtest.portfolio.Assumptions;
import dev.janji.loadtest.portfolio.CardClient;
import dev.janji.loadtest.portfolio.Sample;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code janji strategy simulate}: what a strategy would send to a portfolio, before anybody is contacted. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        versionProvider = dev.janji.loadtest.Version.class,
        description = {
            "Works a portfolio by a strategy on a virtual calendar: contacts, cost, what they ask of the gateways, and which rules"
                    + " stood in the way. Decided by the code of the server; no server runs, and nothing is sent.",
            "Payments come as the portfolio has them, whatever is sent: it shows load and rules, not money (docs/simulation.md)."
        })
public final class SimulateCommand implements Callable<Integer> {
    private static final String USUAL_DEBTORS = "3000";

    @Parameters(
            paramLabel = "FILE_OR_NAME",
            description = "A strategy's file, or the name of one: default, consumer-finance, p2p, credit-card")
    private String strategy = "";

    @Option(
            names = "--against",
            paramLabel = "FILE_OR_NAME",
            description = "A second strategy, whose totals stand beside those of the first")
    private @Nullable String against;

    @Option(
            names = "--portfolio",
            paramLabel = "PATH",
            description = "A file with the columns of the shipped sample, which is the default (docs/demo.md)")
    private @Nullable Path portfolio;

    @Option(
            names = "--debtors",
            paramLabel = "N",
            defaultValue = USUAL_DEBTORS,
            description = "Debtors, drawn by the seed; the sample has 30000; default: ${DEFAULT-VALUE}")
    private int debtors;

    @Option(
            names = "--from",
            paramLabel = "DATE",
            description =
                    "First day that is counted, such as 2026-07-01; default and earliest: 2026-04-01, when the stories begin")
    private LocalDate from = Assumptions.FIRST_DAY;

    @Option(
            names = "--days",
            paramLabel = "N",
            description = "Days that are counted; default: to the end of the stories on 30 September 2026")
    private @Nullable Integer days;

    @Option(names = "--seed", paramLabel = "S", description = "Of everything that is drawn; default: ${DEFAULT-VALUE}")
    private long seed = Assumptions.SEED;

    @Option(
            names = "--packs",
            paramLabel = "NAME",
            split = ",",
            description =
                    "Policy packs, laid over each other; default: those of the configuration, which ships with id")
    private @Nullable List<String> packs;

    @Option(
            names = "--attested",
            paramLabel = "WORD",
            split = ",",
            description = "What the lender has declared (docs/rules.md)")
    private Set<String> attested = Set.of();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "A server's configuration, for texts, buckets, folders and packs of your own")
    private @Nullable Path config;

    @Option(
            names = "--cost",
            paramLabel = "CHANNEL=PRICE,...",
            description = "Price of one contact in whole units of your currency, such as sms=350,email=5; yours to set")
    private @Nullable String cost;

    @Option(names = "--daily", description = "A row for each day instead of each week")
    private boolean daily;

    @Option(
            names = "--csv",
            paramLabel = "FILE",
            description = "Also write one row a day, segment and channel, for a spreadsheet")
    private @Nullable Path csv;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Ends the command with a sentence and code 1. */
    private static final class Unusable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unusable(String sentence) {
            super(sentence);
        }
    }

    @Override
    public Integer call() {
        SimulatedPeriod period = period();
        ContactCosts costs = costs();
        try {
            List<TrialRules> trials = new ArrayList<>(List.of(read(strategy)));
            if (against != null) {
                trials.add(read(against));
            }
            List<CardClient> clients = clients();
            SimulationRun.Result result = new SimulationRun(clients, period, seed).of(trials);
            print(trials, clients, period, costs, result);
            if (csv != null) {
                DayRows.write(csv, trials, result.figures(), period, costs);
            }
            return ExitCode.OK;
        } catch (RuleFileRefused | ConfigException | Unusable e) {
            spec.commandLine().getErr().println(e.getMessage());
            return ExitCode.SOFTWARE;
        } catch (IOException e) {
            spec.commandLine().getErr().println("Expected to write " + csv + ", but could not: " + e);
            return ExitCode.SOFTWARE;
        }
    }

    private SimulatedPeriod period() {
        LocalDate end = Assumptions.FIRST_DAY.plusDays(Assumptions.DAYS);
        if (debtors < 1) {
            throw new ParameterException(spec.commandLine(), "Expected --debtors of 1 or more, but got " + debtors);
        }
        if (from.isBefore(Assumptions.FIRST_DAY) || !from.isBefore(end)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Expected --from between " + Assumptions.FIRST_DAY + " and " + end.minusDays(1) + ", but got "
                            + from);
        }
        int most = (int) (end.toEpochDay() - from.toEpochDay());
        int counted = days == null ? most : days;
        if (counted < 1 || counted > most) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Expected --days from 1 to " + most + ", because the stories end on " + end.minusDays(1)
                            + ", but got " + counted);
        }
        return new SimulatedPeriod(from, counted, Assumptions.LENDER_ZONE);
    }

    private ContactCosts costs() {
        try {
            return cost == null ? ContactCosts.NONE : ContactCosts.parse(cost);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--cost: " + e.getMessage(), e);
        }
    }

    private TrialRules read(String fileOrName) {
        return TrialRules.read(fileOrName, config, packs, attested);
    }

    private List<CardClient> clients() {
        if (portfolio == null) {
            return Sample.shipped().choose(debtors, seed);
        }
        try {
            List<CardClient> clients = Sample.of(Files.readString(portfolio)).choose(debtors, seed);
            if (clients.isEmpty()) {
                throw new Unusable(portfolio + ": expected a client a line, but there is none");
            }
            return clients;
        } catch (IOException e) {
            throw new Unusable(portfolio + ": expected a portfolio to read, but could not: "
                    + e.getClass().getSimpleName());
        } catch (IllegalArgumentException | ArithmeticException | NoSuchElementException e) {
            throw new Unusable(
                    portfolio + ": expected the columns ID and X12 to X23 with whole amounts, as in the shipped"
                            + " sample (docs/demo.md), but: " + e.getMessage());
        }
    }

    private void print(
            List<TrialRules> trials,
            List<CardClient> clients,
            SimulatedPeriod period,
            ContactCosts costs,
            SimulationRun.Result result) {
        PrintWriter out = spec.commandLine().getOut();
        Page page = new Page(out);
        page.heading("A strategy on a virtual calendar");
        SimulationReport.header(page, trials.get(0));
        if (trials.size() > 1) {
            SimulationReport.header(page, trials.get(1));
        }
        Figures first = result.figures().get(0);
        page.fact("packs", "%s", String.join(", ", trials.get(0).packs()));
        page.fact(
                "portfolio",
                "%,d clients of %s, %,d with something to tell by the end",
                clients.size(),
                portfolio == null ? "the shipped sample" : portfolio,
                first.debtors());
        page.fact(
                "period",
                "%s to %s, %d days",
                Page.dayOfYear(period.from()),
                Page.dayOfYear(period.last()),
                period.days());
        page.fact("seed", "%d", seed);
        page.fact("assumed", "payments come as the portfolio has them, whatever is sent: this shows load");
        page.fact(
                "",
                "and rules, not money. Every contact leaves at once; of text messages %.0f %% arrive,",
                100 * ReceiptAssumptions.SMS_DELIVERED);
        page.fact(
                "",
                "%.0f %% do not, %.0f %% say nothing; e-mail says nothing. docs/simulation.md has the rest.",
                100 * ReceiptAssumptions.SMS_UNDELIVERED,
                100 * (1 - ReceiptAssumptions.SMS_DELIVERED - ReceiptAssumptions.SMS_UNDELIVERED));
        new SimulationReport(page, trials.get(0), first, period, costs).print(daily);
        if (trials.size() > 1) {
            new ComparisonReport(page, first, result.figures().get(1), costs).print(trials.get(0), trials.get(1));
        }
        page.heading("Speed");
        page.line(
                "%,d debtor-days in %.1f s on one thread: %,.0f a minute",
                result.debtorDays(), result.wallNanos() / 1e9, result.perMinute(result.wallNanos()));
        page.line(
                "of which it had a core for %.1f s: %,.0f a minute of one core",
                result.cpuNanos() / 1e9, result.perMinute(result.cpuNanos()));
        page.end();
    }
}
