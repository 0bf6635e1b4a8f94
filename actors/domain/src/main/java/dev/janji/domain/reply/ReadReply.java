package dev.janji.domain.reply;

import dev.janji.domain.lender.ConversationEvent.Intent;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * What was read from a reply.
 *
 * @param confidence 0 to 100; below {@link #SURE} a person must read it
 * @param payBy the day named for payment; null where none was, and for everything but {@link Wish#WILL_PAY}
 * @param callAt the local time named for a call, the beginning of a day that is named without an hour; null where none was, and for everything but
 *     {@link Wish#CALL_ME}
 */
public record ReadReply(
        Wish wish,
        int confidence,
        @Nullable LocalDate payBy,
        @Nullable LocalDateTime callAt) {
    /** From here on a reply has its effect without a person. */
    public static final int SURE = 70;

    static final ReadReply NOTHING = new ReadReply(Wish.OTHER, 0, null, null);

    /** @throws IllegalArgumentException when the confidence is out of its range */
    public ReadReply {
        if (confidence < 0 || confidence > 100) {
            throw new IllegalArgumentException("Expected a confidence from 0 to 100, but got " + confidence);
        }
    }

    public boolean isSure() {
        return confidence >= SURE;
    }

    /** @return what the debtor's history gets: the intent when it is sure, otherwise {@link Intent#OTHER} */
    public Intent intent() {
        return isSure() ? wish.intent() : Intent.OTHER;
    }
}
