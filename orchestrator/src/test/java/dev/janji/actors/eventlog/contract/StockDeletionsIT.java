package dev.janji.actors.eventlog.contract;

/** The stock plugin with deletions, which shows that the clauses on deletions can be kept. */
class StockDeletionsIT extends JournalOnCassandra implements DeletionContract, StockCapabilities {
    StockDeletionsIT() {
        super(
                "contract_stock_deletions",
                StockJournalIT.STOCK + "pekko.persistence.cassandra.journal.support-deletes = on");
    }

    @Override
    public boolean deletes() {
        return true;
    }
}
