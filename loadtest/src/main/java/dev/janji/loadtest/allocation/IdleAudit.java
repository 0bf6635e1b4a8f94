package dev.janji.loadtest.allocation;

import dev.janji.domain.allocation.Capability;
import dev.janji.domain.allocation.Lead;
import dev.janji.domain.allocation.Needs;
import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.LenderId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks for agents who are free while a lead waits that they could take, by counts of its own: free agents by what they can do, leads by what they need. For leads
 * without an owner at lenders that demand certificates. Confined to one thread.
 */
final class IdleAudit {
    private final LocalDate today;
    private final Map<AgentId, Capability> capabilities = new HashMap<>();
    private final Set<AgentId> free = new HashSet<>();
    private final Map<Capability, Integer> idle = new HashMap<>();
    private final Map<Need, Integer> waiting = new HashMap<>();
    private @Nullable Instant since;
    private Duration longest = Duration.ZERO;

    private record Need(LenderId lender, Needs needs) {}

    IdleAudit(LocalDate today) {
        this.today = today;
    }

    void seated(AgentId agent, Capability capability) {
        capabilities.put(agent, capability);
    }

    void free(AgentId agent) {
        Capability capability = capabilities.get(agent);
        if (capability != null && free.add(agent)) {
            idle.merge(capability, 1, Integer::sum);
        }
    }

    void waits(Lead lead) {
        waiting.merge(new Need(lead.debtor().lender(), lead.needs()), 1, Integer::sum);
    }

    void taken(AgentId agent, @Nullable Lead lead) {
        Capability capability = capabilities.get(agent);
        if (capability != null && free.remove(agent)) {
            idle.computeIfPresent(capability, (key, count) -> count == 1 ? null : count - 1);
        }
        if (lead != null) {
            waiting.computeIfPresent(
                    new Need(lead.debtor().lender(), lead.needs()), (key, count) -> count == 1 ? null : count - 1);
        }
    }

    /** Everything that happens at an instant has happened. */
    void look(Instant now) {
        boolean vain = isInVain();
        Instant began = since;
        if (began != null) {
            Duration lasted = Duration.between(began, now);
            longest = lasted.compareTo(longest) > 0 ? lasted : longest;
        }
        if (!vain) {
            since = null;
        } else if (began == null) {
            since = now;
        }
    }

    Duration longest(Instant now) {
        look(now);
        return longest;
    }

    private boolean isInVain() {
        for (Capability capability : idle.keySet()) {
            for (Need need : waiting.keySet()) {
                if (capability.meets(need.needs()) && capability.isCertified(need.lender(), today)) {
                    return true;
                }
            }
        }
        return false;
    }
}
