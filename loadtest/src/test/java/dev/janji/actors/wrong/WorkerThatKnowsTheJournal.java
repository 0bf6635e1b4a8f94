package dev.janji.actors.wrong;

/** A fixture that breaks a rule on purpose: nothing but configuration knows which journal it is. */
public final class WorkerThatKnowsTheJournal {
    Object plugin() {
        return org.apache.pekko.persistence.cassandra.query.javadsl.CassandraReadJournal.Identifier();
    }
}
