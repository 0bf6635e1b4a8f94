package dev.janji.orchestrator.cli;

import dev.janji.actors.stop.LoggedStop;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.id.DeskId;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.id.StopId;
import dev.janji.domain.stop.StopScope;
import dev.janji.orchestrator.grpc.StopsClient;
import dev.janji.orchestrator.words.Language;
import dev.janji.orchestrator.words.StopScopeWords;
import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Stops everything, or one thing, and lets it go on. */
@Command(
        name = "stop",
        description = {
            "Halts a lender, a channel, a template, a strategy or a desk on a running server, queued messages included.",
            "What is due stays due; what was not told to a provider yet never is. You stand as author."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class StopCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Why, for those who come later. */
    static final class Why {
        @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why; without personal data.")
        String reason = "";
    }

    /** Whose, when not everybody's. */
    static final class Whose {
        @Option(names = "--lender", paramLabel = "ID", description = "Only of this lender. Default: of every lender")
        private @Nullable String lender;

        @Nullable
        LenderId lender() {
            return lender == null ? null : new LenderId(lender);
        }
    }

    /** Without a subcommand. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCode.USAGE;
    }

    @Command(
            name = "lender",
            mixinStandardHelpOptions = true,
            description = "Halts a lender whole: contacts and hand-overs.")
    int lender(@Parameters(paramLabel = "ID") String id, @Mixin Why why, @Mixin OperatorDoor door) {
        return place(() -> new StopScope.WholeLender(new LenderId(id)), why, door);
    }

    @Command(
            name = "channel",
            mixinStandardHelpOptions = true,
            description = "Halts contacts by sms, email, push, whatsapp, letter or voice.")
    int channel(
            @Parameters(paramLabel = "NAME") String name,
            @Mixin Whose whose,
            @Mixin Why why,
            @Mixin OperatorDoor door) {
        return place(() -> new StopScope.OfChannel(whose.lender(), channel(name)), why, door);
    }

    @Command(
            name = "template",
            mixinStandardHelpOptions = true,
            description = "Halts contacts with the words of a template.")
    int template(
            @Parameters(paramLabel = "NAME") String name,
            @Mixin Whose whose,
            @Mixin Why why,
            @Mixin OperatorDoor door) {
        return place(() -> new StopScope.OfTemplate(whose.lender(), name), why, door);
    }

    @Command(
            name = "strategy",
            mixinStandardHelpOptions = true,
            description = "Halts contacts and hand-overs of a strategy, or of one version such as p2p-3.")
    int strategy(
            @Parameters(paramLabel = "NAME") String name,
            @Mixin Whose whose,
            @Mixin Why why,
            @Mixin OperatorDoor door) {
        return place(() -> new StopScope.OfStrategy(whose.lender(), name), why, door);
    }

    @Command(
            name = "desk",
            mixinStandardHelpOptions = true,
            description = "Halts a desk: it dials nobody, and calls that nobody has answered are hung up.")
    int desk(@Parameters(paramLabel = "NAME") String name, @Mixin Why why, @Mixin OperatorDoor door) {
        return place(() -> new StopScope.OfDesk(new DeskId(name)), why, door);
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Shows the stops that stand.")
    int list(
            @Option(names = "--lifted", description = "Those that were lifted, too.") boolean lifted,
            @Mixin OperatorDoor door) {
        return OperatorDoor.run(spec, () -> {
            List<LoggedStop> stops = door.call(channel -> new StopsClient(channel).list(lifted));
            if (stops.isEmpty()) {
                out().println(lifted ? "No stop was ever placed." : "No stop stands.");
            }
            stops.forEach(this::print);
        });
    }

    @Command(
            name = "lift",
            mixinStandardHelpOptions = true,
            description = "Lifts a stop: what it halted is planned anew.")
    int lift(@Parameters(paramLabel = "ID") String id, @Mixin Why why, @Mixin OperatorDoor door) {
        return OperatorDoor.run(spec, () -> {
            StopId stop = new StopId(id);
            changed(door.call(channel -> new StopsClient(channel).lift(stop, why.reason)));
        });
    }

    private int place(Supplier<StopScope> what, Why why, OperatorDoor door) {
        return OperatorDoor.run(spec, () -> {
            StopScope scope = what.get();
            changed(door.call(channel -> new StopsClient(channel).place(scope, why.reason)));
        });
    }

    private void changed(StopsClient.Changed changed) {
        print(changed.stop());
        out().printf("Known to %d %s.%n", changed.nodes(), changed.nodes() == 1 ? "node" : "nodes");
        if (!changed.missing().isEmpty()) {
            spec.commandLine()
                    .getErr()
                    .println(
                            "warning: these nodes did not say so in time, and will as soon as they can read the store: "
                                    + String.join(", ", changed.missing()));
        }
    }

    private void print(LoggedStop logged) {
        out().printf(
                        "%s  %s  since %s by %s: %s%n",
                        logged.stop().id(),
                        logged.stop().scope().match(new StopScopeWords(Language.ENGLISH.phrases())),
                        logged.stop().placedAt().truncatedTo(ChronoUnit.SECONDS),
                        logged.stop().author(),
                        logged.stop().reason());
        LoggedStop.Lifting lifting = logged.lifting();
        if (lifting != null) {
            out().printf(
                            "    lifted %s by %s: %s%n",
                            lifting.at().truncatedTo(ChronoUnit.SECONDS), lifting.by(), lifting.reason());
        }
    }

    private static Channel channel(String name) {
        return Arrays.stream(Channel.values())
                .filter(each -> word(each).equals(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Expected one of "
                        + Arrays.stream(Channel.values()).map(StopCommand::word).collect(Collectors.joining(", "))
                        + ", but got " + name));
    }

    private static String word(Channel channel) {
        return channel.name().toLowerCase(Locale.ROOT);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
