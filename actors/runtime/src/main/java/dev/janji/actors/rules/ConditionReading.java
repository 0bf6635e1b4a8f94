package dev.janji.actors.rules;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a condition compares each fact with. From the numbers it is known on which days time alone may change its answer, and from all of
 * them which accounts to try it on. Of one condition; unchanging after it was made.
 */
final class ConditionReading {
    private static final Set<String> COMPARISONS = Set.of("_<_", "_<=_", "_>_", "_>=_", "_==_", "_!=_");
    private static final String IN = "@in";

    /** Facts that change from one day to the next although nothing happens. */
    private static final Set<SegmentFact> MOVING =
            Set.of(SegmentFact.DPD, SegmentFact.DAYS_SINCE_PAYMENT, SegmentFact.DEBTOR_DPD);

    private final YamlValue written;
    private final Map<SegmentFact, Set<Long>> numbers = new EnumMap<>(SegmentFact.class);
    private final Map<SegmentFact, Set<String>> words = new EnumMap<>(SegmentFact.class);
    private final Set<SegmentFact> asked = new TreeSet<>();

    private ConditionReading(YamlValue written) {
        this.written = written;
    }

    /** @throws RuleFileRefused when a fact that moves with time is not compared with plain numbers */
    static ConditionReading of(CelAbstractSyntaxTree tree, YamlValue written) {
        ConditionReading reading = new ConditionReading(written);
        reading.read(tree.getExpr());
        return reading;
    }

    /** @return numbers with which the fact is compared, in order */
    List<Long> numbers(SegmentFact fact) {
        return List.copyOf(numbers.getOrDefault(fact, Set.of()));
    }

    /** @return texts with which the fact is compared, in order */
    List<String> words(SegmentFact fact) {
        return List.copyOf(words.getOrDefault(fact, Set.of()));
    }

    boolean asksFor(SegmentFact fact) {
        return asked.contains(fact);
    }

    /** @return the values of a moving fact from which on the answer may be another one */
    List<Integer> borders(SegmentFact fact) {
        List<Integer> borders = new ArrayList<>();
        for (long number : numbers(fact)) {
            borders.add((int) number);
            borders.add((int) number + 1);
        }
        return borders;
    }

    private void read(CelExpr expr) {
        switch (expr.getKind()) {
            case IDENT -> ask(expr);
            case SELECT -> read(expr.select().operand());
            case LIST -> expr.list().elements().forEach(this::read);
            case CALL -> call(expr);
            case COMPREHENSION -> {
                read(expr.comprehension().iterRange());
                read(expr.comprehension().loopStep());
            }
            default -> {
                // Constants say nothing alone; maps and messages have nothing to do with facts.
            }
        }
    }

    private void call(CelExpr expr) {
        List<CelExpr> arguments = expr.call().args();
        String function = expr.call().function();
        if (arguments.size() == 2 && (COMPARISONS.contains(function) || function.equals(IN))) {
            SegmentFact left = fact(arguments.get(0));
            SegmentFact right = fact(arguments.get(1));
            if (left != null && compared(left, arguments.get(1))
                    || right != null && compared(right, arguments.get(0))) {
                return;
            }
        }
        expr.call().target().ifPresent(this::read);
        arguments.forEach(this::read);
    }

    /** @return whether the other side is a constant, or a list of them */
    private boolean compared(SegmentFact fact, CelExpr other) {
        List<CelExpr> values =
                other.getKind() == CelExpr.ExprKind.Kind.LIST ? other.list().elements() : List.of(other);
        if (values.isEmpty() || !values.stream().allMatch(each -> each.getKind() == CelExpr.ExprKind.Kind.CONSTANT)) {
            return false;
        }
        asked.add(fact);
        for (CelExpr value : values) {
            CelConstant constant = value.constant();
            if (constant.getKind() == CelConstant.Kind.INT64_VALUE) {
                if (Math.abs(constant.int64Value()) >= Integer.MAX_VALUE && MOVING.contains(fact)) {
                    throw written.refused("expected days, but found " + constant.int64Value());
                }
                numbers.computeIfAbsent(fact, any -> new TreeSet<>()).add(constant.int64Value());
            } else if (constant.getKind() == CelConstant.Kind.STRING_VALUE) {
                words.computeIfAbsent(fact, any -> new TreeSet<>()).add(constant.stringValue());
            }
        }
        return true;
    }

    private void ask(CelExpr expr) {
        SegmentFact fact = fact(expr);
        if (fact == null) {
            return;
        }
        if (MOVING.contains(fact)) {
            throw written.refused("expected `" + fact.written() + "` to be compared with a number, as in `"
                    + fact.written() + " >= 8`, but found it elsewhere in `" + written.text() + "`");
        }
        asked.add(fact);
    }

    /** @return null for anything but the name of a fact */
    static @Nullable SegmentFact fact(CelExpr expr) {
        if (expr.getKind() != CelExpr.ExprKind.Kind.IDENT) {
            return null;
        }
        for (SegmentFact fact : SegmentFact.values()) {
            if (fact.written().equals(expr.ident().name())) {
                return fact;
            }
        }
        return null;
    }
}
