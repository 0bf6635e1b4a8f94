package dev.janji.orchestrator.server;

import dev.janji.actors.channel.MessageTemplates;
import dev.janji.actors.desk.AgentDebtors;
import dev.janji.actors.desk.AgentSessions;
import dev.janji.actors.desk.DebtorSearch;
import dev.janji.actors.desk.SessionServices;
import dev.janji.actors.desk.SessionSettings;
import dev.janji.orchestrator.desk.DeskEdge;
import dev.janji.orchestrator.desk.DeskEdgeSettings;
import dev.janji.orchestrator.desk.ScreensOfLenders;
import dev.janji.orchestrator.security.AgentAuthentication;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Props;

/** The agents' edge of a server with the sessions behind it. */
final class AgentsDoor {
    private AgentsDoor() {}

    /** Begins the sessions; the edge's route is still to be bound. */
    static DeskEdge open(House house, Inhabitants inhabitants) {
        SessionSettings settings = SessionSettings.from(house.config());
        SessionServices services = new SessionServices(
                inhabitants.desks(),
                AgentDebtors.of(inhabitants.debtors(), house.system()),
                new DebtorSearch(inhabitants.addresses(), inhabitants.headings()),
                inhabitants.desks()::book,
                house.clock(),
                settings);
        ActorRef<AgentSessions.Message> sessions =
                house.system().systemActorOf(AgentSessions.create(services), "agent-sessions", Props.empty());
        return DeskEdge.start(
                house.system(),
                new DeskEdge.House(
                        sessions,
                        AgentAuthentication.by(house.security().credentials()),
                        inhabitants.desks()::book,
                        new ScreensOfLenders(inhabitants.lenders()::of, MessageTemplates.from(house.config())),
                        house.clock(),
                        settings.grace(),
                        DeskEdgeSettings.from(house.config())));
    }
}
