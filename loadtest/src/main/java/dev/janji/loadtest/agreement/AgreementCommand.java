package dev.janji.loadtest.agreement;

import dev.janji.actors.rules.Policies;
import dev.janji.loadtest.compliance.ProposalDraws;
import dev.janji.loadtest.compliance.RuleShares;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code janji loadtest agreement}: millions of drawn contacts, judged twice. */
@Command(
        name = "agreement",
        description =
                "Draws contacts and histories at random and holds the verdicts of the shipped policy packs against a second, plain"
                        + " implementation of docs/rules.md. Exit code 0 only when they agree on every one.",
        mixinStandardHelpOptions = true)
public final class AgreementCommand implements Callable<Integer> {
    private static final int BATCH = 10_000;
    private static final int SHOWN = 5;

    @Option(names = "--cases", description = "contacts to draw (default ${DEFAULT-VALUE})", defaultValue = "10000000")
    private long cases;

    @Option(names = "--seed", description = "of the draws (default ${DEFAULT-VALUE})", defaultValue = "1")
    private long seed;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Agreement agreement = new Agreement(new Policies(null));

    /** What one batch of draws came to. */
    private record Batch(RuleShares shares, List<Agreement.Disagreement> disagreements) {}

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        PrintWriter out = spec.commandLine().getOut();
        long began = System.nanoTime();
        RuleShares shares = new RuleShares();
        List<Agreement.Disagreement> disagreements = new ArrayList<>();
        ExecutorService workers =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            List<Future<Batch>> batches = new ArrayList<>();
            for (long first = 0; first < cases; first += BATCH) {
                long batch = first / BATCH;
                long count = Math.min(BATCH, cases - first);
                batches.add(workers.submit(() -> batch(seed * 1_000_003 + batch, count)));
            }
            for (Future<Batch> each : batches) {
                shares.addAll(each.get().shares());
                disagreements.addAll(each.get().disagreements());
            }
        } finally {
            workers.shutdownNow();
        }
        shares.lines().forEach(line -> out.println("  " + line));
        disagreements.stream().limit(SHOWN).forEach(each -> {
            out.println();
            out.println("  " + each.what());
            out.println("  at " + each.at() + ": " + each.smallest());
        });
        out.println();
        out.printf(
                Locale.ENGLISH,
                "  %,d contacts judged twice in %,d s, seed %d: %s%n",
                cases,
                (System.nanoTime() - began) / 1_000_000_000L,
                seed,
                disagreements.isEmpty()
                        ? "the packs and the plain rules agree on every one"
                        : String.format(Locale.ENGLISH, "they disagree on %,d", disagreements.size()));
        out.flush();
        return disagreements.isEmpty() ? 0 : 1;
    }

    private Batch batch(long ofSeed, long count) {
        RuleShares shares = new RuleShares();
        List<Agreement.Disagreement> disagreements = new ArrayList<>();
        ProposalDraws draws = new ProposalDraws(ofSeed);
        for (long i = 0; i < count; i++) {
            ProposalDraws.Draw draw = draws.next();
            shares.add(draw);
            Agreement.Disagreement disagreement = agreement.of(draw);
            if (disagreement != null) {
                disagreements.add(disagreement);
            }
        }
        return new Batch(shares, disagreements);
    }
}
