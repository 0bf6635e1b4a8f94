package dev.janji.loadtest.simulation;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.strategy.Segment;
import dev.janji.domain.strategy.Strategy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Contacts for a spreadsheet: one row a day, channel and segment that had any. Stateless. */
final class DayRows {
    private DayRows() {}

    /** @param trials in the order of their figures */
    static void write(
            Path file, List<TrialRules> trials, List<Figures> figures, SimulatedPeriod period, ContactCosts costs)
            throws IOException {
        try (CsvWriter csv = CsvWriter.builder().build(file)) {
            csv.writeRecord("date", "strategy", "segment", "channel", "contacts", "cost");
            for (int i = 0; i < trials.size(); i++) {
                write(csv, trials.get(i).strategy(), figures.get(i), period, costs);
            }
        }
    }

    private static void write(
            CsvWriter csv, Strategy strategy, Figures figures, SimulatedPeriod period, ContactCosts costs) {
        for (int day = 0; day < period.days(); day++) {
            for (Segment segment : strategy.segments()) {
                for (Channel channel : Channel.values()) {
                    int[] daily = figures.segment(segment.name()).daily().get(channel);
                    if (daily != null && daily[day] > 0) {
                        csv.writeRecord(
                                period.from().plusDays(day).toString(),
                                strategy.version(),
                                segment.name(),
                                channel.name().toLowerCase(Locale.ROOT),
                                String.valueOf(daily[day]),
                                costs.isGiven() ? String.valueOf(daily[day] * costs.of(channel)) : "");
                    }
                }
            }
        }
    }
}
