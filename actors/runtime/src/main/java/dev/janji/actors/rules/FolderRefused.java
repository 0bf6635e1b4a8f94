package dev.janji.actors.rules;

import java.util.List;

/** A lender's folder that cannot be used. The message has a line for each problem. */
public final class FolderRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    /** @param problems each begins with file and line, and says what to write instead */
    public FolderRefused(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
