package dev.janji.orchestrator.words;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.strategy.Action;
import dev.janji.domain.strategy.Step;
import java.util.List;

/** A step of a strategy in words, for people who read strategies. Pure and thread-safe. */
public record StepSentence(Phrases phrases) {

    /** @return when and what, such as {@code 3 days after the due date at 18:00: e-mail, else SMS, with template overdue-3} */
    public String of(Step step) {
        String sentence = phrases.say("step.sentence", when(step), what(step));
        return switch (step.late()) {
            case MERGE -> sentence;
            case DROP -> phrases.say("step.dropped", sentence);
            case STILL_DUE -> phrases.say("step.still-due", sentence);
        };
    }

    private String when(Step step) {
        String trigger = step.trigger().name();
        List<String> buckets = step.buckets().stream().sorted().toList();
        String of = buckets.isEmpty() ? phrases.say("step.any-bucket") : phrases.list(buckets);
        String day = step.day() == 0
                ? phrases.say("step.on." + trigger, of)
                : phrases.count(
                        (step.day() < 0 ? "step.before." : "step.after.") + trigger, Math.abs((long) step.day()), of);
        return step.until() == null
                ? phrases.say("step.at", day, phrases.clock(step.from()))
                : phrases.say("step.between", day, phrases.clock(step.from()), phrases.clock(step.until()));
    }

    private String what(Step step) {
        if (step.action() instanceof Action.HandOver handOver) {
            return phrases.say("step.hand-over", phrases.word(handOver.to()));
        }
        if (step.action() instanceof Action.Call call) {
            return call.skill().isEmpty()
                    ? phrases.say("step.call", call.queue(), call.template())
                    : phrases.say("step.call-skilled", call.queue(), call.skill(), call.template());
        }
        Action.Contact contact = (Action.Contact) step.action();
        if (contact.channels().equals(List.of(Channel.VOICE))) {
            return phrases.say("step.recorded-call", contact.template());
        }
        Action.Response response = contact.response();
        String next = response == null
                ? phrases.say("step.else")
                : phrases.count("step.when-not", response.within().toHours(), phrases.word(response.sign()));
        return phrases.say(
                "step.contact",
                String.join(next, contact.channels().stream().map(this::channel).toList()),
                contact.template());
    }

    private String channel(Channel channel) {
        return phrases.word(channel);
    }
}
