package dev.janji.gateways.simulator;

import dev.janji.gateways.simulator.Script.Faults;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** What addresses with a certain ending always do, so that a person can try each case by hand. */
enum Ending {
    DELIVERED(script -> taken(script, script.receipts().always(0, 0, 0, 0, 0, 0))),
    READ(script -> taken(script, script.receipts().always(0, 0, 1, 0, 0, 0))),
    UNDELIVERED(script -> taken(script, script.receipts().always(1, 0, 0, 0, 0, 0))),
    BOUNCED(script -> taken(script, script.receipts().always(0, 1, 0, 0, 0, 0))),
    NO_RECEIPT(script -> taken(script, script.receipts().always(0, 0, 0, 0, 1, 0))),
    LATE_RECEIPT(script -> taken(script, script.receipts().always(0, 0, 0, 1, 0, 0))),
    RECEIPT_TWICE(script -> taken(script, script.receipts().always(0, 0, 0, 0, 0, 1))),
    REJECTED(script -> refused(script, new Faults(1, 0, 0, 0, 0))),
    THROTTLED(script -> refused(script, new Faults(0, 1, 0, 0, 0))),
    INVALID_ADDRESS(script -> refused(script, new Faults(0, 0, 1, 0, 0))),
    LOST_BEFORE(script -> refused(script, new Faults(0, 0, 0, 1, 0))),
    LOST_AFTER(script -> refused(script, new Faults(0, 0, 0, 0, 1))),
    SAYS_PAID(script -> says(script, Writing.PAID)),
    SAYS_WILL_PAY(script -> says(script, Writing.WILL_PAY)),
    SAYS_DISPUTE(script -> says(script, Writing.DISPUTE)),
    SAYS_STOP(script -> says(script, Writing.STOP)),
    SAYS_WRONG_PERSON(script -> says(script, Writing.WRONG_PERSON)),
    SAYS_CALL_ME(script -> says(script, Writing.CALL_ME)),
    SAYS_HOW_MUCH(script -> says(script, Writing.HOW_MUCH)),
    SAYS_HOW_TO_PAY(script -> says(script, Writing.HOW_TO_PAY)),
    SAYS_UNCLEAR(script -> says(script, Writing.UNCLEAR)),
    SAYS_CALL_ME_AT(script -> says(script, Writing.CALL_ME_AT)),
    SAYS_AGREES(script -> says(script, Writing.AGREES));

    private final UnaryOperator<Script> change;

    Ending(UnaryOperator<Script> change) {
        this.change = change;
    }

    /** The common script where nothing is left to chance. */
    Script over(Script common) {
        return change.apply(common);
    }

    /** @throws IllegalArgumentException when there is no such word; names those that there are */
    static Ending of(String word) {
        return Arrays.stream(values())
                .filter(each -> each.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Expected one of "
                        + Arrays.stream(values()).map(Ending::word).toList() + ", but got " + word));
    }

    /** As settings write it, such as {@code says-paid}. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Script taken(Script script, ReceiptScript receipts) {
        return script.with(Faults.NONE, receipts, script.replies().never());
    }

    private static Script refused(Script script, Faults faults) {
        return script.with(
                faults,
                script.receipts().always(0, 0, 0, 0, 0, 0),
                script.replies().never());
    }

    private static Script says(Script script, Writing writing) {
        return script.with(
                Faults.NONE,
                script.receipts().always(0, 0, 0, 0, 0, 0),
                script.replies().always(writing));
    }
}
