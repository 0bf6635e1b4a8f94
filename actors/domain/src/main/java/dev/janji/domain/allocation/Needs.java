package dev.janji.domain.allocation;

import dev.janji.domain.id.SkillId;
import java.util.Map;

/**
 * What an agent must be able to do to take a lead, besides the lender's certificate. Immutable.
 *
 * @param language BCP 47 tag, compared as it is written
 * @param skills the least level of each, 1 to 9; empty when none is needed
 */
public record Needs(String language, Map<SkillId, Integer> skills) {
    /** @throws IllegalArgumentException when the language is empty or a level is outside of its range */
    public Needs {
        if (language.isEmpty()) {
            throw new IllegalArgumentException("Expected a language, but got none");
        }
        skills = Capability.levels(skills);
    }
}
