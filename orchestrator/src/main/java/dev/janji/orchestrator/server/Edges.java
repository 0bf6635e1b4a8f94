package dev.janji.orchestrator.server;

import com.datastax.oss.driver.api.core.CqlSession;
import com.typesafe.config.Config;
import dev.janji.actors.debtor.Debtors;
import dev.janji.actors.lender.LenderWakeUps;
import dev.janji.actors.lender.Lenders;
import dev.janji.actors.time.ScaledClock;
import dev.janji.gateways.email.UnsubscribeLinks;
import dev.janji.orchestrator.grpc.GrpcEdge;
import dev.janji.orchestrator.http.HttpEdge;
import dev.janji.orchestrator.http.PaymentPages;
import dev.janji.orchestrator.http.ServerStatus;
import dev.janji.orchestrator.http.UnsubscribePages;
import dev.janji.orchestrator.http.Visitors;
import dev.janji.orchestrator.http.WebhookRoutes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.server.Route;

/**
 * The open ports of a server. Immutable.
 *
 * @param reachableAt what the outside is told of them
 */
record Edges(GrpcEdge grpc, ServerFile reachableAt) {

    static Edges open(House house, Inhabitants inhabitants, CqlSession session) throws StartFailure {
        ServerSettings settings = house.settings();
        Debtors debtors = inhabitants.debtors();
        Lenders lenders = inhabitants.lenders();
        StatusSource status = new StatusSource(
                house.clock(),
                house.board(),
                house.events(),
                house.metrics(),
                lenders,
                inhabitants.stops(),
                session,
                settings.embedded() ? "embedded" : "external",
                links(settings));
        try {
            house.management().toCompletableFuture().join();
            ServerBinding http = HttpEdge.start(
                            settings.http(), house.system(), debtors, status, routes(house, inhabitants))
                    .toCompletableFuture()
                    .join();
            GrpcEdge grpc = GrpcEdge.start(
                    settings.grpc(),
                    house.security().tls(),
                    house.security().credentials(),
                    new GrpcEdge.House(
                            house.system(),
                            debtors,
                            inhabitants.stops(),
                            inhabitants.replies(),
                            new KnownNames(
                                    lenders,
                                    inhabitants.desks(),
                                    house.security().credentials()),
                            house.clock(),
                            lender -> lenders.of(lender).rules().policy().dayZone(null),
                            house.events(),
                            lenders,
                            new LenderWakeUps((lender, woken) ->
                                    debtors.wakeAll(lender, settings.lenders().wakePerSecond(), woken))));
            return new Edges(grpc, file(house, grpc.port(), http.localAddress().getPort()));
        } catch (IOException e) {
            throw new StartFailure("The gRPC port could not be opened: " + e.getMessage(), e);
        } catch (CompletionException e) {
            throw new StartFailure(
                    "The HTTP or the management port could not be opened: "
                            + (e.getCause() == null
                                    ? e.getMessage()
                                    : e.getCause().getMessage()),
                    e);
        }
    }

    private static List<Route> routes(House house, Inhabitants inhabitants) {
        List<Route> routes = new ArrayList<>();
        routes.add(AgentsDoor.open(house, inhabitants).route());
        routes.add(new WebhookRoutes(inhabitants.webhooks(), house.system()).route());
        Visitors visitors = Visitors.of(house.settings().http());
        house.settings()
                .tokens()
                .ifPresent(tokens -> routes.add(new PaymentPages(
                                house.settings().links(),
                                tokens,
                                new PaymentPages.Knowledge(
                                        lender -> Optional.ofNullable(
                                                inhabitants.lenders().of(lender).paymentPage()),
                                        inhabitants.debtors()::attempt),
                                house.clock(),
                                visitors)
                        .route()));
        UnsubscribeLinks.from(house.config())
                .ifPresent(links -> routes.add(
                        new UnsubscribePages(links, inhabitants.inbound(), house.clock(), house.system(), visitors)
                                .route()));
        return routes;
    }

    private static List<ServerStatus.Link> links(ServerSettings settings) {
        return List.of(
                new ServerStatus.Link("Console of the desks", "/desk/"),
                new ServerStatus.Link("Status as JSON", "/api/v1/status"),
                new ServerStatus.Link(
                        "Readiness",
                        "http://" + settings.management().host() + ":"
                                + settings.management().port() + "/ready"),
                new ServerStatus.Link(
                        "Metrics",
                        "http://" + settings.metrics().host() + ":"
                                + settings.metrics().port() + "/metrics"));
    }

    private static ServerFile file(House house, int grpcPort, int httpPort) {
        ServerSettings settings = house.settings();
        Config config = house.config();
        return new ServerFile(
                ProcessHandle.current().pid(),
                Version.current(),
                new ServerFile.Address(settings.grpc().host(), grpcPort),
                new ServerFile.Address(settings.http().host(), httpPort),
                new ServerFile.Address(
                        settings.management().host(), settings.management().port()),
                new ServerFile.Address(
                        settings.metrics().host(), settings.metrics().port()),
                new ServerFile.Store(
                        config.getStringList("datastax-java-driver.basic.contact-points"),
                        config.getString("datastax-java-driver.basic.load-balancing-policy.local-datacenter"),
                        settings.store().keyspace(),
                        settings.embedded() ? config.getInt("janji.orchestrator.cassandra.embedded.storage-port") : 0),
                house.security().folder(),
                house.clock() instanceof ScaledClock ? "scaled" : "real",
                System.getProperty("janji.logs", ""));
    }
}
