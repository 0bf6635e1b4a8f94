package dev.janji.actors.eventlog.contract;

import java.util.OptionalInt;

/** The stock plugin keeps the contract, as servers used it before the event log: without deletions. */
class StockJournalIT extends JournalContract {
    static final String STOCK = "include classpath(\"stock-journal.conf\")\n";

    StockJournalIT() {
        super("contract_stock", STOCK);
    }

    @Override
    public boolean deletes() {
        return false;
    }

    @Override
    public boolean rejectsAlone() {
        return false;
    }

    @Override
    public OptionalInt tooLarge() {
        return OptionalInt.empty();
    }

    @Override
    public boolean demandsTheNextNumber() {
        return false;
    }

    @Override
    public boolean keepsTimestamps() {
        return false;
    }
}
