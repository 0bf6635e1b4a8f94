package dev.janji.domain.debtor;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.debtor.DebtorState.Known;
import dev.janji.domain.lender.LenderEvent.NoticeKind;
import java.util.function.UnaryOperator;

/**
 * The warning letters that the house sends itself (ID-07): a letter whose template is called {@value #TEMPLATES}, or begins so, is the notice of the accounts
 * that it is about from the answer on by which it surely left. One that comes back was never given, whoever gave one before: who doubts waits.
 */
public final class WarningLetters {
    /** How the names of their templates begin. The words of those must have what the rule demands of a warning letter. */
    public static final String TEMPLATES = "warning-letter";

    private WarningLetters() {}

    /** Whether a text of this name on this channel is one. */
    public static boolean is(String template, Channel channel) {
        return channel == Channel.LETTER && template.startsWith(TEMPLATES);
    }

    static Known left(Known known, Attempt attempt) {
        return onAccounts(known, attempt, account -> account.noticed(NoticeKind.WARNING_LETTER));
    }

    static Known cameBack(Known known, Attempt attempt) {
        return onAccounts(known, attempt, account -> account.notNoticed(NoticeKind.WARNING_LETTER));
    }

    private static Known onAccounts(Known known, Attempt attempt, UnaryOperator<Account> change) {
        Known next = known;
        if (is(attempt.template(), attempt.channel())) {
            for (StepReference step : attempt.covers()) {
                next = next.changing(step.account(), change);
            }
        }
        return next;
    }
}
