package dev.janji.loadtest.compliance;

import dev.janji.loadtest.compliance.Judgement.Kind;
import dev.janji.loadtest.compliance.ProposalDraws.Draw;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How often each rule decided alone, was named, would have been named but for a consent, or decided alone by what others who are the same person
 * had. Confined to one thread.
 */
public final class RuleShares {
    private final Map<Kind, Integer> kinds = new EnumMap<>(Kind.class);
    private final SortedMap<String, Count> rules = new TreeMap<>();
    private int draws;

    private static final class Count {
        private int alone;
        private int named;
        private int lifted;
        private int shared;
    }

    /** Counts a draw as {@link PlainRules} judge it. */
    public void add(Draw draw) {
        Judgement judgement = PlainRules.judge(draw.contact(), draw.at());
        draws++;
        kinds.merge(judgement.kind(), 1, Integer::sum);
        for (String id : judgement.ids()) {
            of(id).named++;
            of(id).alone += judgement.ids().size() == 1 ? 1 : 0;
        }
        addShared(draw, judgement);
        if (!draw.contact().consents().isEmpty()) {
            PlainRules.judge(draw.contact().withoutConsents(), draw.at()).ids().stream()
                    .filter(id -> !judgement.ids().contains(id))
                    .forEach(id -> of(id).lifted++);
        }
    }

    private void addShared(Draw draw, Judgement judgement) {
        if (judgement.ids().size() == 1 && !draw.contact().others().isEmpty()) {
            ProposedContact alone = draw.contact().linked(null, List.of());
            if (PlainRules.judge(alone, draw.at()).kind() == Kind.ALLOWED) {
                of(judgement.ids().first()).shared++;
            }
        }
    }

    /** Adds what another one has counted. */
    public void addAll(RuleShares others) {
        draws += others.draws;
        others.kinds.forEach((kind, count) -> kinds.merge(kind, count, Integer::sum));
        others.rules.forEach((id, count) -> {
            of(id).alone += count.alone;
            of(id).named += count.named;
            of(id).lifted += count.lifted;
            of(id).shared += count.shared;
        });
    }

    /** @return percent of the draws that were judged so */
    public double percent(Kind kind) {
        return percent(kinds.getOrDefault(kind, 0));
    }

    /** @return percent of the draws in which this was the only id */
    public double percentAlone(String id) {
        return percent(of(id).alone);
    }

    /** @return percent of the draws in which this was one of the ids */
    public double percentNamed(String id) {
        return percent(of(id).named);
    }

    /** @return percent of the draws in which this would have been one of the ids without the consents */
    public double percentLifted(String id) {
        return percent(of(id).lifted);
    }

    /** @return percent of the draws in which this was the only id, and none had been without what other debtors had */
    public double percentShared(String id) {
        return percent(of(id).shared);
    }

    /** @return one line for each kind of judgement and each rule, to be read by people */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            lines.add(String.format(Locale.ROOT, "%-14s %6.2f %%", kind, percent(kind)));
        }
        rules.keySet()
                .forEach(id -> lines.add(String.format(
                        Locale.ROOT,
                        "%-14s alone %,10d  %6.2f %%  named %6.2f %%  lifted %6.2f %%  shared %,10d",
                        id,
                        of(id).alone,
                        percentAlone(id),
                        percentNamed(id),
                        percentLifted(id),
                        of(id).shared)));
        return List.copyOf(lines);
    }

    private Count of(String id) {
        return rules.computeIfAbsent(id, unseen -> new Count());
    }

    private double percent(int count) {
        return draws == 0 ? 0 : 100.0 * count / draws;
    }
}
