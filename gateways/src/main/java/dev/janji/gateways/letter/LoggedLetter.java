package dev.janji.gateways.letter;

import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.DebtorId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.LenderId;
import java.util.Optional;

/**
 * A letter that left, as one line of the log: fields between tabs, ids only. Immutable.
 *
 * @param sha256 of its file, 64 hexadecimal digits; the last field, so a line that broke off is known
 */
record LoggedLetter(String reference, AttemptId attempt, DebtorKey debtor, String batch, int pages, String sha256) {
    private static final int FIELDS = 7;
    private static final int HASH_LENGTH = 64;

    String file() {
        return reference + ".pdf";
    }

    String line() {
        return String.join(
                "\t",
                reference,
                attempt.value(),
                debtor.lender().value(),
                debtor.debtor().value(),
                batch,
                Integer.toString(pages),
                sha256);
    }

    /** @return empty when the line is not a whole one */
    static Optional<LoggedLetter> parse(String line) {
        String[] fields = line.split("\t", -1);
        if (fields.length != FIELDS || fields[FIELDS - 1].length() != HASH_LENGTH) {
            return Optional.empty();
        }
        try {
            return Optional.of(new LoggedLetter(
                    fields[0],
                    new AttemptId(fields[1]),
                    new DebtorKey(new LenderId(fields[2]), new DebtorId(fields[3])),
                    fields[4],
                    Integer.parseInt(fields[5]),
                    fields[6]));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
