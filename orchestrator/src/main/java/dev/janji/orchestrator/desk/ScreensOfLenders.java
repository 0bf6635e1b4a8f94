package dev.janji.orchestrator.desk;

import dev.janji.actors.channel.MessageTemplates;
import dev.janji.actors.rules.LenderBook;
import dev.janji.domain.id.LenderId;
import java.util.function.Function;

/**
 * Where the words of a screen come from. Immutable.
 *
 * @param lenders what each lender's debtors are worked by, as it is now
 * @param texts of the installation, for scripts that a lender has not
 */
public record ScreensOfLenders(Function<LenderId, LenderBook> lenders, MessageTemplates texts) {
    ScreenMapper mapper() {
        return new ScreenMapper(lenders, new Scripts(texts));
    }
}
