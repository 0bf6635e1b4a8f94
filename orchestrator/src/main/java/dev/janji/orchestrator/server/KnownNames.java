package dev.janji.orchestrator.server;

import dev.janji.actors.desk.Desks;
import dev.janji.actors.lender.Lenders;
import dev.janji.actors.rules.RuleBook;
import dev.janji.domain.debtor.RuleContext.LenderRules;
import dev.janji.domain.id.DeskId;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.stop.StopScope;
import dev.janji.domain.strategy.Strategies;
import dev.janji.orchestrator.grpc.StopVocabulary;
import dev.janji.orchestrator.security.Caller;
import dev.janji.orchestrator.security.Credentials;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What debtors are worked by now, by configuration and lenders' folders, which desks there are, and who may call. Thread-safe. */
record KnownNames(Lenders lenders, Desks desks, Credentials credentials) implements StopVocabulary {
    @Override
    public boolean hasLender(LenderId lender) {
        return credentials.callers().contains(new Caller.OfLender(lender));
    }

    @Override
    public boolean hasTemplate(String template) {
        return lenders.current().book().hasTemplate(template);
    }

    @Override
    public boolean hasStrategy(@Nullable LenderId lender, String strategy) {
        StopScope.OfStrategy scope = new StopScope.OfStrategy(lender, strategy);
        RuleBook book = lenders.current().book();
        List<LenderRules> rules = lender == null ? book.all() : List.of(book.rules(lender));
        return rules.stream()
                .map(LenderRules::strategies)
                .flatMap(KnownNames::versions)
                .anyMatch(scope::isOf);
    }

    @Override
    public boolean hasDesk(DeskId desk) {
        return desks.book().desks().containsKey(desk);
    }

    private static Stream<String> versions(Strategies strategies) {
        return Stream.concat(Stream.of(strategies.current()), strategies.earlier().stream())
                .map(each -> each.version());
    }
}
