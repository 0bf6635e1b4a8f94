package dev.janji.domain.lender;

import dev.janji.domain.id.DebtorId;
import org.jspecify.annotations.Nullable;

/**
 * Somebody bound to the debtor's debt.
 *
 * @param personKey shared inside an operator, opaque here
 * @param debtor of the same lender; null when the person is none
 */
public record LinkedPerson(
        Kind kind, String personKey, @Nullable DebtorId debtor) {
    /** More links than this are refused. */
    public static final int MOST = 20;

    /** How they are bound. */
    public enum Kind {
        CO_DEBTOR,
        GUARANTOR,
        SAME_PERSON
    }
}
