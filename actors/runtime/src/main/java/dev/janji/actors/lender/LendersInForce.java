package dev.janji.actors.lender;

import dev.janji.actors.rules.LenderFolder;
import dev.janji.actors.rules.RuleBook;
import dev.janji.domain.id.LenderId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every lender's log, and the one book of rules that follows from them. Equal when the logs are. Immutable.
 */
public final class LendersInForce {
    private final Map<LenderId, LenderLog> logs;
    private final Map<LenderId, List<LenderFolder>> folders;
    private final RuleBook book;

    /** @param folders of each lender the activated ones, the active one first */
    LendersInForce(Map<LenderId, LenderLog> logs, Map<LenderId, List<LenderFolder>> folders, RuleBook book) {
        this.logs = Map.copyOf(logs);
        this.folders = Map.copyOf(folders);
        this.book = book;
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
        return folders.getOrDefault(lender, List.of());
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
