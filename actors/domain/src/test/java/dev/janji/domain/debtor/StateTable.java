package dev.janji.domain.debtor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the rules answer: a row for each thing that can be asked, a column for each state in which it is, a cell for each answer.
 *
 * @param corner what the rows are
 * @param columns stories that have come to a state, by its name
 * @param rows what is asked, made for the story that is asked
 * @param place where a story is in the diagram
 */
record StateTable(
        String corner,
        Map<String, DebtorStory> columns,
        Map<String, Function<DebtorStory, DebtorCommand>> rows,
        Function<DebtorStory, String> place,
        Function<Answered, String> cell) {

    /** A question and its answer. @param after the story as it went on; the same as before when nothing was stored */
    record Answered(Decision decision, DebtorStory after) {}

    /** The table in Markdown. */
    String markdown() {
        StringBuilder text = new StringBuilder();
        line(text, corner, new ArrayList<>(columns.keySet()));
        line(text, "---", columns.keySet().stream().map(column -> "---").toList());
        rows.forEach((name, row) -> line(
                text,
                name,
                columns.values().stream()
                        .map(story -> cell.apply(answered(story, row)))
                        .toList()));
        return text.toString();
    }

    private static void line(StringBuilder text, String first, List<String> cells) {
        text.append("| ")
                .append(first)
                .append(" | ")
                .append(String.join(" | ", cells))
                .append(" |\n");
    }

    /** The rows that lead from one place of the diagram to another. */
    String mermaid(String start) {
        Map<String, Set<String>> arrows = new LinkedHashMap<>();
        columns.values()
                .forEach(story -> rows.forEach((name, row) -> {
                    String from = place.apply(story);
                    String to = place.apply(answered(story, row).after());
                    if (!from.equals(to)) {
                        arrows.computeIfAbsent(from + " --> " + to, arrow -> new LinkedHashSet<>())
                                .add(name);
                    }
                }));
        return "```mermaid\nstateDiagram-v2\n    [*] --> " + start + "\n"
                + arrows.entrySet().stream()
                        .map(arrow -> "    " + arrow.getKey() + " : " + String.join("<br>", arrow.getValue()) + "\n")
                        .collect(Collectors.joining())
                + "```\n";
    }

    private static Answered answered(DebtorStory story, Function<DebtorStory, DebtorCommand> row) {
        DebtorStory after = story.copy();
        DebtorCommand command = row.apply(after);
        Decision decision = after.decide(command);
        if (decision instanceof Decision.Accepted) {
            after.accept(command);
        }
        return new Answered(decision, after);
    }

    /** What is stored and done; the event that a lender told is {@code stored}, what follows from it has its name. */
    static String inFull(Answered answered) {
        return answered.decision().match(new Decision.Cases<>() {
            @Override
            public String accepted(Decision.Accepted d) {
                List<String> words = new ArrayList<>();
                for (DebtorEvent event : d.events()) {
                    words.add(event instanceof DebtorEvent.LenderEventApplied ? "stored" : event.eventName());
                }
                for (FollowUp followUp : d.followUps()) {
                    words.add("→ " + followUp.getClass().getSimpleName());
                }
                return words.isEmpty() ? "nothing" : String.join(", ", words);
            }

            @Override
            public String duplicate(Decision.Duplicate d) {
                return "duplicate";
            }

            @Override
            public String rejected(Decision.Rejected d) {
                return d.reason().name();
            }

            @Override
            public String needsHistory(Decision.NeedsHistory d) {
                return "asks history";
            }

            @Override
            public String needsOthers(Decision.NeedsOthers d) {
                return "asks for the turn of " + d.persons().size() + " person(s)";
            }
        });
    }
}
