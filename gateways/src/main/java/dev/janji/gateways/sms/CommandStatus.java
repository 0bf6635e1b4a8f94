package dev.janji.gateways.sms;

import dev.janji.actors.channel.RefusalReason;
import java.util.Locale;

/** What the {@code command_status} of an answer means to us: everything but zero is a refusal, and surely nothing was taken. Stateless. */
final class CommandStatus {
    static final int OK = 0;
    /** No status: the connection was lost before a byte was written. */
    static final int NOT_WRITTEN = -1;
    /** "Try again" of a receiver, as we say it of what cannot be stored now. */
    static final int COME_AGAIN = 0x64;

    private static final int BIND_STATUS = 0x04;
    private static final int SYSTEM_ERROR = 0x08;
    static final int WRONG_ADDRESS = 0x0B;
    private static final int BIND_FAILED = 0x0D;
    private static final int WRONG_PASSWORD = 0x0E;
    private static final int WRONG_SYSTEM_ID = 0x0F;
    private static final int QUEUE_FULL = 0x14;
    private static final int WRONG_NUMBERS = 0x33;
    private static final int WRONG_TYPE_OF_NUMBER = 0x50;
    private static final int WRONG_NUMBERING_PLAN = 0x51;
    private static final int THROTTLED = 0x58;
    private static final int UNKNOWN_ERROR = 0xFF;

    private CommandStatus() {}

    static boolean isThrottling(int status) {
        return status == THROTTLED || status == QUEUE_FULL;
    }

    /** The one status that does not say whether the message was taken. */
    static boolean isDoubtful(int status) {
        return status == UNKNOWN_ERROR;
    }

    static RefusalReason reason(int status) {
        return switch (status) {
            case THROTTLED, QUEUE_FULL -> RefusalReason.THROTTLED;
            case NOT_WRITTEN -> RefusalReason.UNREACHABLE;
            case SYSTEM_ERROR, COME_AGAIN -> RefusalReason.TEMPORARY;
            case WRONG_ADDRESS, WRONG_NUMBERS, WRONG_TYPE_OF_NUMBER, WRONG_NUMBERING_PLAN ->
                RefusalReason.INVALID_ADDRESS;
            case BIND_STATUS, BIND_FAILED, WRONG_PASSWORD, WRONG_SYSTEM_ID -> RefusalReason.NOT_AUTHORISED;
            default -> RefusalReason.REJECTED;
        };
    }

    /** For people: the number as the specification writes it. */
    static String written(int status) {
        return status == NOT_WRITTEN
                ? "the connection was lost before it was written"
                : String.format(Locale.ROOT, "SMPP status 0x%08X", status);
    }
}
