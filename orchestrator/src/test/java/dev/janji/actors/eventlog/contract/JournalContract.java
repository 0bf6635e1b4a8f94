package dev.janji.actors.eventlog.contract;

/**
 * Pekko's journal and snapshot API as tests, one for each clause of its documentation. A subclass names the plugin and says where it
 * promises something else.
 */
abstract class JournalContract extends JournalOnCassandra
        implements WriteContract, ReplayContract, DeletionContract, SnapshotContract, BehaviorContract {
    /** @param plugins HOCON that selects the plugins */
    JournalContract(String keyspace, String plugins) {
        super(keyspace, plugins);
    }
}
