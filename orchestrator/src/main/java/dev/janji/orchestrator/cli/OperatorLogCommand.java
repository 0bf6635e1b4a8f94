package dev.janji.orchestrator.cli;

import dev.janji.actors.desk.OperatorAct;
import dev.janji.actors.desk.OperatorLog;
import dev.janji.actors.store.CassandraSettings;
import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What was another in the operator's folder, and when servers took it up. */
@Command(
        name = "log",
        description = {
            "Shows when servers took up which version of the operator's folder, and what was another in it: agents, authority, shifts,",
            "certificates, desks, queues. By ids; whoever needs names has them in the folder. The oldest first."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class OperatorLogCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--about",
            paramLabel = "TEXT",
            description = "Only what this stands in, such as `agent-1` or `authority`.")
    private String about = "";

    @Mixin
    private StoreOptions store = new StoreOptions();

    @Override
    public Integer call() {
        return store.onStore((session, config) -> {
            show(new OperatorLog(session, CassandraSettings.from(config).keyspace())
                    .entries()
                    .toCompletableFuture()
                    .join());
            return ExitCode.OK;
        });
    }

    private void show(List<OperatorAct> acts) {
        PrintWriter out = spec.commandLine().getOut();
        if (acts.isEmpty()) {
            out.println("No server has taken up an operator's folder here.");
        }
        for (OperatorAct act : acts) {
            List<String> changes =
                    act.changes().stream().filter(each -> each.contains(about)).toList();
            if (about.isEmpty() || !changes.isEmpty()) {
                out.println(act.at().truncatedTo(ChronoUnit.SECONDS) + "  version " + act.version() + ", taken up by "
                        + act.server());
                changes.forEach(each -> out.println("  " + each));
                if (act.changes().isEmpty()) {
                    out.println("  nothing but names or comments");
                }
            }
        }
        out.flush();
    }
}
