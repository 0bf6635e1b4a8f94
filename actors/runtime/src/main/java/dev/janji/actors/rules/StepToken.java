package dev.janji.actors.rules;

import dev.janji.domain.strategy.Step;
import dev.janji.domain.strategy.Trigger;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When a step is, as collectors write it: {@code D-3} three days before the due date, {@code H+7} seven after it, and the like for other
 * days that steps count from.
 */
record StepToken(Trigger trigger, int day) {
    static final String EXPECTED = "D-3, H+7, bucket+0, promise-1, promise-broken+1, offer-1 or payment-reversed+0";
    private static final Pattern FORM = Pattern.compile("([A-Za-z-]*[A-Za-z])([+-])(\\d{1,4})");
    private static final Map<String, Trigger> TRIGGERS = Map.of(
            "D", Trigger.DUE_DATE,
            "H", Trigger.DUE_DATE,
            "bucket", Trigger.BUCKET_ENTERED,
            "promise", Trigger.PROMISE_DUE,
            "promise-broken", Trigger.PROMISE_BROKEN,
            "offer", Trigger.OFFER_DUE,
            "payment-reversed", Trigger.PAYMENT_REVERSED);

    static StepToken of(YamlValue written) {
        Matcher form = FORM.matcher(written.text());
        Trigger trigger = form.matches() ? TRIGGERS.get(form.group(1)) : null;
        if (trigger == null) {
            throw written.refused("expected a step such as " + EXPECTED + ", but found `" + written.text() + "`");
        }
        int days = Integer.parseInt(form.group(3));
        if (days > Step.MOST_DAYS) {
            throw written.refused(
                    "expected a step at most " + Step.MOST_DAYS + " days away, but found `" + written.text() + "`");
        }
        boolean before = form.group(2).equals("-");
        if (trigger == Trigger.PROMISE_DUE && !before && days > 0) {
            throw written.refused("expected a reminder by the promised day, such as promise-1 or promise+0, but found `"
                    + written.text() + "`");
        }
        if (trigger == Trigger.OFFER_DUE && !before && days > 0) {
            throw written.refused(
                    "expected a reminder by the last day of the offer, such as offer-1 or offer+0, but found `"
                            + written.text() + "`");
        }
        if (before
                && days > 0
                && trigger != Trigger.DUE_DATE
                && trigger != Trigger.PROMISE_DUE
                && trigger != Trigger.OFFER_DUE) {
            throw written.refused("expected a step on or after that day, since nobody knows it before, but found `"
                    + written.text() + "`");
        }
        return new StepToken(trigger, before ? -days : days);
    }
}
