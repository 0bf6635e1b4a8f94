package dev.janji.actors.lender;

import dev.janji.actors.rules.LenderFolder;
import dev.janji.actors.rules.LenderReader;
import dev.janji.actors.rules.RuleBook;
import dev.janji.domain.id.LenderId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Reads what is in force from the store. A version never changes, so each is read and checked once. Thread-safe. */
final class LendersReading {
    private final LenderStore store;
    private final LenderReader reader;
    private final RuleBook configured;
    private final Map<Version, LenderFolder> known = new ConcurrentHashMap<>();
    private volatile @Nullable LendersInForce last;

    private record Version(LenderId lender, int number) {}

    /** @param configured for lenders without a folder, and for accounts that are still worked by what was before the first one */
    LendersReading(LenderStore store, LenderReader reader, RuleBook configured) {
        this.store = store;
        this.reader = reader;
        this.configured = configured;
    }

    /** @return fails when a stored folder can't be used any more, because this release or its configuration demands more: what is held stands */
    CompletionStage<LendersInForce> read() {
        return store.logs().thenCompose(logs -> {
            LendersInForce held = last;
            if (held != null && held.logs().equals(logs)) {
                return CompletableFuture.completedStage(held);
            }
            List<CompletableFuture<?>> loading = new ArrayList<>();
            logs.forEach((lender, log) -> log.activated().forEach(number -> {
                Version version = new Version(lender, number);
                if (!known.containsKey(version)) {
                    loading.add(store.files(lender, number)
                            .thenApplyAsync(reader::read)
                            .thenAccept(folder -> known.put(version, folder))
                            .toCompletableFuture());
                }
            }));
            return CompletableFuture.allOf(loading.toArray(CompletableFuture<?>[]::new))
                    .thenApply(loaded -> inForce(logs));
        });
    }

    private LendersInForce inForce(Map<LenderId, LenderLog> logs) {
        Map<LenderId, Map<Integer, LenderFolder>> folders = new HashMap<>();
        logs.forEach((lender, log) -> {
            Map<Integer, LenderFolder> own = new HashMap<>();
            for (int number : log.activated()) {
                LenderFolder folder = known.get(new Version(lender, number));
                if (folder != null) {
                    own.put(number, folder);
                }
            }
            folders.put(lender, own);
        });
        LendersInForce now = new LendersInForce(logs, folders, configured);
        last = now;
        return now;
    }
}
