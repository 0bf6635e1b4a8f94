package dev.janji.orchestrator.words;

import dev.janji.domain.id.LenderId;
import dev.janji.domain.stop.StopScope;
import org.jspecify.annotations.Nullable;

/** What a stop halts, in words. Stateless. */
public record StopScopeWords(Phrases phrases) implements StopScope.Cases<String> {
    @Override
    public String wholeLender(StopScope.WholeLender scope) {
        return phrases.say("stop.lender", scope.lender());
    }

    @Override
    public String ofChannel(StopScope.OfChannel scope) {
        return phrases.say("stop.channel", phrases.word(scope.channel()), whose(scope.lender()));
    }

    @Override
    public String ofTemplate(StopScope.OfTemplate scope) {
        return phrases.say("stop.template", scope.template(), whose(scope.lender()));
    }

    @Override
    public String ofStrategy(StopScope.OfStrategy scope) {
        return phrases.say("stop.strategy", scope.strategy(), whose(scope.lender()));
    }

    @Override
    public String ofDesk(StopScope.OfDesk scope) {
        return phrases.say("stop.desk", scope.desk());
    }

    private String whose(@Nullable LenderId lender) {
        return lender == null ? phrases.say("stop.of-all") : phrases.say("stop.of-lender", lender);
    }
}
