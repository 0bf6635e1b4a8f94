package dev.janji.actors.desk;

import dev.janji.actors.debtor.DebtorView;
import dev.janji.actors.journal.Recorded;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.LeadId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A debtor in front of an agent. What of it is shown depends on {@code identity}; its text form holds ids only. Immutable.
 *
 * @param lead null when the debtor was opened without one
 * @param point that is called; null when none is known
 * @param timeline the newest last
 * @param actions every action, with what speaks against it
 * @param written the conversation that is answered in writing; null when the lead is a call, or there is none
 * @param said events that hold the words of it, the newest last
 */
public record CaseView(
        @Nullable LeadId lead,
        IdentityCheck identity,
        @Nullable ContactPointId point,
        DebtorView view,
        List<Recorded> timeline,
        Map<AgentAction, Optional<WhyNot>> actions,
        @Nullable WrittenCase written,
        List<Recorded> said) {
    /** So many entries of the timeline are shown. */
    public static final int MOST_ENTRIES = 20;

    public CaseView {
        timeline = List.copyOf(timeline);
        actions = Map.copyOf(actions);
        said = List.copyOf(said);
    }

    /** Of a call, or of no lead. */
    public CaseView(
            @Nullable LeadId lead,
            IdentityCheck identity,
            @Nullable ContactPointId point,
            DebtorView view,
            List<Recorded> timeline,
            Map<AgentAction, Optional<WhyNot>> actions) {
        this(lead, identity, point, view, timeline, actions, null, List.of());
    }

    @Override
    public String toString() {
        return "CaseView[" + lead + ", " + view + "]";
    }
}
