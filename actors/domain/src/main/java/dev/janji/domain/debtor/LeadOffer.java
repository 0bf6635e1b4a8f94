package dev.janji.domain.debtor;

import dev.janji.domain.allocation.Lead;
import dev.janji.domain.id.LeadId;
import dev.janji.domain.id.QueueId;
import dev.janji.domain.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a desk is told of a debtor who is to be called by a live agent. Immutable.
 *
 * @param queue in which the debtor waits; it belongs to a desk
 * @param language BCP 47 tag
 * @param skill that the agent needs; empty when any will do
 * @param overdue what the conversation is about, of the account that leads
 * @param offeredAt since when the debtor waits
 * @param promisedAt when the debtor was promised to be called; null unless it is a callback
 * @param until nobody is called for it from this instant on
 */
public record LeadOffer(
        LeadId id,
        Lead.Kind kind,
        QueueId queue,
        String language,
        String skill,
        Money overdue,
        Instant offeredAt,
        @Nullable Instant promisedAt,
        Instant until) {}
