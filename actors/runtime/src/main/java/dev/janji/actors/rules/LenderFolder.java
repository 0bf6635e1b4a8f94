package dev.janji.actors.rules;

import dev.janji.domain.id.LenderId;
import java.util.List;
import java.util.Map;

/**
 * What a lender's folder says. Immutable.
 *
 * @param complete its files, and those that it names and Janji ships: what it says does not change with a release
 * @param warnings what its author may not have meant; each begins with file and line
 * @param versions what each strategy and each pack in it says, by its name such as {@code strategy p2p-1}, whatever its comments and spaces
 */
public record LenderFolder(
        LenderId lender, LenderBook book, LenderFiles complete, List<String> warnings, Map<String, String> versions) {
    public LenderFolder {
        warnings = List.copyOf(warnings);
        versions = Map.copyOf(versions);
    }
}
