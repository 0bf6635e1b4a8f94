package dev.janji.domain.testing;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.strategy.Action;
import dev.janji.domain.strategy.Step;
import dev.janji.domain.strategy.Step.Late;
import dev.janji.domain.strategy.Trigger;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;

/** A step in the making: by text message, else by e-mail, merged when late, open until midnight. Immutable. */
public record StepDraft(Step step) {
    private static final List<Channel> CHANNELS = List.of(Channel.SMS, Channel.EMAIL);

    public static StepDraft on(String name, Trigger trigger, int day, String from) {
        return new StepDraft(new Step(
                name,
                trigger,
                day,
                LocalTime.parse(from),
                null,
                Late.MERGE,
                Set.of(),
                new Action.Contact(CHANNELS, "template-" + name, null)));
    }

    /** Counted from the due date. */
    public static StepDraft due(String name, int day, String from) {
        return on(name, Trigger.DUE_DATE, day, from);
    }

    public StepDraft until(String time) {
        return new StepDraft(new Step(
                step.name(),
                step.trigger(),
                step.day(),
                step.from(),
                LocalTime.parse(time),
                step.late(),
                step.buckets(),
                step.action()));
    }

    public StepDraft late(Late late) {
        return new StepDraft(new Step(
                step.name(),
                step.trigger(),
                step.day(),
                step.from(),
                step.until(),
                late,
                step.buckets(),
                step.action()));
    }

    public StepDraft of(String... buckets) {
        return new StepDraft(new Step(
                step.name(),
                step.trigger(),
                step.day(),
                step.from(),
                step.until(),
                step.late(),
                Set.of(buckets),
                step.action()));
    }

    public StepDraft by(Channel... channels) {
        return doing(new Action.Contact(List.of(channels), "template-" + step.name(), null));
    }

    /** Tries the next channel when the sign does not come in so many hours. */
    public StepDraft waiting(Action.Sign sign, int hours, Channel... channels) {
        return doing(new Action.Contact(
                List.of(channels), "template-" + step.name(), new Action.Response(sign, Duration.ofHours(hours))));
    }

    public StepDraft to(Action.Receiver receiver) {
        return doing(new Action.HandOver(receiver));
    }

    private StepDraft doing(Action action) {
        return new StepDraft(new Step(
                step.name(),
                step.trigger(),
                step.day(),
                step.from(),
                step.until(),
                step.late(),
                step.buckets(),
                action));
    }
}
