package dev.janji.actors.debtor;

import dev.janji.domain.debtor.LeadOffer;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.LeadId;
import dev.janji.domain.id.QueueId;

/**
 * The way from the debtors to the desks. Thread-safe, and never blocks. Whatever becomes of a lead comes back to the debtor as a command: asked to
 * recall one, the desk answers {@code RecordTalk} when somebody talks with the debtor already, and else {@code CloseLead}, also for a lead that it
 * does not know.
 */
public interface LeadOffice {
    /** The debtor waits for an agent. Told again, it changes nothing. */
    void offer(DebtorKey debtor, LeadOffer lead);

    /** Nobody may begin to talk with the debtor for this lead from here on. */
    void recall(DebtorKey debtor, LeadId lead, QueueId queue);
}
