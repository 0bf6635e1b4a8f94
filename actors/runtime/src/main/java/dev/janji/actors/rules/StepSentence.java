package dev.janji.actors.rules;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.strategy.Action;
import dev.janji.domain.strategy.Step;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A step of a strategy in words. */
public final class StepSentence {
    private StepSentence() {}

    /** @return when and what, such as {@code 3 days after the due date at 18:00: e-mail, else text message, "overdue-3"} */
    public static String of(Step step) {
        return when(step) + ": " + what(step) + late(step);
    }

    private static String when(Step step) {
        String day = switch (step.trigger()) {
            case DUE_DATE -> relative(step.day(), "on the due date", "the due date");
            case BUCKET_ENTERED -> {
                String buckets = step.buckets().isEmpty()
                        ? "a bucket"
                        : step.buckets().stream().sorted().collect(Collectors.joining(" or "));
                yield relative(step.day(), "on the day it enters " + buckets, "it entered " + buckets);
            }
            case PROMISE_DUE -> relative(step.day(), "on the promised date", "the promised date");
            case PROMISE_BROKEN ->
                relative(step.day(), "on the day after a promise ended unkept", "a promise ended unkept");
            case PAYMENT_REVERSED ->
                relative(step.day(), "on the day a payment was taken back", "a payment was taken back");
        };
        return day + (step.until() == null ? " at " + step.from() : " from " + step.from() + " to " + step.until());
    }

    private static String relative(int days, String onTheDay, String of) {
        if (days == 0) {
            return onTheDay;
        }
        int count = Math.abs(days);
        return count + (count == 1 ? " day " : " days ") + (days < 0 ? "before " : "after ") + of;
    }

    private static String what(Step step) {
        if (step.action() instanceof Action.HandOver handOver) {
            return "hand over to "
                    + switch (handOver.to()) {
                        case FIELD -> "field collectors";
                        case AGENCY -> "an agency";
                        case LEGAL -> "the legal department";
                    };
        }
        Action.Contact contact = (Action.Contact) step.action();
        Action.Response response = contact.response();
        String next = response == null
                ? ", else "
                : ", and when it is not " + response.sign().name().toLowerCase(Locale.ROOT) + " within "
                        + response.within().toHours() + " hours ";
        return channels(contact.channels(), next) + ", \"" + contact.template() + "\"";
    }

    private static String channels(List<Channel> channels, String next) {
        return channels.stream().map(StepSentence::channel).collect(Collectors.joining(next));
    }

    private static String channel(Channel channel) {
        return switch (channel) {
            case SMS -> "text message";
            case EMAIL -> "e-mail";
            case PUSH -> "push message";
            case WHATSAPP -> "WhatsApp";
            case LETTER -> "letter";
            case VOICE -> "call";
        };
    }

    private static String late(Step step) {
        return switch (step.late()) {
            case DROP -> "; dropped when late";
            case MERGE -> "";
            case STILL_DUE -> "; comes first, however late";
        };
    }
}
