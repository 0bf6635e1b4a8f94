package dev.janji.actors.rules;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelVariableResolver;
import dev.cel.runtime.Program;
import dev.janji.domain.strategy.SegmentFacts;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The condition of a segment: a CEL expression over {@link SegmentFact facts}, compiled once. Its facts are worked out when it asks for
 * them. Pure and thread-safe.
 */
final class SegmentCondition implements Predicate<SegmentFacts> {
    private static final CelOptions OPTIONS = CelOptions.current()
            .maxExpressionCodePointSize(4_000)
            .maxParseRecursionDepth(50)
            .comprehensionMaxIterations(100)
            .build();
    private static final CelCompiler COMPILER = compiler();

    /** Compares numbers of different types if it must; the compiler lets no such comparison through. */
    private static final CelRuntime RUNTIME = CelRuntimeFactory.plannerRuntimeBuilder()
            .setOptions(OPTIONS.toBuilder()
                    .enableHeterogeneousNumericComparisons(true)
                    .build())
            .build();

    private final String written;
    private final ConditionReading reading;
    private final PlainComparisons plain;
    private final Program program;

    private SegmentCondition(String written, ConditionReading reading, PlainComparisons plain, Program program) {
        this.written = written;
        this.reading = reading;
        this.plain = plain;
        this.program = program;
    }

    /** @throws RuleFileRefused that says what is wrong with it and what may be asked for */
    static SegmentCondition compile(YamlValue written) {
        try {
            CelAbstractSyntaxTree tree = COMPILER.compile(written.text()).getAst();
            return new SegmentCondition(
                    written.text(),
                    ConditionReading.of(tree, written),
                    PlainComparisons.of(tree),
                    RUNTIME.createProgram(tree));
        } catch (CelValidationException e) {
            CelIssue first = e.getErrors().get(0);
            throw written.refused("expected a condition, but character "
                    + (first.getSourceLocation().getColumn() + 1) + " of `" + written.text() + "`: "
                    + problem(first.getMessage()) + "; facts are " + String.join(", ", names()));
        } catch (CelEvaluationException e) {
            throw written.refused("expected a condition, but " + e.getMessage());
        }
    }

    /** What it asks for and compares with. */
    ConditionReading reading() {
        return reading;
    }

    /** A condition that cannot be answered, as one about an attribute that the account has not, does not hold. */
    @Override
    public boolean test(SegmentFacts facts) {
        return plain.hold(facts) && (plain.areTheWhole() || interpreted(facts));
    }

    /** The whole of it by the interpreter, its plain comparisons once more. */
    boolean interpreted(SegmentFacts facts) {
        try {
            CelVariableResolver resolver =
                    name -> Optional.of(SegmentFact.named(name).of(facts));
            return Boolean.TRUE.equals(program.eval(resolver));
        } catch (CelEvaluationException e) {
            return false;
        }
    }

    /** As it stands in the file. */
    @Override
    public String toString() {
        return written;
    }

    /** Without the library's list of everything that would have been possible. */
    private static String problem(String message) {
        return message.replaceAll("\\s+", " ")
                .replaceFirst("^undeclared reference to '([^']*)'.*", "there is no fact `$1`")
                .replaceFirst(" \\(candidates:.*", "")
                .replaceFirst(" expecting \\{.*", "")
                .strip();
    }

    private static CelCompiler compiler() {
        CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .setResultType(SimpleType.BOOL);
        for (SegmentFact fact : SegmentFact.values()) {
            builder.addVar(fact.written(), fact.type());
        }
        return builder.build();
    }

    private static List<String> names() {
        return Arrays.stream(SegmentFact.values()).map(SegmentFact::written).toList();
    }
}
