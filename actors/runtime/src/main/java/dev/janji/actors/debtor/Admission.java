package dev.janji.actors.debtor;

import dev.janji.domain.id.DebtorKey;

/** Whether there is room for what a command would store, asked before anything is decided. Thread-safe. */
@FunctionalInterface
public interface Admission {
    /**
     * @param urgent among the last to be refused
     * @return false when the command must be answered as unavailable, and sent again later
     */
    boolean admits(DebtorKey debtor, boolean urgent);
}
