package dev.janji.loadtest.simulation;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.strategy.Action;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Two strategies over the same portfolio, side by side. Confined to one thread. */
final class ComparisonReport {
    private final Page page;
    private final Figures first;
    private final Figures second;
    private final ContactCosts costs;

    ComparisonReport(Page page, Figures first, Figures second, ContactCosts costs) {
        this.page = page;
        this.first = first;
        this.second = second;
        this.costs = costs;
    }

    void print(TrialRules one, TrialRules other) {
        page.heading("Side by side, over the same debtors and days");
        String name = one.strategy().version();
        String against = other.strategy().version();
        boolean same = name.equals(against);
        page.line(
                "%-26s%20s%20s%13s%11s",
                "", cut(same ? one.source() : name), cut(same ? other.source() : against), "difference", "");
        row("contacts", figures -> figures.all().contacts());
        for (Channel channel : channels()) {
            row("  " + Page.name(channel), figures -> figures.all().contacts(channel));
        }
        if (costs.isGiven()) {
            row("cost", figures -> figures.all().cost(costs));
        }
        row("deferred", figures -> figures.all().deferred());
        row("refused", figures -> figures.all().refused());
        for (Action.Receiver receiver : Action.Receiver.values()) {
            String label = "handed to " + receiver.name().toLowerCase(Locale.ROOT);
            if (first.handOvers().containsKey(receiver) || second.handOvers().containsKey(receiver)) {
                row(label, figures -> figures.handOvers().getOrDefault(receiver, 0L));
            }
        }
        row("accounts with a step due", Figures::accountsDue);
        row("  contacted", Figures::accountsReached);
        row("  never contacted", figures -> figures.accountsDue() - figures.accountsReached());
        for (Channel channel : channels()) {
            row("busiest day, " + Page.name(channel), figures -> peak(figures, channel, ChannelLoad::busiestDay));
            row("busiest minute, " + Page.name(channel), figures -> peak(figures, channel, ChannelLoad::busiestMinute));
        }
    }

    private Iterable<Channel> channels() {
        TreeSet<Channel> channels = new TreeSet<>(first.loads().keySet());
        channels.addAll(second.loads().keySet());
        return channels;
    }

    private void row(String label, ToLongFunction<Figures> what) {
        long one = what.applyAsLong(first);
        long other = what.applyAsLong(second);
        long difference = other - one;
        page.line(
                "%-26s%s%s%13s%11s",
                label,
                Page.number(20, one),
                Page.number(20, other),
                difference == 0 ? "-" : Page.text("%+,d", difference),
                difference == 0 || one == 0 ? "" : Page.text("%+.1f %%", 100.0 * difference / one));
    }

    private static long peak(Figures figures, Channel channel, Function<ChannelLoad, ChannelLoad.Peak> which) {
        Map<Channel, ChannelLoad> loads = figures.loads();
        ChannelLoad load = loads.get(channel);
        return load == null ? 0 : which.apply(load).contacts();
    }

    /** The end of a long name tells it from another. */
    private static String cut(String name) {
        return name.length() <= 18 ? name : "…" + name.substring(name.length() - 17);
    }
}
