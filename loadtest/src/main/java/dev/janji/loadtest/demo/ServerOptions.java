package dev.janji.loadtest.demo;

import dev.janji.actors.desk.NewOperator;
import dev.janji.domain.id.DeskId;
import dev.janji.domain.id.LenderId;
import dev.janji.loadtest.checker.RunFolder;
import dev.janji.loadtest.lender.ConnectionSettings;
import dev.janji.loadtest.portfolio.Assumptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;

/** How the demo starts the server: {@code janji up} with a scaled clock, the demo's mailbox, and a simulated provider for the other channels. Stateless. */
public final class ServerOptions {
    /** Overrides of the server's configuration; the provider is not perfect, so that the house shows what it does then. */
    private static final String CONFIGURATION = """
            # A busy machine takes its time; the demo waits for it.
            janji.orchestrator.cassandra.embedded.start-timeout = 300 s
            janji.orchestrator.cassandra.embedded.jvm-options = ["%s"]
            # The plan that the checker knows by heart, too.
            janji.rules.default.strategy.file = %s
            # Reminders lead to the bank's page; on this machine links begin at the server's own port.
            janji.rules.default.payment-link { url = "%s", valid-for = 7 days }
            # All of the demo's debtors open their links on this machine.
            janji.orchestrator.http.visitors { place-per-second = 1000000, place-burst = 1000000, per-second = 1000000, burst = 1000000 }
            janji.gateways {
              email.smtp {
                host = "127.0.0.1"
                port = %d
                security = NONE
                from = "Demo Bank <demo-bank@example.org>"
                trace-headers = on
              }
              # One provider plays all the others. Who answers much, and whose addresses are dead, is so on every channel.
              simulator {
                script {
                  seed = %d
                  rejected = 0.01
                  throttled = 0.005
                  lost-before = 0.003
                  lost-after = 0.003
                  late-receipt = 0.02
                  lost-receipt = 0.01
                  duplicate-receipt = 0.02
                  reply = 0.02
                }
                segments {
                  talkative { share = 0.15, reply = 0.25 }
                  gone { share = 0.02, bounced = 0.5 }
                }
              }
              sms.simulator {
                log = "%s"
                # The provider holds receipts and replies back for some hours, and brings all of them at once.
                storms = [{ from = "2026-04-03T01:00:00Z", lasts = 5 hours, every = 10 days }]
              }
              whatsapp.simulator {
                log = "%s"
                outages = [{ from = "2026-04-06T03:00:00Z", lasts = 20 minutes, every = 7 days, as = DOWN }]
              }
              push.simulator.log = "%s"
              letter.simulator.log = "%s"
            }
            # On a fast clock a breaker that stays open for seconds would be open for days.
            janji.actors.channels.defaults.open-for = 50 ms
            # The bank has declared that it may write by WhatsApp; without this rule WA-01 forbids it.
            janji.rules.lenders.%s.policy.attested = [whatsapp-allowed]
            """;

    /** Nobody is there. */
    static final String PAYMENT_PAGE = "https://pay.demo-bank.example/bill";

    /** A desk of the demo: its agents are programs, its telephones a simulation. */
    private static final String DESK = """
            janji.orchestrator.desk.operator-folder = "%s"
            janji.gateways.voice.carrier { log = "%s", calls = "%s", script.seed = %d, inbound.per-hour = 6 }
            """;

    /** A demo is over before a second round of compilation has paid for itself. */
    static final String QUICK_START = "-XX:TieredStopAtLevel=1";

    private ServerOptions() {}

    /**
     * Writes the configuration.
     *
     * @return the main class and its command line
     */
    static List<String> of(DemoSettings settings, String lender, RunFolder folder, int mailboxPort) {
        Path file = settings.data().resolve("server.conf");
        try {
            String text = String.format(
                    Locale.ROOT,
                    CONFIGURATION,
                    QUICK_START,
                    strategy(settings),
                    PAYMENT_PAGE,
                    mailboxPort,
                    settings.seed(),
                    quoted(folder.providerLog("sms")),
                    quoted(folder.providerLog("whatsapp")),
                    quoted(folder.providerLog("push")),
                    quoted(folder.providerLog("letter")),
                    lender);
            Files.writeString(file, settings.agents() == 0 ? text : text + desk(settings, lender, folder));
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to write " + file + ", but could not", e);
        }
        return up(settings, lender, file, Assumptions.START, List.of("--await-horizon"));
    }

    /**
     * @param file with the configuration
     * @param start of the scaled clock
     * @param more options
     * @return the main class and its command line
     */
    public static List<String> up(DemoSettings settings, String lender, Path file, Instant start, List<String> more) {
        Ports ports = settings.ports();
        List<String> line = new ArrayList<>(List.of(
                "dev.janji.orchestrator.Main",
                "up",
                "--data",
                server(settings).toString(),
                "--config",
                file.toString(),
                "--lender",
                lender,
                "--grpc-port",
                String.valueOf(ports.grpc()),
                "--http-port",
                String.valueOf(ports.http()),
                "--management-port",
                String.valueOf(ports.management()),
                "--metrics-port",
                String.valueOf(ports.metrics()),
                "--cassandra-port",
                String.valueOf(ports.store()),
                "--scaled-clock",
                start.toString(),
                "--speed",
                String.valueOf(settings.speed())));
        line.addAll(more);
        return List.copyOf(line);
    }

    static String strategy(DemoSettings settings) {
        return settings.agents() == 0 ? "credit-card-omnichannel" : "credit-card-desk";
    }

    private static String desk(DemoSettings settings, String lender, RunFolder folder) throws IOException {
        Path operator = settings.data().resolve("operator");
        LocalDate first = LocalDate.ofInstant(Assumptions.START, Assumptions.LENDER_ZONE);
        NewOperator.folder(
                        new DeskId("demo"),
                        Assumptions.LENDER_ZONE,
                        new LenderId(lender),
                        Currency.getInstance(Assumptions.CURRENCY),
                        settings.agents(),
                        first.plusYears(1),
                        settings.mode())
                .writeTo(operator);
        return String.format(
                Locale.ROOT,
                DESK,
                quoted(operator),
                quoted(folder.providerLog("voice")),
                quoted(calls(settings)),
                settings.seed());
    }

    /** What happened to each call that is over, by the simulated carrier. */
    static Path calls(DemoSettings settings) {
        return settings.data().resolve("calls.jsonl");
    }

    public static String quoted(Path path) {
        return path.toString().replace("\\", "\\\\").replace("\"", "\\\"");
    }

    /** Where the server keeps everything of its own. */
    static Path server(DemoSettings settings) {
        return settings.data().resolve("server");
    }

    /** Where the server keeps its store's files. */
    public static Path store(DemoSettings settings) {
        return server(settings).resolve("cassandra");
    }

    public static ConnectionSettings connection(DemoSettings settings, String lender) {
        return new ConnectionSettings(
                "127.0.0.1", settings.ports().grpc(), lender, server(settings).resolve("credentials"));
    }
}
