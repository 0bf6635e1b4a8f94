package dev.janji.loadtest.checker;

import com.google.protobuf.Timestamp;
import dev.janji.protocols.journal.v1.LenderEventApplied;
import dev.janji.protocols.journal.v1.Record;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * One row of the journal, read straight from the store. Immutable.
 *
 * @param key {@code <lender>~<debtor>}
 * @param sequenceNumber of the row, not of the record in it
 * @param writer of the row
 */
public record JournalRow(String key, long sequenceNumber, String writer, Record record) {

    /** A step that a decision was about. */
    record StepTaken(String account, LocalDate anchor, int minute, String name) {}

    Instant at() {
        return instant(record.getAt());
    }

    boolean isLenderEvent() {
        return record.hasLenderEventApplied();
    }

    /** @return the lender's event id; empty when the row is none of its events */
    String eventId() {
        return record.getLenderEventApplied().getEventId();
    }

    /** @return {@code account/payment} when the row is a payment, else empty */
    String payment() {
        LenderEventApplied event = record.getLenderEventApplied();
        return event.hasPaymentReceived()
                ? event.getPaymentReceived().getAccountId() + "/"
                        + event.getPaymentReceived().getPaymentId()
                : "";
    }

    /** @return the steps of a contact decision; empty when the row is none */
    List<StepTaken> steps() {
        return switch (record.getEventCase()) {
            case CONTACT_AUTHORIZED ->
                taken(record.getContactAuthorized().getAttempt().getCoversList());
            case CONTACT_DEFERRED -> taken(record.getContactDeferred().getStepsList());
            case CONTACT_REFUSED -> taken(record.getContactRefused().getStepsList());
            default -> List.of();
        };
    }

    /** The kind of the event, as its lender or the house calls it. */
    String kind() {
        String manifest = record.getManifest();
        return manifest.substring(manifest.lastIndexOf('.') + 1);
    }

    private static List<StepTaken> taken(List<dev.janji.protocols.journal.v1.StepReference> steps) {
        return steps.stream()
                .map(step -> new StepTaken(
                        step.getAccountId(),
                        LocalDate.ofEpochDay(step.getAnchorDay()),
                        step.getMinute(),
                        step.getName()))
                .toList();
    }

    static Instant instant(Timestamp at) {
        return Instant.ofEpochSecond(at.getSeconds(), at.getNanos());
    }

    /** One line of a history. */
    String shown() {
        StringBuilder text = new StringBuilder("journal  seq=")
                .append(sequenceNumber)
                .append(' ')
                .append(at())
                .append(' ')
                .append(kind());
        if (isLenderEvent()) {
            text.append(' ').append(eventId());
        }
        if (!steps().isEmpty()) {
            text.append(' ').append(steps());
        }
        if (record.hasContactAuthorized()) {
            text.append(' ')
                    .append(record.getContactAuthorized().getAttempt().getAttemptId())
                    .append(" valid until ")
                    .append(instant(record.getContactAuthorized().getAttempt().getValidUntil()));
        }
        if (record.hasAttemptAnswered()) {
            text.append(' ')
                    .append(record.getAttemptAnswered().getAttemptId())
                    .append(' ')
                    .append(record.getAttemptAnswered().getAnswer());
        }
        return text.toString();
    }
}
