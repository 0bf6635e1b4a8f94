package dev.janji.loadtest.pacing;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What must hold of the learned rule, and how near it came. Confined to one run. */
final class Bars {
    private static final double SHIFTS_WITHIN = 95;
    private static final int SINGLE_SHIFTS_FROM = 10;
    private static final double OF_KNOWN = 97;
    private static final int OF_KNOWN_FROM = 20;
    private static final double BEHIND_PROGRESSIVE = 0.5;
    private static final Map<Integer, Double> UTILISATION = Map.of(10, 79.0, 30, 88.0, 100, 94.0);
    private static final double OF_UTILISATION = 0.25;

    private final Map<Kind, Bar> bars = new EnumMap<>(Kind.class);

    private enum Kind {
        POOLED("abandoned, pooled over seeds, at most 3.0 %%: worst %.2f %%", true),
        SINGLE("at most 3.0 %% in 95 %% of single shifts from 10 agents up: fewest %.1f %%", false),
        UTILISATION(
                "utilisation of 79 / 88 / 94 %% at 10 / 30 / 100 agents, p = 0.25: nearest is %.1f points above",
                false),
        OF_KNOWN("of the utilisation with known distributions at least 97 %% from 20 agents up: least %.1f %%", false),
        PROGRESSIVE("behind progressive by more than 0.5 points in no seed: least ahead %.1f points", false);

        private final String words;
        private final boolean isWorstHighest;

        Kind(String words, boolean isWorstHighest) {
            this.words = words;
            this.isWorstHighest = isWorstHighest;
        }
    }

    /** @param worst figure so far, and where it was */
    private record Bar(boolean isKept, double worst, Scenario where) {}

    void add(Scenario scenario, Map<Rule, PooledShifts> shifts) {
        PooledShifts ours = of(shifts, Rule.LEARNED);
        add(Kind.POOLED, ours.abandoned(), ours.abandoned() <= PooledShifts.LIMIT, scenario);
        if (scenario.agents() >= SINGLE_SHIFTS_FROM) {
            add(Kind.SINGLE, ours.within(), ours.within() >= SHIFTS_WITHIN, scenario);
        }
        boolean isSteady = scenario.kind() == Scenario.Kind.STEADY;
        Double least = UTILISATION.get(scenario.agents());
        if (isSteady && least != null && scenario.answerShare() == OF_UTILISATION) {
            double above = ours.utilisation() - least;
            add(Kind.UTILISATION, above, above >= 0, scenario);
        }
        if (isSteady && scenario.agents() >= OF_KNOWN_FROM) {
            double part = 100 * ours.utilisation() / of(shifts, Rule.KNOWN).utilisation();
            add(Kind.OF_KNOWN, part, part >= OF_KNOWN, scenario);
        }
        double ahead = ours.leastAhead(of(shifts, Rule.PROGRESSIVE));
        add(Kind.PROGRESSIVE, ahead, ahead >= -BEHIND_PROGRESSIVE, scenario);
    }

    boolean areKept() {
        return bars.values().stream().allMatch(Bar::isKept);
    }

    /** One line a bar that was looked at. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        bars.forEach((kind, bar) -> lines.add(String.format(
                Locale.ENGLISH,
                "%-7s %s (%s)",
                bar.isKept() ? "kept" : "MISSED",
                String.format(Locale.ENGLISH, kind.words, bar.worst()),
                bar.where())));
        return lines;
    }

    private void add(Kind kind, double figure, boolean isKept, Scenario scenario) {
        Bar before = bars.get(kind);
        if (before == null) {
            bars.put(kind, new Bar(isKept, figure, scenario));
        } else {
            boolean isWorse = kind.isWorstHighest ? figure > before.worst() : figure < before.worst();
            bars.put(
                    kind,
                    new Bar(
                            isKept && before.isKept(),
                            isWorse ? figure : before.worst(),
                            isWorse ? scenario : before.where()));
        }
    }

    private static PooledShifts of(Map<Rule, PooledShifts> shifts, Rule rule) {
        PooledShifts of = shifts.get(rule);
        if (of == null) {
            throw new IllegalStateException("Expected shifts of every rule, but there are none of " + rule.label());
        }
        return of;
    }
}
