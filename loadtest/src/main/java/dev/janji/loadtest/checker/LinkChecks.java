package dev.janji.loadtest.checker;

import dev.janji.protocols.journal.v1.Attempt;
import dev.janji.protocols.journal.v1.StepReference;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** LINK: each payment link that was opened against the attempt in whose mail it was. Stateless. */
final class LinkChecks {
    /** As the demo's bank has it; an end is at a full hour. */
    private static final Duration HOLDS = Duration.ofDays(7);

    private static final Duration TOKEN_HOLDS = Duration.ofMinutes(5);
    private static final long HOUR = 3_600;
    private static final int FOUND = 302;
    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;

    private LinkChecks() {}

    static List<Violation> check(Evidence evidence, List<OpenedLink> links) {
        return links.stream()
                .flatMap(link -> {
                    Findings findings = new Findings(link.key());
                    check(evidence, link, findings);
                    return findings.violations().stream();
                })
                .toList();
    }

    private static void check(Evidence evidence, OpenedLink link, Findings findings) {
        Attempt attempt = attempt(evidence, link);
        wrong(attempt == null, "a link of an attempt that the journal does not authorize", link, findings);
        wrong(link.forged() != NOT_FOUND, "a changed link was answered " + link.forged(), link, findings);
        if (attempt == null) {
            return;
        }
        Instant until = end(JournalRow.instant(attempt.getAuthorizedAt()).plus(HOLDS));
        OpenedLink.Token token = link.token();
        wrong(
                link.status() != (token == null ? GONE : FOUND),
                "a link of ours was answered " + link.status(),
                link,
                findings);
        Instant erased = erasedAt(evidence, link);
        if (token == null) {
            boolean isOver = !link.openedAt().isBefore(until)
                    || erased != null && !link.openedAt().isBefore(erased);
            wrong(!isOver, "a link led nowhere before its end at " + until, link, findings);
            return;
        }
        wrong(
                erased != null && token.madeAt().isAfter(erased),
                "a link led on after its debtor was erased",
                link,
                findings);
        List<String> accounts = attempt.getCoversList().stream()
                .map(StepReference::getAccountId)
                .distinct()
                .toList();
        String lender = link.attempt().substring(0, link.attempt().indexOf('~'));
        wrong(!token.madeAt().isBefore(until), "a link led on after its end at " + until, link, findings);
        wrong(!token.signed(), "a token that the server's key did not sign", link, findings);
        wrong(!token.lender().equals(lender), "a token for another lender", link, findings);
        wrong(!token.attempt().equals(link.attempt()), "a token of another attempt", link, findings);
        wrong(!token.accounts().equals(accounts), "a token of other accounts than " + accounts, link, findings);
        wrong(
                !token.until().equals(token.madeAt().plus(TOKEN_HOLDS)),
                "a token that holds for another time",
                link,
                findings);
    }

    private static @Nullable Attempt attempt(Evidence evidence, OpenedLink link) {
        Evidence.DebtorHistory debtor = evidence.debtors().get(link.key());
        if (debtor != null) {
            for (JournalRow row : debtor.rows()) {
                if (row.record().hasContactAuthorized()
                        && row.record()
                                .getContactAuthorized()
                                .getAttempt()
                                .getAttemptId()
                                .equals(link.attempt())) {
                    return row.record().getContactAuthorized().getAttempt();
                }
            }
        }
        return null;
    }

    private static @Nullable Instant erasedAt(Evidence evidence, OpenedLink link) {
        Evidence.DebtorHistory debtor = evidence.debtors().get(link.key());
        return debtor == null
                ? null
                : debtor.rows().stream()
                        .filter(row -> row.record().hasLenderEventApplied()
                                && row.record().getLenderEventApplied().hasDebtorErased())
                        .map(JournalRow::at)
                        .findFirst()
                        .orElse(null);
    }

    private static Instant end(Instant asked) {
        return Instant.ofEpochSecond(Math.floorDiv(asked.getEpochSecond() + HOUR - 1, HOUR) * HOUR);
    }

    private static void wrong(boolean isWrong, String what, OpenedLink link, Findings findings) {
        if (isWrong) {
            findings.add(Invariant.LINK, what, link.shown());
        }
    }
}
