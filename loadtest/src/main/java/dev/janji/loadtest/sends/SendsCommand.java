package dev.janji.loadtest.sends;

import dev.janji.loadtest.Version;
import dev.janji.loadtest.demo.Ports;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code janji loadtest sends}: is any message sent twice, or any attempt left open, when the server is killed again and again? */
@Command(
        name = "sends",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Many messages by the real server and its SMPP adapter to a provider that does not answer one in a hundred, loses one receipt in",
            "a hundred and brings others twice, while the server is killed with SIGKILL at seeded random moments and started again.",
            "At the end the event log is held against the provider's own book: nothing twice, nothing that the log does not explain, no",
            "attempt open. Ends with 0 when all of that holds, else with 1."
        })
public final class SendsCommand implements Callable<Integer> {
    @Option(
            names = "--sends",
            paramLabel = "N",
            defaultValue = "100000",
            description = "Messages, at least. Default: ${DEFAULT-VALUE}")
    private int sends;

    @Option(
            names = "--kills",
            paramLabel = "N",
            defaultValue = "10",
            description = "How often the server is killed. Default: ${DEFAULT-VALUE}")
    private int kills;

    @Option(names = "--seed", paramLabel = "N", description = "Default: another one each time, printed")
    private long seed = ThreadLocalRandom.current().nextLong(1, 1_000_000_000);

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = ".janji/sends",
            description = "Folder of the run, emptied before; default: ${DEFAULT-VALUE}")
    private Path data = Path.of("");

    @Option(names = "--keep", description = "Keep the store's files too, not only the records")
    private boolean keep;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        Path home =
                Path.of(System.getProperty("janji.home", "")).toAbsolutePath().normalize();
        SendsSettings settings;
        try {
            settings = new SendsSettings(
                    sends,
                    kills,
                    seed,
                    home,
                    home.resolve("target").resolve("server.args"),
                    home.resolve(data).normalize(),
                    keep,
                    Ports.free());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        return run(settings, spec.commandLine().getOut());
    }

    /** @return 0 when everything holds */
    static int run(SendsSettings settings, PrintWriter out) throws InterruptedException {
        out.println("seed " + settings.seed());
        SendsRun run = new SendsRun(settings, out);
        Thread hook = new Thread(run::close, "end");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return run.run().print(out) ? 0 : 1;
        } catch (IllegalStateException e) {
            out.println();
            out.println(e.getMessage());
            out.flush();
            return 1;
        } finally {
            run.close();
        }
    }
}
