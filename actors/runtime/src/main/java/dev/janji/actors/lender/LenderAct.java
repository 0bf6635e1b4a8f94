package dev.janji.actors.lender;

import dev.janji.domain.id.LenderId;
import dev.janji.domain.id.PersonId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a lender's log. Immutable.
 *
 * @param number position in the lender's log, from 1
 * @param version of its folder
 * @param hash of that version's content
 * @param author who wants the version
 * @param approver the other person who agreed; null when none had to
 * @param reason of whoever did this
 * @param at instant of the house's clock
 */
public record LenderAct(
        LenderId lender,
        int number,
        Kind kind,
        int version,
        String hash,
        PersonId author,
        @Nullable PersonId approver,
        String reason,
        Instant at) {
    /** What was done. */
    public enum Kind {
        /** It waits for another person. */
        PROPOSED,
        /** From then on the lender's debtors are worked by it. */
        ACTIVATED
    }
}
