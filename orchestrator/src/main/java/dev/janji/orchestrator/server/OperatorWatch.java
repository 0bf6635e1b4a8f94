package dev.janji.orchestrator.server;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.janji.actors.desk.Desks;
import dev.janji.actors.desk.OperatorBook;
import dev.janji.actors.desk.OperatorFolder;
import dev.janji.actors.desk.OperatorLog;
import dev.janji.actors.desk.OperatorSettings;
import org.apache.pekko.cluster.typed.Cluster;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings changes of the operator's folder to the desks, and notes each in the store: who could do what there, and since when. Stateless. */
final class OperatorWatch {
    private static final Logger LOG = LoggerFactory.getLogger(OperatorWatch.class);

    private OperatorWatch() {}

    /** Nothing where there is no folder. */
    static void start(House house, CqlSession session, Desks desks) {
        OperatorSettings operator = house.settings().operator();
        OperatorLog log = new OperatorLog(session, house.settings().store().keyspace());
        operator.folder().ifPresent(folder -> {
            note(log, operator.book(), house);
            house.closing()
                    .add(
                            "the look at the operator's folder",
                            OperatorFolder.start(folder, operator.book(), operator.lookEvery(), book -> {
                                desks.apply(book);
                                note(log, book, house);
                            }));
        });
    }

    private static void note(OperatorLog log, OperatorBook book, House house) {
        String server = Cluster.get(house.system()).selfMember().address().toString();
        log.takenUp(book, house.clock().instant(), server).whenComplete((added, failure) -> {
            if (failure != null) {
                LOG.error(
                        "Expected to note the operator's folder, but the store failed; the next note has all that is new since the last"
                                + " one [version={}]",
                        book.version(),
                        failure);
            }
        });
    }
}
