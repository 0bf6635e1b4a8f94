package dev.janji.loadtest.checker;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.janji.protocols.journal.v1.Attempt;
import dev.janji.protocols.journal.v1.Channel;
import dev.janji.protocols.journal.v1.ReplyReceived;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * REPLY: what debtors wrote to the house is in the journal once, as what they meant, and nothing is there that nobody wrote; words of a person leave by WhatsApp
 * only while the debtor's last reply there is younger than a day. Stateless.
 */
final class ReplyChecks {
    private static final Duration WHATSAPP_WINDOW = Duration.ofHours(24);
    private static final String OF_A_PERSON = "answer";
    private static final ObjectMapper JSON = new ObjectMapper();

    private ReplyChecks() {}

    static void check(Evidence.DebtorHistory debtor, Findings findings) {
        Map<String, JournalRow> rows = new HashMap<>();
        debtor.rows().stream()
                .filter(row -> row.record().getLenderEventApplied().hasReplyReceived())
                .forEach(row -> rows.put(row.eventId(), row));
        boolean erased = debtor.rows().stream()
                .anyMatch(row -> row.record().getLenderEventApplied().hasDebtorErased());
        for (WrittenReply written : debtor.written()) {
            JournalRow row = rows.get(written.id());
            // Whoever is erased is told nothing any more: a person looks at it.
            if (row == null && written.stored() && !erased) {
                findings.add(Invariant.REPLY, "a reply is said to be stored, but is not", written.shown());
            } else if (row != null) {
                asWritten(written, row, findings);
            }
        }
        personsWords(debtor, findings);
    }

    private static void asWritten(WrittenReply written, JournalRow row, Findings findings) {
        ReplyReceived reply = row.record().getLenderEventApplied().getReplyReceived();
        String intent = reply.getIntent().name().substring("REPLY_INTENT_".length());
        boolean sameChannel = reply.getChannel().name().equals("CHANNEL_" + written.channel());
        boolean samePoint =
                !reply.hasContactPointId() || reply.getContactPointId().equals(written.contactPoint());
        // Of whose point is gone nobody can say that it is the wrong person's.
        boolean right = intent.equals(written.intent())
                || written.intent().equals("WRONG_PERSON") && !reply.hasContactPointId() && intent.equals("OTHER");
        if (!right || !sameChannel || !samePoint) {
            findings.add(
                    Invariant.REPLY, "a reply is stored as another one than was written", written.shown(), row.shown());
        }
    }

    private static void personsWords(Evidence.DebtorHistory debtor, Findings findings) {
        Map<String, Attempt> answers = new HashMap<>();
        debtor.rows().stream()
                .filter(row -> row.record().hasContactAuthorized())
                .map(row -> row.record().getContactAuthorized().getAttempt())
                .filter(attempt -> attempt.getChannel() == Channel.CHANNEL_WHATSAPP
                        && attempt.getTemplate().equals(OF_A_PERSON))
                .forEach(attempt -> answers.put(attempt.getAttemptId(), attempt));
        for (SentContact sent : debtor.sent()) {
            Attempt answer = answers.get(sent.attempt());
            if (answer != null && !isWithinTheWindow(lastWrittenBefore(debtor.rows(), sent.at()), sent.at())) {
                findings.add(
                        Invariant.REPLY,
                        "words of a person left by WhatsApp though the debtor had not written there for 24 hours",
                        sent.shown());
            }
        }
    }

    private static boolean isWithinTheWindow(@Nullable Instant written, Instant at) {
        return written != null && at.isBefore(written.plus(WHATSAPP_WINDOW));
    }

    private static @Nullable Instant lastWrittenBefore(List<JournalRow> rows, Instant at) {
        return rows.stream()
                .filter(row -> row.record().getLenderEventApplied().hasReplyReceived()
                        && row.record()
                                        .getLenderEventApplied()
                                        .getReplyReceived()
                                        .getChannel()
                                == Channel.CHANNEL_WHATSAPP)
                .map(ReplyChecks::writtenAt)
                .filter(written -> !written.isAfter(at))
                .max(Instant::compareTo)
                .orElse(null);
    }

    private static Instant writtenAt(JournalRow row) {
        return JournalRow.instant(row.record().getLenderEventApplied().getOccurredAt());
    }

    /** @return the row as a line that the lender would have logged; empty when nobody wrote it to the house */
    static Optional<LenderFact> factOf(JournalRow row, Map<String, WrittenReply> written) {
        WrittenReply reply = written.get(row.eventId());
        if (reply == null || !row.record().getLenderEventApplied().hasReplyReceived()) {
            return Optional.empty();
        }
        ReplyReceived received = row.record().getLenderEventApplied().getReplyReceived();
        ObjectNode line = JSON.createObjectNode();
        line.put("reply", received.getReplyId())
                .put("channel", reply.channel())
                .put("intent", received.getIntent().name().substring("REPLY_INTENT_".length()))
                .put("occurredAt", writtenAt(row).toString());
        if (received.hasPayByDay()) {
            line.put("payBy", LocalDate.ofEpochDay(received.getPayByDay()).toString());
        }
        if (received.hasCallAtMinute()) {
            line.put(
                    "callAt",
                    LocalDateTime.ofEpochSecond(received.getCallAtMinute() * 60, 0, ZoneOffset.UTC)
                            .toString());
        }
        if (received.hasContactPointId()) {
            line.put("pointId", received.getContactPointId());
        }
        line.putArray("accounts");
        // Nobody waits for an answer, so nothing is promised from an instant of one on.
        return Optional.of(new LenderFact(
                row.key(),
                row.eventId(),
                row.kind(),
                0,
                Long.MAX_VALUE,
                "accepted",
                row.sequenceNumber(),
                false,
                false,
                line));
    }
}
