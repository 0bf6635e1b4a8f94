package dev.janji.domain.allocation;

import dev.janji.domain.id.LenderId;
import dev.janji.domain.id.SkillId;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;

/**
 * What an agent can and may do. Immutable.
 *
 * @param languages BCP 47 tags, compared as they are written
 * @param skills level of each, 1 to 9; a skill that is not here is not there
 * @param certificates of each lender the last day on which the agent's certificate is good (ID-08)
 */
public record Capability(Set<String> languages, Map<SkillId, Integer> skills, Map<LenderId, LocalDate> certificates) {
    /** The best level of a skill. */
    public static final int HIGHEST_LEVEL = 9;

    /** @throws IllegalArgumentException when a level is outside of its range */
    public Capability {
        languages = Set.copyOf(languages);
        skills = levels(skills);
        certificates = Map.copyOf(certificates);
    }

    /** @return whether languages and skills suffice; certificates are asked apart, because they end */
    public boolean meets(Needs needs) {
        return languages.contains(needs.language())
                && needs.skills().entrySet().stream()
                        .allMatch(need -> skills.getOrDefault(need.getKey(), 0) >= need.getValue());
    }

    /** @param today where the operator works */
    public boolean isCertified(LenderId lender, LocalDate today) {
        LocalDate last = certificates.get(lender);
        return last != null && !today.isAfter(last);
    }

    static Map<SkillId, Integer> levels(Map<SkillId, Integer> skills) {
        skills.forEach((skill, level) -> {
            if (level < 1 || level > HIGHEST_LEVEL) {
                throw new IllegalArgumentException(
                        "Expected a level of 1 to " + HIGHEST_LEVEL + " for the skill " + skill + ", but got " + level);
            }
        });
        return Map.copyOf(skills);
    }
}
