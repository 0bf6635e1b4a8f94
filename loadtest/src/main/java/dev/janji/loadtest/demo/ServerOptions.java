package dev.janji.loadtest.demo;

import dev.janji.loadtest.checker.RunFolder;
import dev.janji.loadtest.lender.ConnectionSettings;
import dev.janji.loadtest.portfolio.Assumptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How the demo starts the server: the production server with a scaled clock, simulated SMS and the demo's mailbox. Stateless. */
final class ServerOptions {
    private ServerOptions() {}

    /** @return options of the JVM, the main class, and the command line */
    static List<String> of(DemoSettings settings, RunFolder folder, int mailboxPort) {
        Ports ports = settings.ports();
        Path data = settings.data();
        Map<String, Object> keys = new TreeMap<>();
        keys.put("janji.actors.time.clock", "scaled");
        keys.put("janji.actors.time.scaled.start", Assumptions.START);
        keys.put("janji.actors.time.scaled.factor", settings.speed());
        keys.put("janji.actors.time.scaled.position-file", data.resolve("clock"));
        keys.put("janji.actors.time.scaled.wait-for-horizon", true);
        keys.put("janji.orchestrator.cassandra.embedded.folder", store(settings));
        keys.put("janji.orchestrator.cassandra.embedded.cql-port", ports.store());
        keys.put("janji.orchestrator.cassandra.embedded.storage-port", ports.storage());
        keys.put("janji.gateways.email.smtp.host", "127.0.0.1");
        keys.put("janji.gateways.email.smtp.port", mailboxPort);
        keys.put("janji.gateways.email.smtp.security", "NONE");
        keys.put("janji.gateways.email.smtp.from", "demo-bank@example.org");
        keys.put("janji.gateways.email.smtp.trace-headers", true);
        keys.put("janji.gateways.sms.simulator.log", folder.providerLog("sms"));
        keys.put("janji.gateways.sms.simulator.script.seed", settings.seed());
        keys.put("janji.gateways.sms.simulator.script.rejected", 0.01);
        keys.put("janji.gateways.sms.simulator.script.throttled", 0.005);
        keys.put("janji.gateways.sms.simulator.script.lost-before", 0.003);
        keys.put("janji.gateways.sms.simulator.script.lost-after", 0.003);
        keys.put("janji.gateways.sms.simulator.script.late-receipt", 0.02);
        keys.put("janji.gateways.sms.simulator.script.lost-receipt", 0.01);
        keys.put("janji.gateways.sms.simulator.script.duplicate-receipt", 0.02);
        List<String> options = new ArrayList<>();
        keys.forEach((key, value) -> options.add("-D" + key + "=" + value));
        options.add("dev.janji.orchestrator.Main");
        options.add("up");
        return List.copyOf(options);
    }

    /** Where the server keeps its store's files. */
    static Path store(DemoSettings settings) {
        return settings.data().resolve("cassandra");
    }

    static ConnectionSettings connection(DemoSettings settings, String lender) {
        return new ConnectionSettings(
                "127.0.0.1", settings.ports().grpc(), lender, settings.data().resolve("credentials"));
    }
}
