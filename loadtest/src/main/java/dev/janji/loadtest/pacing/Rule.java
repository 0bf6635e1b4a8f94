package dev.janji.loadtest.pacing;

import java.util.function.Function;

/** The rules that are held side by side. */
enum Rule {
    PROGRESSIVE("progressive", scenario -> new FixedRatio(1)),
    RATIO_2("ratio 2", scenario -> new FixedRatio(2)),
    RATIO_3("ratio 3", scenario -> new FixedRatio(3)),
    VICIDIAL_STYLE("VICIdial-style", scenario -> new AdaptiveLevel()),
    ISSABEL_STYLE("Issabel-style", scenario -> new ShareOfMeanTalk()),
    LEARNED("ours, learned", PacedDesk::learning),
    KNOWN("ours, known", PacedDesk::knowing),
    ORACLE("oracle", scenario -> new Oracle());

    private final String label;
    private final Function<Scenario, Dialer> dialer;

    Rule(String label, Function<Scenario, Dialer> dialer) {
        this.label = label;
        this.dialer = dialer;
    }

    String label() {
        return label;
    }

    ShiftResult shift(Scenario scenario, long seed) {
        return new ShiftRun(scenario, seed, dialer.apply(scenario)).result();
    }

    /** Whether a bar asks for every seed of it; the others are shown beside. */
    boolean isMeasured(Scenario scenario) {
        return this == LEARNED || this == PROGRESSIVE || this == KNOWN && scenario.kind() == Scenario.Kind.STEADY;
    }
}
