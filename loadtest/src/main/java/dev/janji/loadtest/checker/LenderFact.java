package dev.janji.loadtest.checker;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One line of the client's log: an event, when it was sent, and its answer. Immutable.
 *
 * @param ackedWallMicros real time of the answer; 0 when there was none
 * @param answer {@code accepted}, {@code rejected} or {@code none}
 * @param sequenceNumber in the answer; 0 unless accepted
 * @param line the whole line, for what only some kinds have
 */
public record LenderFact(
        String key,
        String eventId,
        String kind,
        long sentWallMicros,
        long ackedWallMicros,
        String answer,
        long sequenceNumber,
        boolean duplicate,
        boolean contactInDoubt,
        JsonNode line) {

    /** After the acknowledgement of one of these nothing leaves that was decided before it. */
    private static final Set<String> STOPS = Set.of(
            "PaymentReceived",
            "DisputeOpened",
            "HoldPlaced",
            "MoratoriumStarted",
            "AgeingPaused",
            "ConsentChanged",
            "DebtorConsentChanged",
            "ContactPointChanged",
            "PromiseRecorded",
            "PromiseCancelled",
            "ArrangementAgreed",
            "ArrangementEnded",
            "OfferMade",
            "OfferAnswered",
            "OfferWithdrawn",
            "AccountClosed",
            "AccountRecalled",
            "AccountWrittenOff",
            "DebtorErased",
            "ConversationHeld",
            "DispositionCorrected",
            "ReplyReceived",
            "CallbackRequested",
            "ComplaintReceived");

    static LenderFact of(JsonNode line) {
        return new LenderFact(
                line.path("lender").asText() + "~" + line.path("debtor").asText(),
                line.path("eventId").asText(),
                line.path("kind").asText(),
                line.path("sentWallMicros").asLong(),
                line.path("ackedWallMicros").asLong(),
                line.path("answer").asText(),
                line.path("sequenceNumber").asLong(),
                line.path("duplicate").asBoolean(),
                line.path("contactInDoubt").asBoolean(),
                line);
    }

    boolean accepted() {
        return answer.equals("accepted");
    }

    boolean stops() {
        return STOPS.contains(kind);
    }

    String text(String field) {
        return line.path(field).asText();
    }

    LocalDate date(String field) {
        return LocalDate.parse(text(field));
    }

    /** @return null when the line does not have it */
    @Nullable
    LocalDate optionalDate(String field) {
        return line.has(field) ? date(field) : null;
    }

    /** One line of a history. */
    String shown() {
        StringBuilder text =
                new StringBuilder("client   ").append(eventId).append(' ').append(kind);
        for (String field : new String[] {
            "paymentId",
            "amountMinor",
            "dispute",
            "hold",
            "moratorium",
            "pause",
            "from",
            "on",
            "promise",
            "due",
            "until",
            "conversation",
            "disposition",
            "reply",
            "intent",
            "callback",
            "complaint",
            "offer",
            "offerAnswer",
            "validUntil"
        }) {
            if (line.has(field)) {
                text.append(' ')
                        .append(field)
                        .append('=')
                        .append(line.path(field).asText());
            }
        }
        text.append(" -> ").append(answer);
        if (accepted()) {
            text.append(duplicate ? " (duplicate)" : "").append(" seq=").append(sequenceNumber);
        } else {
            text.append(' ').append(line.path("reason").asText());
        }
        return text.append(" acked=").append(ackedWallMicros).toString();
    }
}
