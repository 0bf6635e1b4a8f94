package dev.janji.orchestrator.words;

import dev.janji.domain.debtor.Awaited;
import dev.janji.domain.stop.Stop;

/** What a debtor waits for, in words. Stateless. */
record AwaitedSentence(Phrases phrases, EventSentence events) implements Awaited.Cases<String> {
    @Override
    public String firstWord(Awaited.FirstWord awaited) {
        return phrases.say("awaited.first-word");
    }

    @Override
    public String goLive(Awaited.GoLive awaited) {
        return phrases.say("awaited.go-live");
    }

    @Override
    public String nothing(Awaited.Nothing awaited) {
        return phrases.say("awaited.nothing");
    }

    @Override
    public String channelAnswer(Awaited.ChannelAnswer awaited) {
        return phrases.say("awaited.channel-answer", phrases.word(awaited.channel()), awaited.attempt());
    }

    @Override
    public String nextStep(Awaited.NextStep awaited) {
        return phrases.say("awaited.next-step", events.step(awaited.step()));
    }

    @Override
    public String endOfSuspension(Awaited.EndOfSuspension awaited) {
        return phrases.say("awaited.end-of-suspension");
    }

    @Override
    public String endOfStop(Awaited.EndOfStop awaited) {
        Stop stop = awaited.stop();
        return phrases.say(
                "awaited.end-of-stop",
                events.step(awaited.step()),
                stop.scope().match(new StopScopeWords(phrases)),
                stop.id(),
                stop.author(),
                events.when(stop.placedAt()),
                stop.reason());
    }

    @Override
    public String newDueDate(Awaited.NewDueDate awaited) {
        return phrases.say("awaited.new-due-date");
    }

    @Override
    public String liveAgent(Awaited.LiveAgent awaited) {
        return phrases.say(
                "awaited.live-agent." + awaited.phase().name(), awaited.queue(), events.when(awaited.since()));
    }
}
