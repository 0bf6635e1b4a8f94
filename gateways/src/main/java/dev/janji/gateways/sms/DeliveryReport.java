package dev.janji.gateways.sms;

import dev.janji.domain.contact.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;

/**
 * What a provider tells of a message: in parameters of its own, or in the text that the specification's appendix B made a habit of. The parameters count first.
 * Its dates are not read, because they are of an unnamed zone. Immutable.
 *
 * @param id what the provider calls the message here
 * @param state its word for it, such as {@code DELIVRD}
 * @param userMessageReference what our message carried, if the provider brings it back
 * @param from the number that the message went to; personal
 */
record DeliveryReport(String id, String state, OptionalInt userMessageReference, String from) {
    private static final Pattern ID = Pattern.compile("\\bid:(\\S+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern STATE = Pattern.compile("\\bstat:([A-Za-z]+)", Pattern.CASE_INSENSITIVE);
    private static final int LONGEST_ID = 65;

    /** By the value of {@code message_state}. */
    private static final String[] STATES = {
        "SCHEDULED", "ENROUTE", "DELIVRD", "EXPIRED", "DELETED", "UNDELIV", "ACCEPTD", "UNKNOWN", "REJECTD", "SKIPPED"
    };

    /** @return empty when it names no message, or says nothing of it */
    static Optional<DeliveryReport> of(DeliverSm message) {
        String text = new String(content(message), StandardCharsets.ISO_8859_1);
        OptionalParameter.Receipted_message_id named =
                message.getOptionalParameter(OptionalParameter.Receipted_message_id.class);
        OptionalParameter.Message_state told = message.getOptionalParameter(OptionalParameter.Message_state.class);
        OptionalParameter.User_message_reference reference =
                message.getOptionalParameter(OptionalParameter.User_message_reference.class);
        String id = named != null ? named.getValueAsString().strip() : first(ID, text);
        String state = told != null && told.getValue() >= 0 && told.getValue() < STATES.length
                ? STATES[told.getValue()]
                : first(STATE, text).toUpperCase(Locale.ROOT);
        if (id.isEmpty() || id.length() > LONGEST_ID || state.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new DeliveryReport(
                id,
                state,
                reference == null ? OptionalInt.empty() : OptionalInt.of(reference.getValue() & 0xFFFF),
                SmsAddress.received(message.getSourceAddrTon(), message.getSourceAddr())));
    }

    /** The short message, or the payload when there is none. */
    static byte[] content(DeliverSm message) {
        byte[] content = message.getShortMessage();
        if (content != null && content.length > 0) {
            return content;
        }
        OptionalParameter.Message_payload payload =
                message.getOptionalParameter(OptionalParameter.Message_payload.class);
        return payload == null ? new byte[0] : payload.getValue();
    }

    private static String first(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        return found.find() ? found.group(1) : "";
    }

    /** @return empty while the message is still on its way */
    Optional<Outcome> outcome() {
        return switch (state) {
            case "DELIVRD" -> Optional.of(Outcome.DELIVERED);
            case "EXPIRED", "DELETED", "UNDELIV", "REJECTD", "SKIPPED" -> Optional.of(Outcome.UNDELIVERED);
            case "SCHEDULED", "ENROUTE", "ACCEPTD", "BUFFRED", "BUFFERED" -> Optional.empty();
            default -> Optional.of(Outcome.UNKNOWN);
        };
    }

    /** Not the number. */
    @Override
    public String toString() {
        return "DeliveryReport[id=" + id + ", state=" + state + "]";
    }
}
