package dev.janji.orchestrator.server;

import dev.janji.domain.debtor.RuleContext.LenderRules;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.stop.StopScope;
import dev.janji.domain.strategy.Strategies;
import dev.janji.orchestrator.grpc.StopVocabulary;
import dev.janji.orchestrator.security.Caller;
import dev.janji.orchestrator.security.Credentials;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What this server's configuration knows by name. Thread-safe. */
record ConfiguredNames(ServerSettings settings, Credentials credentials) implements StopVocabulary {
    @Override
    public boolean hasLender(LenderId lender) {
        return credentials.callers().contains(new Caller.OfLender(lender));
    }

    @Override
    public boolean hasTemplate(String template) {
        return settings.templates().has(template);
    }

    @Override
    public boolean hasStrategy(@Nullable LenderId lender, String strategy) {
        StopScope.OfStrategy scope = new StopScope.OfStrategy(lender, strategy);
        List<LenderRules> rules = lender == null
                ? settings.rules().all()
                : List.of(settings.rules().rules(lender));
        return rules.stream()
                .map(LenderRules::strategies)
                .flatMap(ConfiguredNames::versions)
                .anyMatch(scope::isOf);
    }

    private static Stream<String> versions(Strategies strategies) {
        return Stream.concat(Stream.of(strategies.current()), strategies.earlier().stream())
                .map(each -> each.version());
    }
}
