package dev.janji.actors.eventlog.contract;

import java.util.OptionalInt;

/** The stock plugin with deletions, which shows that the clauses on deletions can be kept. */
class StockDeletionsIT extends JournalOnCassandra implements DeletionContract {
    StockDeletionsIT() {
        super(
                "contract_stock_deletions",
                StockJournalIT.STOCK + "pekko.persistence.cassandra.journal.support-deletes = on");
    }

    @Override
    public boolean deletes() {
        return true;
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
