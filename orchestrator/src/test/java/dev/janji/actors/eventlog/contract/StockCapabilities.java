package dev.janji.actors.eventlog.contract;

import java.util.OptionalInt;

/** Where the contract leaves a choice, the stock plugin's. */
interface StockCapabilities extends JournalUnderTest {
    @Override
    default boolean rejectsAlone() {
        return false;
    }

    @Override
    default OptionalInt tooLarge() {
        return OptionalInt.empty();
    }

    @Override
    default boolean demandsTheNextNumber() {
        return false;
    }

    @Override
    default boolean keepsTimestamps() {
        return false;
    }
}
