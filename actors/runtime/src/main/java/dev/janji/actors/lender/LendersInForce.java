package dev.janji.actors.lender;

import dev.janji.actors.rules.LenderBook;
import dev.janji.actors.rules.LenderFolder;
import dev.janji.actors.rules.RuleBook;
import dev.janji.domain.id.LenderId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every lender's log, and the one book of rules that follows from them, now and at any instant before. Equal when the logs are. Immutable.
 */
public final class LendersInForce {
    private final Map<LenderId, LenderLog> logs;
    private final Map<LenderId, Map<Integer, LenderFolder>> folders;
    private final RuleBook configured;
    private final RuleBook book;

    /**
     * @param folders of each lender every version that was ever activated
     * @param configured for lenders without a folder, and for accounts that are still worked by what was before the first one
     */
    LendersInForce(
            Map<LenderId, LenderLog> logs, Map<LenderId, Map<Integer, LenderFolder>> folders, RuleBook configured) {
        this.logs = Map.copyOf(logs);
        this.folders = Map.copyOf(folders);
        this.configured = configured;
        Map<LenderId, LenderBook> books = new HashMap<>();
        logs.forEach((lender, log) -> books.put(lender, book(log)));
        this.book = configured.with(books);
    }

    /** What was active last, over everything before it that an account may still be worked by. */
    private LenderBook book(LenderLog log) {
        List<LenderBook> books = new ArrayList<>();
        activated(log).forEach(folder -> books.add(folder.book()));
        books.add(configured.of(log.lender()));
        return books.size() == 1 ? books.get(0) : books.remove(0).over(books);
    }

    public Map<LenderId, LenderLog> logs() {
        return logs;
    }

    public LenderLog log(LenderId lender) {
        return logs.getOrDefault(lender, new LenderLog(lender, List.of()));
    }

    /** @return the folder that a lender's debtors are worked by; empty when it has none */
    public Optional<LenderFolder> folder(LenderId lender) {
        return activated(lender).stream().findFirst();
    }

    /** @return every folder of a lender that was ever activated, the active one first */
    List<LenderFolder> activated(LenderId lender) {
        return activated(log(lender));
    }

    private List<LenderFolder> activated(LenderLog log) {
        Map<Integer, LenderFolder> own = folders.getOrDefault(log.lender(), Map.of());
        List<LenderFolder> activated = new ArrayList<>();
        for (int version : log.activated()) {
            LenderFolder folder = own.get(version);
            if (folder != null) {
                activated.add(folder);
            }
        }
        return activated;
    }

    /** @return what the debtors of a lender were worked by at an instant; by today's configuration where it had no folder then */
    public LenderBook of(LenderId lender, Instant at) {
        return book(log(lender).by(at));
    }

    public RuleBook book() {
        return book;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LendersInForce them && logs.equals(them.logs);
    }

    @Override
    public int hashCode() {
        return logs.hashCode();
    }
}
