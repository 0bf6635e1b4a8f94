package dev.janji.orchestrator.cli;

import com.typesafe.config.Config;
import dev.janji.orchestrator.server.Configuration;
import dev.janji.orchestrator.server.DataFolder;
import dev.janji.orchestrator.server.ServeDemands;
import dev.janji.orchestrator.server.StartFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The server that works real debtors: its operator's store, credentials and channels. */
@Command(
        name = "serve",
        description = {
            "Starts the server with your own store, credentials and channels.",
            "Refuses settings that are insecure or that may forget what was acknowledged, each by its name."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class ServeCommand implements Callable<Integer> {
    @Option(names = "--config", paramLabel = "FILE", required = true, description = "Your settings (HOCON).")
    private Path config = Path.of("");

    @Override
    public Integer call() {
        try {
            Config configuration = Configuration.serve(config);
            DataFolder folder = DataFolder.at(Path.of(configuration.getString("janji.orchestrator.data")));
            System.setProperty("janji.logs", folder.logs().toString());
            List<ServeDemands.Unmet> unmet = ServeDemands.unmet(configuration);
            if (!unmet.isEmpty()) {
                throw new StartFailure("The configuration is not fit to work real debtors:"
                        + unmet.stream().map(each -> "\n  " + each).collect(Collectors.joining()));
            }
            return new Run(configuration, folder).untilTheEnd(true);
        } catch (StartFailure e) {
            return Run.failed(e);
        } catch (IOException e) {
            return Run.failed(new StartFailure("The data folder can't be used: " + e.getMessage(), e));
        }
    }
}
