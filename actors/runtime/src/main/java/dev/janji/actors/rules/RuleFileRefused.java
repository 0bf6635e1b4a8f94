package dev.janji.actors.rules;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** A file of rules that cannot be used; each line of the message begins with file and line and says what to write instead. */
public final class RuleFileRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    /** @param line from 1 */
    RuleFileRefused(String file, int line, String problem) {
        this(List.of(file + ":" + line + ": " + problem));
    }

    /** Of the file as a whole. */
    public RuleFileRefused(String file, String problem) {
        this(List.of(file + ": " + problem));
    }

    private RuleFileRefused(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = problems;
    }

    /** @param refusals one or more, in the order in which they are shown */
    static RuleFileRefused all(List<RuleFileRefused> refusals) {
        return new RuleFileRefused(refusals.stream()
                .flatMap(refusal -> refusal.problems().stream())
                .collect(Collectors.toUnmodifiableList()));
    }

    /** Each with file and line, in the order of the file. */
    public List<String> problems() {
        return problems;
    }

    /** The message alone. */
    @Override
    public String toString() {
        return Objects.requireNonNull(getMessage());
    }
}
