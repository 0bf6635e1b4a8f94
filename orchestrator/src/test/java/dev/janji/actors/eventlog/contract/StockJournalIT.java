package dev.janji.actors.eventlog.contract;

import java.util.OptionalInt;

/** The stock plugin keeps the contract, as the server configures it: without deletions. */
class StockJournalIT extends JournalContract {
    /** Its breakers stand before all persistence ids at once, and the failures of one test would open them for the next. */
    static final String PATIENT = """
            pekko.persistence.journal-plugin-fallback.circuit-breaker.max-failures = 1000000
            pekko.persistence.snapshot-store-plugin-fallback.circuit-breaker.max-failures = 1000000
            """;

    StockJournalIT() {
        super("contract_stock", PATIENT);
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
