package dev.janji.actors.eventlog.contract;

/** The stock plugin keeps the contract, as servers used it before the event log: without deletions. */
class StockJournalIT extends JournalContract implements StockCapabilities {
    static final String STOCK = "include classpath(\"stock-journal.conf\")\n";

    StockJournalIT() {
        super("contract_stock", STOCK);
    }

    @Override
    public boolean deletes() {
        return false;
    }
}
