package dev.janji.orchestrator.words;

import dev.janji.domain.debtor.BucketHistory;
import dev.janji.domain.debtor.BucketHistory.Scale;
import dev.janji.domain.debtor.BucketHistory.Stay;
import dev.janji.domain.id.AccountId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Where accounts stood, as facts in words. Stateless. */
public final class StaysInWords {
    /** What was before them is in the view of the debtor. */
    private static final int TOLD = 6;

    private StaysInWords() {}

    /** @return one fact for each account and scale on which it ever stood, with its newest stays, oldest first */
    public static List<Told> of(BucketHistory history, Phrases phrases) {
        List<Told> told = new ArrayList<>();
        for (AccountId account : history.stays().keySet()) {
            for (Scale scale : Scale.values()) {
                List<Stay> stays = history.of(account, scale);
                if (!stays.isEmpty()) {
                    String name = name(scale);
                    told.add(new Told(
                            name,
                            phrases.say("fact." + name),
                            stays.subList(Math.max(0, stays.size() - TOLD), stays.size()).stream()
                                    .map(stay -> words(stay, phrases))
                                    .collect(Collectors.joining("; ")),
                            account.value()));
                }
            }
        }
        return told;
    }

    private static String name(Scale scale) {
        return switch (scale) {
            case BUCKET -> "bucket_history";
            case REGULATORY_CLASS -> "class_history";
            case LENDER_STAGE -> "stage_history";
        };
    }

    private static String words(Stay stay, Phrases phrases) {
        LocalDate leftOn = stay.leftOn();
        String since = phrases.date(stay.enteredOn());
        return leftOn == null
                ? phrases.say("value.stays", stay.name(), since)
                : phrases.say("value.stayed", stay.name(), since, phrases.date(leftOn));
    }
}
