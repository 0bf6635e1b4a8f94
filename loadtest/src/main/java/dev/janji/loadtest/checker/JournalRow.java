package dev.janji.loadtest.checker;

import com.google.protobuf.Timestamp;
import dev.janji.protocols.journal.v1.LenderEventApplied;
import dev.janji.protocols.journal.v1.Record;
import dev.janji.protocols.journal.v1.StepReference;
import dev.janji.protocols.journal.v1.StepTrigger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One row of the journal, read straight from the store. Immutable.
 *
 * @param key {@code <lender>~<debtor>}
 * @param sequenceNumber of the row, not of the record in it
 * @param writer of the row
 */
public record JournalRow(String key, long sequenceNumber, String writer, Record record) {

    /** A step that a decision was about. */
    record StepTaken(String account, HousePlan.Anchor anchor, int minute, String name) {
        static StepTaken of(StepReference step) {
            return new StepTaken(
                    step.getAccountId(),
                    new HousePlan.Anchor(trigger(step.getTrigger()), LocalDate.ofEpochDay(step.getAnchorDay())),
                    step.getMinute(),
                    step.getName());
        }

        private static HousePlan.Trigger trigger(StepTrigger trigger) {
            return switch (trigger) {
                case STEP_TRIGGER_BUCKET_ENTERED -> HousePlan.Trigger.LAST_BUCKET;
                case STEP_TRIGGER_PROMISE_DUE -> HousePlan.Trigger.PROMISE;
                case STEP_TRIGGER_PROMISE_BROKEN -> HousePlan.Trigger.PROMISE_BROKEN;
                case STEP_TRIGGER_PAYMENT_REVERSED -> HousePlan.Trigger.PAYMENT_REVERSED;
                default -> HousePlan.Trigger.DUE_DATE;
            };
        }

        String shown() {
            return name + " of " + account + " from " + anchor.trigger() + " " + anchor.date();
        }
    }

    /**
     * What the debtor waits for beside the plan.
     *
     * @param id of the callback or the reply
     */
    record Wish(String account, Kind kind, String id) {
        /** A call that was promised or asked for, an agent's answer to what the debtor wrote, an answer from the books to a question. */
        enum Kind {
            CALL("callback:"),
            ANSWER("reply:"),
            QUESTION("question:");

            private final String prefix;

            Kind(String prefix) {
                this.prefix = prefix;
            }
        }

        boolean isCall() {
            return kind == Kind.CALL;
        }

        static boolean is(StepReference step) {
            return step.getMinute() == Integer.MIN_VALUE;
        }

        static Wish of(StepReference step) {
            for (Kind kind : Kind.values()) {
                if (step.getName().startsWith(kind.prefix)) {
                    return new Wish(step.getAccountId(), kind, step.getName().substring(kind.prefix.length()));
                }
            }
            throw new IllegalArgumentException("Expected a call, an answer or a question, but got " + step.getName());
        }
    }

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

    /** @return the steps of a decision; empty when the row is none, or of no plan */
    List<StepTaken> steps() {
        return references().stream()
                .filter(step -> !Wish.is(step))
                .map(StepTaken::of)
                .toList();
    }

    /** @return what a decision, or a lead, is about beside the plan; empty when the row is neither, or of the plan */
    List<Wish> wishes() {
        List<StepReference> all =
                record.hasLeadOffered() ? record.getLeadOffered().getStepsList() : references();
        return all.stream().filter(Wish::is).map(Wish::of).toList();
    }

    private List<StepReference> references() {
        return switch (record.getEventCase()) {
            case CONTACT_AUTHORIZED ->
                record.getContactAuthorized().getAttempt().getCoversList();
            case CONTACT_DEFERRED -> record.getContactDeferred().getStepsList();
            case CONTACT_REFUSED -> record.getContactRefused().getStepsList();
            case ACCOUNT_HANDED_OVER -> List.of(record.getAccountHandedOver().getStep());
            default -> List.of();
        };
    }

    /** The kind of the event, as its lender or the house calls it. */
    String kind() {
        String manifest = record.getManifest();
        return manifest.substring(manifest.lastIndexOf('.') + 1);
    }

    /** @return of each account the step that the decision takes; the others of the account are those for which it stands */
    List<StepTaken> leadingSteps() {
        Set<String> seen = new HashSet<>();
        return steps().stream().filter(step -> seen.add(step.account())).toList();
    }

    /** @return the version of the strategy that the row names; empty when it names none */
    String strategyVersion() {
        return switch (record.getEventCase()) {
            case CONTACT_AUTHORIZED -> record.getContactAuthorized().getStrategyVersion();
            case CONTACT_DEFERRED -> record.getContactDeferred().getStrategyVersion();
            case CONTACT_REFUSED -> record.getContactRefused().getStrategyVersion();
            case ACCOUNT_HANDED_OVER -> record.getAccountHandedOver().getStrategyVersion();
            case SEGMENT_ENTERED -> record.getSegmentEntered().getStrategyVersion();
            default -> "";
        };
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
            text.append(' ').append(steps().stream().map(StepTaken::shown).toList());
        }
        if (record.hasContactAuthorized()) {
            text.append(' ')
                    .append(record.getContactAuthorized().getAttempt().getAttemptId())
                    .append(" valid until ")
                    .append(instant(record.getContactAuthorized().getAttempt().getValidUntil()));
        }
        if (record.hasSegmentEntered()) {
            text.append(' ')
                    .append(record.getSegmentEntered().getAccountId())
                    .append(" from '")
                    .append(record.getSegmentEntered().getFrom())
                    .append("' to '")
                    .append(record.getSegmentEntered().getSegment())
                    .append("' arm ")
                    .append(record.getSegmentEntered().getArm());
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
