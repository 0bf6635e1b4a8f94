package dev.janji.orchestrator.words;

import dev.janji.domain.allocation.Lead;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.debtor.Attempt;
import dev.janji.domain.debtor.DebtorEvent;
import dev.janji.domain.debtor.StepReference;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.CallbackId;
import dev.janji.domain.id.ReplyId;
import dev.janji.domain.id.StopId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a debtor as one sentence, without personal data. Stateless.
 *
 * @param zone in which times are told
 * @param channels of attempts, as far as they are known; null for one that is not
 */
public record EventSentence(Phrases phrases, ZoneId zone, Function<AttemptId, @Nullable Channel> channels)
        implements DebtorEvent.Cases<String> {

    @Override
    public String lenderEventApplied(DebtorEvent.LenderEventApplied e) {
        String sentence = e.event().match(new LenderEventSentence(phrases, zone));
        LocalDate happened = LocalDate.ofInstant(e.occurredAt(), zone);
        if (!happened.equals(LocalDate.ofInstant(e.at(), zone))) {
            sentence = appended(sentence, phrases.say("event.happened", phrases.date(happened)));
        }
        return e.asOf() == null ? sentence : appended(sentence, phrases.say("event.initial-load"));
    }

    @Override
    public String bucketEntered(DebtorEvent.BucketEntered e) {
        String days = Debts.daysPastDue(phrases, e.daysPastDue());
        return e.from().isEmpty()
                ? phrases.say("event.first-bucket", e.account(), e.to(), days)
                : phrases.say("event.bucket-entered", e.account(), e.from(), e.to(), days);
    }

    @Override
    public String promiseSettled(DebtorEvent.PromiseSettled e) {
        return phrases.say(
                "event.promise-settled", e.account(), e.promise(), phrases.word(e.to()), phrases.word(e.from()));
    }

    @Override
    public String offerSettled(DebtorEvent.OfferSettled e) {
        return phrases.say("event.offer-settled", e.account(), e.offer(), phrases.word(e.to()), phrases.word(e.from()));
    }

    @Override
    public String arrangementSettled(DebtorEvent.ArrangementSettled e) {
        return phrases.say(
                "event.arrangement-settled",
                e.account(),
                e.arrangement(),
                phrases.word(e.to()),
                phrases.word(e.from()));
    }

    @Override
    public String segmentEntered(DebtorEvent.SegmentEntered e) {
        String sentence = e.segment().isEmpty()
                ? phrases.say("event.no-segment", e.account(), e.strategyVersion())
                : phrases.say("event.segment-entered", e.account(), e.segment(), e.strategyVersion());
        return e.arm().isEmpty() ? sentence : appended(sentence, e.arm());
    }

    @Override
    public String accountHandedOver(DebtorEvent.AccountHandedOver e) {
        return phrases.say("event.account-handed-over", e.step().account(), phrases.word(e.to()), step(e.step()));
    }

    @Override
    public String contactAuthorized(DebtorEvent.ContactAuthorized e) {
        Attempt attempt = e.attempt();
        return phrases.say(
                "event.contact-authorized",
                phrases.word(attempt.channel()),
                attempt.template(),
                attempt.contactPoint(),
                steps(attempt.covers()));
    }

    @Override
    public String contactDeferred(DebtorEvent.ContactDeferred e) {
        return e.stops().isEmpty()
                ? phrases.say("event.contact-deferred", steps(e.steps()), phrases.local(e.until(), zone))
                : phrases.say("event.contact-stopped", steps(e.steps()), phrases.local(e.until(), zone), stops(e));
    }

    /** The ids of the stops that halt it. */
    String stops(DebtorEvent.ContactDeferred e) {
        return phrases.list(e.stops().stream().map(StopId::value).toList());
    }

    @Override
    public String contactRefused(DebtorEvent.ContactRefused e) {
        return phrases.say("event.contact-refused", steps(e.steps()));
    }

    @Override
    public String attemptAnswered(DebtorEvent.AttemptAnswered e) {
        String sentence = phrases.say("event.attempt-answered", channel(e.attempt()), phrases.word(e.answer()));
        return e.detail().isEmpty() ? sentence : appended(sentence, e.detail());
    }

    @Override
    public String attemptSettled(DebtorEvent.AttemptSettled e) {
        return phrases.say("event.attempt-settled", channel(e.attempt()), phrases.word(e.settlement()));
    }

    @Override
    public String outcomeReceived(DebtorEvent.OutcomeReceived e) {
        return phrases.say("event.outcome-received", channel(e.attempt()), phrases.word(e.outcome()));
    }

    @Override
    public String leadOffered(DebtorEvent.LeadOffered e) {
        if (e.kind() == Lead.Kind.INBOUND) {
            return phrases.say("event.caller-waits", e.queue(), phrases.local(e.until(), zone));
        }
        Instant promisedAt = e.promisedAt();
        return promisedAt == null
                ? phrases.say("event.lead-offered", e.queue(), steps(e.steps()), phrases.local(e.until(), zone))
                : phrases.say(
                        "event.callback-offered",
                        e.queue(),
                        phrases.local(promisedAt, zone),
                        phrases.local(e.until(), zone));
    }

    @Override
    public String talkBegan(DebtorEvent.TalkBegan e) {
        return phrases.say("event.talk-began", e.agent());
    }

    @Override
    public String leadRecalled(DebtorEvent.LeadRecalled e) {
        return phrases.say("event.lead-recalled", phrases.local(e.answerBy(), zone));
    }

    @Override
    public String leadClosed(DebtorEvent.LeadClosed e) {
        return phrases.say("event.lead-closed", phrases.word(e.result()));
    }

    @Override
    public String answerWritten(DebtorEvent.AnswerWritten e) {
        return phrases.say("event.answer-written", e.agent());
    }

    @Override
    public String recordedCallNoted(DebtorEvent.RecordedCallNoted e) {
        return phrases.say("event.recorded-call", phrases.word(e.call()));
    }

    String steps(List<StepReference> steps) {
        return phrases.list(steps.stream().map(this::step).toList());
    }

    String step(StepReference step) {
        CallbackId callback = step.callback();
        if (callback != null) {
            return phrases.say("event.callback-step", callback, step.account());
        }
        ReplyId reply = step.reply();
        if (reply != null) {
            return phrases.say("event.reply-step", reply, step.account());
        }
        ReplyId question = step.question();
        if (question != null) {
            return phrases.say("event.question-step", question, step.account());
        }
        return phrases.say(
                "event.step",
                step.name(),
                step.account(),
                phrases.say("from." + step.from().trigger().name(), phrases.date(step.anchor())));
    }

    String when(Instant at) {
        return phrases.when(at, zone);
    }

    private String channel(AttemptId attempt) {
        Channel channel = channels.apply(attempt);
        String word = channel == null ? phrases.say("event.some-channel") : phrases.word(channel);
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private String appended(String sentence, String more) {
        return phrases.say("event.appended", sentence, more);
    }
}
