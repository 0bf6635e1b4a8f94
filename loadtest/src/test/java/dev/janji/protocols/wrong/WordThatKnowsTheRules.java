package dev.janji.protocols.wrong;

/** A fixture that breaks a rule on purpose: the words on the wire know no rules. */
public final class WordThatKnowsTheRules {
    Object rule() {
        return new dev.janji.domain.wrong.RuleThatRollsDice();
    }
}
