package dev.janji.actors.eventlog.contract;

import java.util.OptionalInt;

/** What a journal plugin promises beyond the documentation of the API, or less than it; the tests hold it to either. */
interface JournalUnderTest {

    /** The running journal; another one after a restart. */
    RunningJournal journal();

    /** A persistence id that no other test has. */
    String freshId();

    /** Ends the actor system and starts another one on the same store. */
    void restart();

    /** Whether events can be deleted; otherwise every deletion fails and changes nothing. */
    boolean deletes();

    /** Whether an event that cannot be serialized is rejected alone; otherwise the message that it came in fails, and none of it is stored. */
    boolean rejectsAlone();

    /** Payload in bytes that is surely too large and is rejected, if there is such a limit. */
    OptionalInt tooLarge();

    /** Whether an event that is not the next one of its persistence id fails; otherwise the journal trusts its caller. */
    boolean demandsTheNextNumber();

    /** Whether the timestamp of an event comes back; otherwise it is 0 after a replay. */
    boolean keepsTimestamps();

    /** From now on the store answers no statement of the journal with success. */
    void breakStore();

    void mendStore();
}
