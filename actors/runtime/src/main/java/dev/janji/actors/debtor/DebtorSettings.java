package dev.janji.actors.debtor;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.time.Duration;

/**
 * {@code janji.debtor}.
 *
 * @param numberOfSlices fixed for an installation, from 1
 * @param snapshotEvery events between two snapshots, from 10
 * @param answerWithin real time after which a command is answered as unavailable
 * @param passivateAfter real time without a message after which a debtor leaves memory; longer than a contact may be open
 */
public record DebtorSettings(int numberOfSlices, int snapshotEvery, Duration answerWithin, Duration passivateAfter) {

    /** @throws ConfigException that names the key at fault */
    public static DebtorSettings from(Config root) {
        Config config = root.getConfig("janji.debtor");
        DebtorSettings settings = new DebtorSettings(
                root.getInt("janji.slices"),
                config.getInt("snapshot-every"),
                config.getDuration("answer-within"),
                config.getDuration("passivate-after"));
        demand(settings.numberOfSlices >= 1, "janji.slices", "at least 1");
        demand(settings.snapshotEvery >= 10, "janji.debtor.snapshot-every", "at least 10");
        demand(settings.answerWithin.toMillis() >= 1, "janji.debtor.answer-within", "more than nothing");
        demand(
                settings.passivateAfter.compareTo(Duration.ofSeconds(60)) >= 0,
                "janji.debtor.passivate-after",
                "at least 60 s");
        return settings;
    }

    private static void demand(boolean holds, String key, String what) {
        if (!holds) {
            throw new ConfigException.Generic(key + ": expected " + what);
        }
    }
}
