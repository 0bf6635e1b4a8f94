package dev.janji.orchestrator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.janji.orchestrator.server.StartFailure;
import dev.janji.orchestrator.words.Language;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The life of one debtor, for whoever is asked about it. */
@Command(
        name = "replay",
        description = {
            "Prints the life of one debtor, day by day in its local time: what its lender told, and what was decided and why.",
            "With --at it explains one instant instead. Asks a running server; shows ids, amounts and dates, nothing personal."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class ReplayCommand implements Callable<Integer> {
    private static final int FAILED = 1;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--debtor", paramLabel = "ID", required = true, description = "As its lender names it.")
    private String debtor = "";

    @Mixin
    private ServerAddress server = new ServerAddress();

    @Option(
            names = "--language",
            paramLabel = "en|id",
            converter = LanguageWord.class,
            defaultValue = "en",
            description = "Default: ${DEFAULT-VALUE}")
    private Language language = Language.ENGLISH;

    @Option(names = "--from", paramLabel = "DATE", description = "First local day, such as 2026-03-02.")
    private @Nullable LocalDate from;

    @Option(names = "--to", paramLabel = "DATE", description = "Last local day.")
    private @Nullable LocalDate to;

    @Option(
            names = "--at",
            paramLabel = "INSTANT",
            description = "Explains this instant: 2026-03-02T08:00:00Z, or local as 2026-03-02T15:00, or now.")
    private @Nullable String at;

    @Override
    public Integer call() {
        try {
            String url = server.url();
            DebtorPages pages = new DebtorPages(url, server.token(), server.lender(), debtor, language);
            DebtorText text = new DebtorText(spec.commandLine().getOut(), Ink.ofTerminal(), language.phrases());
            if (at == null) {
                print(pages, text);
            } else {
                text.explanation(pages.page(1, instant(at, pages)));
            }
            return ExitCode.OK;
        } catch (StartFailure e) {
            spec.commandLine().getErr().println(e.sentence());
            return FAILED;
        } finally {
            spec.commandLine().getOut().flush();
        }
    }

    private void print(DebtorPages pages, DebtorText text) throws StartFailure {
        JsonNode page = pages.page(1, null);
        text.begin(page);
        text.days(page, from, to);
        while (page.has("historyContinuesFrom")) {
            page = pages.page(page.get("historyContinuesFrom").asLong(), null);
            text.days(page, from, to);
        }
        text.end();
    }

    /** @return null for now */
    private static @Nullable Instant instant(String at, DebtorPages pages) throws StartFailure {
        if (at.equals("now")) {
            return null;
        }
        try {
            return at.endsWith("Z")
                    ? Instant.parse(at)
                    : LocalDateTime.parse(at)
                            .atZone(DebtorText.zone(pages.page(1, null)))
                            .toInstant();
        } catch (DateTimeException e) {
            throw new StartFailure(
                    "Expected --at as an instant such as 2026-03-02T08:00:00Z, a local time such as 2026-03-02T15:00,"
                            + " or now, but got " + at + ".",
                    e);
        }
    }
}
