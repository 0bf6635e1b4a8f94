package dev.janji.orchestrator.cli;

import com.typesafe.config.Config;
import dev.janji.domain.id.LenderId;
import dev.janji.orchestrator.server.Configuration;
import dev.janji.orchestrator.server.DataFolder;
import dev.janji.orchestrator.server.StartFailure;
import dev.janji.orchestrator.server.UpOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A server for development, on this machine, with everything it needs. */
@Command(
        name = "up",
        description = {
            "Starts the server on the real clock, with an embedded store and development credentials.",
            "Channels are simulated unless the configuration names a provider."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class UpCommand implements Callable<Integer> {
    @Option(names = "--data", paramLabel = "DIR", description = "Where everything is kept. Default: ${DEFAULT-VALUE}")
    private Path data = Path.of(".janji");

    @Option(names = "--config", paramLabel = "FILE", description = "Settings laid over the defaults (HOCON).")
    private @Nullable Path config;

    @Option(
            names = "--lender",
            paramLabel = "ID",
            description = "A lender that gets development credentials; may be repeated. Default: demo-bank")
    private List<String> lenders = List.of("demo-bank");

    @Option(names = "--grpc-port", paramLabel = "PORT", description = "Lenders' port; 0: any free one. Default: 9090")
    private @Nullable Integer grpcPort;

    @Option(names = "--http-port", paramLabel = "PORT", description = "Status page; 0: any free one. Default: 8080")
    private @Nullable Integer httpPort;

    @Option(
            names = "--management-port",
            paramLabel = "PORT",
            description = "Readiness and liveness; 0: any free one. Default: 7626")
    private @Nullable Integer managementPort;

    @Option(names = "--metrics-port", paramLabel = "PORT", description = "Prometheus; 0: any free one. Default: 9095")
    private @Nullable Integer metricsPort;

    @Option(
            names = "--cassandra-port",
            paramLabel = "PORT",
            description = "Embedded Cassandra; 0: any free one. Default: 9042")
    private @Nullable Integer cassandraPort;

    @ArgGroup(exclusive = false)
    private @Nullable Scaled scaled;

    /** For the demo and for tests. */
    static final class Scaled {
        @Option(names = "--scaled-clock", paramLabel = "START", required = true, hidden = true)
        private String start = "";

        @Option(names = "--speed", paramLabel = "FACTOR", required = true, hidden = true)
        private double speed;

        @Option(names = "--await-horizon", hidden = true)
        private boolean awaitHorizon;
    }

    @Override
    public Integer call() {
        try {
            DataFolder folder = DataFolder.at(data);
            System.setProperty("janji.logs", folder.logs().toString());
            Config configuration = Configuration.up(options(folder), folder);
            return new Run(configuration, folder).untilTheEnd(false);
        } catch (StartFailure e) {
            return Run.failed(e);
        } catch (IOException e) {
            return Run.failed(new StartFailure("The folder " + data + " can't be used: " + e.getMessage(), e));
        }
    }

    private UpOptions options(DataFolder folder) throws StartFailure {
        try {
            return new UpOptions(
                    folder.root(),
                    config,
                    lenders.stream().map(LenderId::new).toList(),
                    new UpOptions.Ports(grpcPort, httpPort, managementPort, metricsPort, cassandraPort),
                    scaled == null ? null : new UpOptions.ScaledTime(scaled.start, scaled.speed, scaled.awaitHorizon));
        } catch (IllegalArgumentException e) {
            throw new StartFailure("--lender: " + e.getMessage(), e);
        }
    }
}
