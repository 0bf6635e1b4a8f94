package dev.janji.actors.debtor;

import dev.janji.domain.debtor.RuleContext.LenderRules;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.stop.Stops;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

/** What debtors were worked by at an instant that has passed. Thread-safe; does not block. */
public interface PastRules {
    /**
     * @return by the lender's folder that was active then; what the configuration says now for one that had none, as nobody keeps old
     *     configurations
     */
    LenderRules rulesAt(LenderId lender, Instant at);

    /** @return the stops that stood then; fails when the store does not answer */
    CompletionStage<Stops> stopsAt(Instant at);
}
