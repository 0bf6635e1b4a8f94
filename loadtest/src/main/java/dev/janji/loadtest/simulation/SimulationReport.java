package dev.janji.loadtest.simulation;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.strategy.Segment;
import dev.janji.domain.strategy.Split;
import dev.janji.domain.strategy.Step;
import dev.janji.domain.strategy.Strategy;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** What one strategy did, table by table. Confined to one thread. */
final class SimulationReport {
    private static final DateTimeFormatter BUSY_DAY = DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter BUSY_TIME = DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ENGLISH);
    private static final int LONGEST_NAME = 26;
    private static final int MOST_REASONS = 8;

    private final Page page;
    private final TrialRules trial;
    private final Figures figures;
    private final SimulatedPeriod period;
    private final ContactCosts costs;
    private final List<Channel> channels;

    SimulationReport(Page page, TrialRules trial, Figures figures, SimulatedPeriod period, ContactCosts costs) {
        this.page = page;
        this.trial = trial;
        this.figures = figures;
        this.period = period;
        this.costs = costs;
        this.channels = figures.loads().keySet().stream().sorted().toList();
    }

    static void header(Page page, TrialRules trial) {
        Strategy strategy = trial.strategy();
        Split split = strategy.split();
        page.fact(
                "strategy",
                "%s (%s), %d %s",
                strategy.version(),
                trial.source(),
                strategy.segments().size(),
                strategy.segments().size() == 1 ? "segment" : "segments");
        if (split != null) {
            page.fact(
                    "",
                    "split %s: %s",
                    split.name(),
                    split.arms().stream()
                            .map(arm -> arm.name() + " " + arm.percent() + " %")
                            .collect(Collectors.joining(", ")));
        }
        trial.warnings().forEach(warning -> page.fact("warning", "%s", warning));
    }

    void print(boolean daily) {
        calendar(daily);
        segments();
        channels();
        capacity();
        rules();
        reach();
        arms();
    }

    private void calendar(boolean daily) {
        page.heading(daily ? "Contacts by day" : "Contacts by week");
        page.line("%-16s%s", daily ? "day" : "week from", columns("contacts"));
        int day = 0;
        while (day < period.days()) {
            LocalDate first = period.from().plusDays(day);
            LocalDate monday = first.with(TemporalAdjusters.next(DayOfWeek.MONDAY));
            int next = daily
                    ? day + 1
                    : (int) Math.min(
                            period.days(), monday.toEpochDay() - period.from().toEpochDay());
            row(daily ? BUSY_DAY.format(first) : Page.day(first), 16, day, next);
            day = next;
        }
        row("all", 16, 0, period.days());
    }

    private String columns(String sum) {
        StringBuilder columns = new StringBuilder();
        channels.forEach(channel -> columns.append(Page.word(10, Page.name(channel))));
        return columns
                + Page.word(11, sum)
                + Page.word(11, "deferred")
                + Page.word(10, "refused")
                + Page.word(13, "handed over");
    }

    private void row(String label, int width, int from, int to) {
        StringBuilder row = new StringBuilder();
        for (Channel channel : channels) {
            row.append(Page.number(10, sum(from, to, day -> day.contacts(channel))));
        }
        page.line(
                "%-" + width + "s%s%s%s%s%s",
                label,
                row,
                Page.number(11, sum(from, to, Counts::contacts)),
                Page.number(11, sum(from, to, Counts::deferred)),
                Page.number(10, sum(from, to, Counts::refused)),
                Page.number(13, sum(from, to, Counts::handedOver)));
    }

    private long sum(int from, int to, ToLongFunction<Counts> what) {
        long sum = 0;
        for (int day = from; day < to; day++) {
            sum += what.applyAsLong(figures.day(day));
        }
        return sum;
    }

    private void segments() {
        page.heading("By segment and step; an account may pass through several segments");
        page.line("%-" + LONGEST_NAME + "s%s%s", "", Page.word(9, "accounts"), segmentColumns());
        for (Segment segment : trial.strategy().segments()) {
            Figures.SegmentFigures of = figures.segment(segment.name());
            counts(segment.name(), Page.number(9, of.accounts().size()), of.counts());
            for (Step step : segment.steps()) {
                counts("  " + step.name(), Page.word(9, ""), of.step(step.name()));
            }
            if (of.steps().containsKey(Figures.ANSWERS)) {
                counts("  " + Figures.ANSWERS, Page.word(9, ""), of.step(Figures.ANSWERS));
            }
        }
        Figures.SegmentFigures none = figures.segment(Figures.NO_SEGMENT);
        if (!none.accounts().isEmpty() || none.counts().contacts() > 0) {
            counts(Figures.NO_SEGMENT, Page.number(9, none.accounts().size()), none.counts());
        }
    }

    private String segmentColumns() {
        StringBuilder columns = new StringBuilder();
        channels.forEach(channel -> columns.append(Page.word(8, Page.name(channel))));
        return columns
                + Page.word(10, "contacts")
                + Page.word(9, "share")
                + Page.word(9, "deferred")
                + Page.word(9, "refused")
                + Page.word(8, "handed");
    }

    private void counts(String name, String accounts, Counts counts) {
        StringBuilder row = new StringBuilder();
        channels.forEach(channel -> row.append(Page.number(8, counts.contacts(channel))));
        page.line(
                "%-" + LONGEST_NAME + "s%s%s%s%s%s%s%s",
                name,
                accounts,
                row,
                Page.number(10, counts.contacts()),
                Page.share(9, counts.contacts(), Math.max(1, figures.all().contacts())),
                Page.number(9, counts.deferred()),
                Page.number(9, counts.refused()),
                Page.number(8, counts.handedOver()));
    }

    private void channels() {
        if (!costs.isGiven()) {
            return;
        }
        page.heading("Cost, by the prices given");
        page.line("%-10s%12s%16s%18s", "", "contacts", "each", "cost");
        for (Channel channel : channels) {
            long contacts = figures.all().contacts(channel);
            page.line(
                    "%-10s%s%s%s",
                    Page.name(channel),
                    Page.number(12, contacts),
                    Page.number(16, costs.of(channel)),
                    Page.number(18, contacts * costs.of(channel)));
        }
        page.line(
                "%-10s%s%16s%s",
                "all",
                Page.number(12, figures.all().contacts()),
                "",
                Page.number(18, figures.all().cost(costs)));
    }

    private void capacity() {
        page.heading("Capacity asked of the gateways, local time in " + period.zone());
        page.line("%-9s%-20s   %-24s   %s", "", "busiest day", "busiest hour", "busiest minute");
        figures.loads().entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(each -> {
            ChannelLoad.Peak day = each.getValue().busiestDay();
            ChannelLoad.Peak hour = each.getValue().busiestHour();
            ChannelLoad.Peak minute = each.getValue().busiestMinute();
            page.line(
                    "%-9s%-11s%s   %-16s%s   %-16s%s %s",
                    Page.name(each.getKey()),
                    BUSY_DAY.format(at(day)),
                    Page.number(9, day.contacts()),
                    BUSY_TIME.format(at(hour)),
                    Page.number(8, hour.contacts()),
                    BUSY_TIME.format(at(minute)),
                    Page.number(8, minute.contacts()),
                    Page.word(8, Page.text("%.1f/s", minute.contacts() / 60.0)));
        });
        page.line("The rate sends the busiest minute within a minute. Twice the debtors ask for twice as much.");
    }

    private LocalDateTime at(ChannelLoad.Peak peak) {
        return period.at(peak.minute());
    }

    private void rules() {
        page.heading("Rules at work, by id; one decision may name several");
        if (figures.ruleHits().isEmpty()) {
            page.line("none: no rule deferred or refused anything");
            return;
        }
        page.line("%-24s%10s%10s", "", "deferred", "refused");
        figures.ruleHits()
                .forEach(hits -> page.line(
                        "%-24s%s%s", hits.rule(), Page.number(10, hits.deferred()), Page.number(10, hits.refused())));
    }

    private void reach() {
        page.heading("Reach");
        long never = figures.accountsDue() - figures.accountsReached();
        page.line(
                "%,d of %,d accounts with a step due were contacted, %,d never%s",
                figures.accountsReached(),
                figures.accountsDue(),
                never,
                never == 0 ? "" : "; what stood in the way last:");
        figures.neverReached().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_REASONS)
                .forEach(each -> page.line("%s  %s", Page.number(8, each.getValue()), each.getKey()));
        figures.handOvers()
                .forEach((receiver, count) -> page.line(
                        "accounts handed over to %s: %,d", receiver.name().toLowerCase(Locale.ROOT), count));
        figures.refusedEvents()
                .forEach((reason, count) ->
                        page.line("events of the lender that the rules refused: %,d %s", count, reason.name()));
    }

    private void arms() {
        Split split = trial.strategy().split();
        if (split == null) {
            return;
        }
        page.heading("Arms of the split " + split.name());
        StringBuilder columns = new StringBuilder(Page.word(9, "debtors") + Page.word(8, "due"));
        channels.forEach(channel -> columns.append(Page.word(8, Page.name(channel))));
        page.line("%-18s%s%10s%9s%9s%8s%8s", "", columns, "contacts", "per due", "deferred", "refused", "handed");
        for (Split.Arm arm : split.arms()) {
            Figures.ArmFigures of = figures.arms().getOrDefault(arm.name(), new Figures.ArmFigures());
            StringBuilder row = new StringBuilder(Page.number(9, of.sizes()[0]) + Page.number(8, of.sizes()[1]));
            channels.forEach(channel -> row.append(Page.number(8, of.counts().contacts(channel))));
            page.line(
                    "%-18s%s%s%9.2f%s%s%s",
                    arm.name() + " " + arm.percent() + " %",
                    row,
                    Page.number(10, of.counts().contacts()),
                    (double) of.counts().contacts() / Math.max(1, of.sizes()[1]),
                    Page.number(9, of.counts().deferred()),
                    Page.number(8, of.counts().refused()),
                    Page.number(8, of.counts().handedOver()));
        }
    }
}
