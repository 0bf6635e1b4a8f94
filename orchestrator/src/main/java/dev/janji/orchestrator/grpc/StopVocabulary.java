package dev.janji.orchestrator.grpc;

import dev.janji.domain.id.DeskId;
import dev.janji.domain.id.LenderId;
import org.jspecify.annotations.Nullable;

/** What a stop may name: a misspelt name would halt nothing, and nobody would know. Thread-safe. */
public interface StopVocabulary {
    boolean hasLender(LenderId lender);

    boolean hasTemplate(String template);

    /** @param strategy a name or a version. @param lender null for any */
    boolean hasStrategy(@Nullable LenderId lender, String strategy);

    boolean hasDesk(DeskId desk);
}
