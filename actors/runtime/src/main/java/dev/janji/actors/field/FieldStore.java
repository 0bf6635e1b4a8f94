package dev.janji.actors.field;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/** What is remembered of cases. A stage that fails says nothing of whether its statement happened. Thread-safe. */
interface FieldStore {
    /** @return up to which position every hand-over of the slice is stored; empty before the first time */
    CompletionStage<Optional<Long>> position(int slice);

    CompletionStage<Done> note(int slice, long position);

    /** @return slices of which something was ever noted */
    CompletionStage<List<Integer>> noted();

    /** The slice begins anew; what it has of cases stays. */
    CompletionStage<Done> forget(int slice);

    CompletionStage<List<Watch>> watches(int slice);

    CompletionStage<Done> put(int slice, Watch watch);

    /** Of a debtor who is forgotten. */
    CompletionStage<Done> remove(int slice, Watch watch);
}
