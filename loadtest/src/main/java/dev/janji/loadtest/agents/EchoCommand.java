package dev.janji.loadtest.agents;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.model.ws.Message;
import org.apache.pekko.http.javadsl.server.Directives;
import org.apache.pekko.stream.javadsl.Flow;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A WebSocket server that says what it hears: the same library as the agents' edge, and nothing behind it. Ends with its standard input. */
@Command(name = "agents-echo", hidden = true, description = "The bare server beside which loadtest agents measures")
public final class EchoCommand implements Callable<Integer> {
    @Option(names = "--connections", required = true, description = "At once")
    private int connections;

    @Override
    public Integer call() throws IOException {
        Config config = ConfigFactory.parseString("pekko.actor.provider = local\n"
                        + "pekko.loglevel = WARNING\n"
                        + "pekko.http.server.idle-timeout = infinite\n"
                        + "pekko.http.server.max-connections = " + connections)
                .withFallback(ConfigFactory.load());
        ActorSystem system = ActorSystem.create("agents-echo", config);
        try {
            Flow<Message, Message, NotUsed> same = Flow.create();
            ServerBinding binding = Http.get(system)
                    .newServerAt("127.0.0.1", 0)
                    .bind(Directives.path("echo", () -> Directives.handleWebSocketMessages(same)))
                    .toCompletableFuture()
                    .join();
            System.out.println(EchoProcess.LISTENS + binding.localAddress().getPort());
            int told = System.in.read();
            while (told >= 0) {
                told = System.in.read();
            }
            return 0;
        } finally {
            system.terminate();
            system.getWhenTerminated().toCompletableFuture().join();
        }
    }
}
