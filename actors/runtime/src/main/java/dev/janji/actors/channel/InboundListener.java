package dev.janji.actors.channel;

import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/** Where adapters bring what debtors write: at least once, in any order. Thread-safe; never blocks. */
@FunctionalInterface
public interface InboundListener {
    /** @return completes when nothing of it can be lost any more; exceptionally when the adapter must bring it again */
    CompletionStage<Done> received(InboundMessage message);
}
