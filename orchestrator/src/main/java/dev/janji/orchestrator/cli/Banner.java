package dev.janji.orchestrator.cli;

import dev.janji.orchestrator.server.ServerFile;
import java.io.PrintStream;

/** What a person wants to know when the server is ready. */
record Banner(ServerFile where) {
    void print(PrintStream out) {
        out.println();
        out.println("  Janji is up, on a " + where.clock() + " clock.");
        out.println();
        line(out, "Lenders (gRPC, TLS)", address(where.grpc()));
        line(out, "Status page", "http://" + address(where.http()) + "/");
        line(out, "Readiness", "http://" + address(where.management()) + "/ready");
        line(out, "Metrics", "http://" + address(where.metrics()) + "/metrics");
        line(out, "Cassandra", String.join(", ", where.cassandra().contactPoints()));
        if (!where.credentials().isEmpty()) {
            line(out, "Credentials", where.credentials());
        }
        line(out, "Log", where.logs());
        out.println();
        out.println("  Ctrl-C stops it; what was acknowledged stays.");
        out.println();
        out.flush();
    }

    private static void line(PrintStream out, String name, String value) {
        out.printf("  %-21s %s%n", name, value);
    }

    private static String address(ServerFile.Address address) {
        String host = address.host().equals("127.0.0.1") ? "localhost" : address.host();
        return host + ":" + address.port();
    }
}
