package dev.janji.actors.wrong;

/** A fixture that breaks a rule on purpose: the journal is the event log, and the stock plugin is named only where it is compared with. */
public final class WorkerThatKnowsTheJournal {
    Object plugin() {
        return org.apache.pekko.persistence.cassandra.query.javadsl.CassandraReadJournal.Identifier();
    }
}
