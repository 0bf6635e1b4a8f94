package dev.janji.orchestrator.words;

import dev.janji.domain.debtor.Respite;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.lender.AgeingEvent;
import dev.janji.domain.lender.Moratorium;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What a lender told of days that do not count as one sentence, without a code that the lender may choose freely. */
record AgeingSentence(Phrases phrases) implements AgeingEvent.Cases<String> {

    @Override
    public String moratoriumStarted(AgeingEvent.MoratoriumStarted e) {
        return moratorium(
                "lender.moratorium-started",
                new Moratorium(e.moratorium(), e.kind(), e.account(), e.from(), e.until()));
    }

    @Override
    public String moratoriumEnded(AgeingEvent.MoratoriumEnded e) {
        return phrases.say("lender.moratorium-ended", e.moratorium(), phrases.date(e.on()));
    }

    @Override
    public String ageingPaused(AgeingEvent.AgeingPaused e) {
        return phrases.say("lender.ageing-paused", e.account(), e.pause(), phrases.date(e.from()), until(e.until()));
    }

    @Override
    public String ageingResumed(AgeingEvent.AgeingResumed e) {
        return phrases.say("lender.ageing-resumed", e.account(), e.pause(), phrases.date(e.on()));
    }

    /** A moratorium that is not over, and when it is looked at again. */
    String of(Respite respite) {
        String sentence = moratorium("value.moratorium", respite.moratorium());
        LocalDate from = respite.reviewFrom();
        LocalDate to = respite.reviewTo();
        return from == null || to == null
                ? sentence
                : phrases.say(
                        "event.appended",
                        sentence,
                        phrases.say("value.moratorium-review", phrases.date(from), phrases.date(to)));
    }

    private String moratorium(String key, Moratorium moratorium) {
        AccountId account = moratorium.account();
        return phrases.say(
                key,
                moratorium.id(),
                phrases.word(moratorium.kind()),
                account == null ? phrases.say("lender.the-person") : phrases.say("lender.the-account", account),
                phrases.date(moratorium.from()),
                until(moratorium.until()));
    }

    private String until(@Nullable LocalDate until) {
        return until == null ? phrases.say("lender.until-told") : phrases.say("lender.before", phrases.date(until));
    }
}
