package dev.janji.actors.desk;

import dev.janji.actors.desk.OperatorBook.AgentProfile;
import dev.janji.actors.desk.OperatorBook.DeskSetup;
import dev.janji.actors.desk.OperatorBook.Shift;
import dev.janji.domain.allocation.DeskTerms;
import dev.janji.domain.pacing.PacingTerms;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What an operator's folder says, fact by fact, without the names of persons: by ids, so that two versions can be compared and kept. Immutable.
 *
 * @param values by what they are about, such as {@code agent agent-1 authority}
 */
public record OperatorFacts(Map<String, String> values) {
    public static final OperatorFacts NONE = new OperatorFacts(Map.of());

    public OperatorFacts {
        values = Map.copyOf(values);
    }

    public static OperatorFacts of(OperatorBook book) {
        Map<String, String> facts = new TreeMap<>();
        book.desks().values().forEach(desk -> add(desk, facts));
        book.agents().values().forEach(agent -> add(agent, facts));
        return new OperatorFacts(facts);
    }

    private static void add(DeskSetup desk, Map<String, String> facts) {
        String of = "desk " + desk.desk() + " ";
        DeskTerms terms = desk.terms();
        facts.put(of + "hours", desk.opens() + " to " + desk.closes() + " in " + desk.zone());
        terms.lenders()
                .forEach(lender -> facts.put(
                        of + "lender " + lender.lender(),
                        "weight " + lender.weight() + ", certificate "
                                + (lender.certificateDemanded() ? "demanded" : "not demanded")));
        for (DeskTerms.QueueTerms queue : terms.queues()) {
            String ofQueue = "queue " + queue.queue() + " ";
            facts.put(
                    ofQueue + "order",
                    "desk " + desk.desk() + ", lender " + queue.lender() + ", weight " + queue.weight()
                            + ", an hour is worth " + queue.worthOfAnHour().minor() + " minor units of "
                            + queue.worthOfAnHour().currency() + ", head start " + queue.mostHeadStart());
            PacingTerms dialing = desk.dialing().get(queue.queue());
            if (dialing != null) {
                facts.put(
                        ofQueue + "dialing",
                        word(dialing.mode()) + ", " + dialing.ratio() + " lines, " + dialing.mostLines()
                                + " at most, from " + dialing.fewestAgents() + " agents, rings " + dialing.ringLimit());
                facts.put(ofQueue + "abandonment", dialing.abandon().toString());
            }
        }
        DeskTerms.Timing timing = terms.timing();
        facts.put(
                of + "timing",
                "lease " + timing.lease() + ", wrap-up " + timing.wrapUp() + ", callback " + timing.callbackLead()
                        + ", rest " + timing.rest() + ", owner first " + new TreeMap<>(timing.ownerFirst())
                        + ", announcements " + timing.announceEvery() + ", callback offered after "
                        + timing.offerCallbackAfter());
        facts.put(
                of + "limits", terms.mostUrgentInARow() + " urgent in a row, " + terms.mostLines() + " lines at most");
    }

    private static void add(AgentProfile agent, Map<String, String> facts) {
        String of = "agent " + agent.agent() + " ";
        facts.put(of + "place", "desk " + agent.desk() + ", team " + agent.team());
        facts.put(of + "duty", word(agent.duty()));
        facts.put(of + "authority", word(agent.authority()));
        facts.put(of + "languages", words(agent.capability().languages()));
        agent.capability()
                .skills()
                .forEach((skill, level) -> facts.put(of + "skill " + skill, Integer.toString(level)));
        agent.capability()
                .certificates()
                .forEach((lender, last) -> facts.put(of + "certificate " + lender, "until " + last));
        Shift shift = agent.shift();
        facts.put(of + "shift", shift == null ? "always" : shift(shift));
        if (agent.line() != null) {
            facts.put(of + "line", agent.line());
        }
    }

    private static String shift(Shift shift) {
        List<String> days = new ArrayList<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            if (shift.days().contains(day)) {
                days.add(word(day));
            }
        }
        return shift.from() + " to " + shift.until() + " on " + String.join(", ", days);
    }

    /** @return a line for each difference, sorted by what it is about: {@code +} new, {@code -} gone, {@code ~} another value */
    public List<String> changesSince(OperatorFacts before) {
        TreeSet<String> about = new TreeSet<>(before.values.keySet());
        about.addAll(values.keySet());
        List<String> changes = new ArrayList<>();
        for (String fact : about) {
            String then = before.values.get(fact);
            String now = values.get(fact);
            if (then == null) {
                changes.add("+ " + fact + ": " + now);
            } else if (now == null) {
                changes.add("- " + fact + ": " + then);
            } else if (!now.equals(then)) {
                changes.add("~ " + fact + ": " + then + " -> " + now);
            }
        }
        return changes;
    }

    private static String words(Collection<String> words) {
        return words.stream().sorted().collect(Collectors.joining(", "));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
