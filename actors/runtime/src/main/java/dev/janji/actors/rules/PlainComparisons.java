package dev.janji.actors.rules;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.janji.domain.strategy.SegmentFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The part of a condition that compares a fact with a number or a text, and that must hold for the whole to hold. Most conditions are
 * nothing else, and are asked of every account at every event: so these need no interpreter, which costs ten times as much. Pure and
 * thread-safe.
 */
final class PlainComparisons {
    private final List<Predicate<SegmentFacts>> comparisons = new ArrayList<>(2);
    private boolean whole = true;

    private PlainComparisons() {}

    /** @param tree that was checked: the sides of its comparisons have one type */
    static PlainComparisons of(CelAbstractSyntaxTree tree) {
        PlainComparisons plain = new PlainComparisons();
        plain.read(tree.getExpr());
        return plain;
    }

    /** @return whether all of them hold; when one does not, neither does the condition, as a false operand of {@code &&} decides it */
    boolean hold(SegmentFacts facts) {
        for (Predicate<SegmentFacts> comparison : comparisons) {
            if (!comparison.test(facts)) {
                return false;
            }
        }
        return true;
    }

    /** @return whether there is nothing else in the condition */
    boolean areTheWhole() {
        return whole;
    }

    private void read(CelExpr expr) {
        List<CelExpr> sides =
                expr.getKind() == CelExpr.ExprKind.Kind.CALL ? expr.call().args() : List.of();
        if (sides.size() == 2 && expr.call().function().equals("_&&_")) {
            sides.forEach(this::read);
            return;
        }
        Predicate<SegmentFacts> comparison =
                sides.size() == 2 ? comparison(expr.call().function(), sides.get(0), sides.get(1)) : null;
        if (comparison == null) {
            whole = false;
        } else {
            comparisons.add(comparison);
        }
    }

    private static @Nullable Predicate<SegmentFacts> comparison(String operator, CelExpr left, CelExpr right) {
        SegmentFact fact = ConditionReading.fact(left);
        if (fact != null && right.getKind() == CelExpr.ExprKind.Kind.CONSTANT) {
            return comparison(fact, operator, right.constant());
        }
        fact = ConditionReading.fact(right);
        return fact != null && left.getKind() == CelExpr.ExprKind.Kind.CONSTANT
                ? comparison(fact, mirrored(operator), left.constant())
                : null;
    }

    /** @return null when it is not one that needs no interpreter */
    private static @Nullable Predicate<SegmentFacts> comparison(
            SegmentFact fact, String operator, CelConstant constant) {
        if (constant.getKind() == CelConstant.Kind.INT64_VALUE) {
            long number = constant.int64Value();
            return switch (operator) {
                case "_==_" -> facts -> number(fact, facts) == number;
                case "_!=_" -> facts -> number(fact, facts) != number;
                case "_<_" -> facts -> number(fact, facts) < number;
                case "_<=_" -> facts -> number(fact, facts) <= number;
                case "_>_" -> facts -> number(fact, facts) > number;
                case "_>=_" -> facts -> number(fact, facts) >= number;
                default -> null;
            };
        }
        if (constant.getKind() == CelConstant.Kind.STRING_VALUE) {
            String text = constant.stringValue();
            return switch (operator) {
                case "_==_" -> facts -> fact.of(facts).equals(text);
                case "_!=_" -> facts -> !fact.of(facts).equals(text);
                default -> null;
            };
        }
        return null;
    }

    private static long number(SegmentFact fact, SegmentFacts facts) {
        return (Long) fact.of(facts);
    }

    /** The operator that says the same with its sides exchanged. */
    private static String mirrored(String operator) {
        return switch (operator) {
            case "_<_" -> "_>_";
            case "_<=_" -> "_>=_";
            case "_>_" -> "_<_";
            case "_>=_" -> "_<=_";
            default -> operator;
        };
    }
}
