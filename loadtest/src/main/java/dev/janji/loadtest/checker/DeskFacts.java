package dev.janji.loadtest.checker;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.janji.protocols.journal.v1.ArrangementAgreed;
import dev.janji.protocols.journal.v1.ConversationHeld;
import dev.janji.protocols.journal.v1.LenderEventApplied;
import dev.janji.protocols.journal.v1.PromiseRecorded;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What agents noted at the desk. No lender sent it, so its content is read from the journal; that somebody talked with the debtor before it was noted is
 * demanded of the journal, too. Stateless.
 */
final class DeskFacts {
    /** With which the ids of all events of the desk begin. */
    private static final String PREFIX = "desk-";

    private static final ObjectMapper JSON = new ObjectMapper();

    private DeskFacts() {}

    static boolean isOfDesk(JournalRow row) {
        return row.isLenderEvent() && row.eventId().startsWith(PREFIX);
    }

    /** @return the row as a line that the lender would have logged; empty when it is none of the desk's, or of a kind that no desk notes */
    static Optional<LenderFact> of(JournalRow row) {
        if (!isOfDesk(row)) {
            return Optional.empty();
        }
        ObjectNode line = JSON.createObjectNode();
        if (!fill(row.record().getLenderEventApplied(), line)) {
            return Optional.empty();
        }
        line.put("occurredAt", row.at().toString());
        // Nobody at the lender waits for an answer, so nothing is promised from an instant of one on.
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

    private static boolean fill(LenderEventApplied event, ObjectNode line) {
        switch (event.getEventCase()) {
            case CONVERSATION_HELD -> held(event.getConversationHeld(), line);
            case DISPOSITION_CORRECTED ->
                line.put("conversation", event.getDispositionCorrected().getConversationId())
                        .put("disposition", word(event.getDispositionCorrected().getDisposition(), "DISPOSITION_"));
            case PROMISE_RECORDED -> promise(event.getPromiseRecorded(), line);
            case ARRANGEMENT_AGREED -> arrangement(event.getArrangementAgreed(), line);
            case CALLBACK_REQUESTED ->
                line.put("callback", event.getCallbackRequested().getCallbackId())
                        .put(
                                "from",
                                JournalRow.instant(event.getCallbackRequested().getPromisedFrom())
                                        .toString())
                        .put(
                                "until",
                                JournalRow.instant(event.getCallbackRequested().getPromisedUntil())
                                        .toString());
            case DISPUTE_OPENED ->
                line.put("account", event.getDisputeOpened().getAccountId())
                        .put("dispute", event.getDisputeOpened().getDisputeId());
            case COMPLAINT_RECEIVED ->
                line.put("complaint", event.getComplaintReceived().getComplaintId())
                        .put("stops", event.getComplaintReceived().getHold());
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void held(ConversationHeld held, ObjectNode line) {
        line.put("conversation", held.getConversationId())
                .put("attempt", held.getAttemptId())
                .put("channel", word(held.getChannel(), "CHANNEL_"))
                .put("direction", word(held.getDirection(), "DIRECTION_"))
                .put("disposition", word(held.getDisposition(), "DISPOSITION_"));
        if (held.hasContactPointId()) {
            line.put("pointId", held.getContactPointId());
        }
        ArrayNode accounts = line.putArray("accounts");
        held.getAccountIdsList().forEach(accounts::add);
    }

    private static void promise(PromiseRecorded promise, ObjectNode line) {
        line.put("account", promise.getAccountId())
                .put("promise", promise.getPromiseId())
                .put("amountMinor", promise.getAmount().getMinor())
                .put("due", LocalDate.ofEpochDay(promise.getDueDay()).toString());
    }

    private static void arrangement(ArrangementAgreed agreed, ObjectNode line) {
        line.put("account", agreed.getAccountId())
                .put("arrangement", agreed.getArrangementId())
                .put("waivedMinor", agreed.getWaivedMinor());
        ArrayNode schedule = line.putArray("schedule");
        agreed.getInstalmentsList()
                .forEach(each -> schedule.addObject()
                        .put("number", each.getNumber())
                        .put("due", LocalDate.ofEpochDay(each.getDueDay()).toString())
                        .put("amountMinor", each.getAmountMinor()));
    }

    private static String word(Enum<?> word, String prefix) {
        return word.name().substring(prefix.length());
    }
}
