package dev.janji.domain.allocation;

import dev.janji.domain.id.LenderId;
import java.util.Set;

/** The seats whose agents can and may do the same, on one day: who may take a lead of one of them may take it of all. Confined to its desk. */
final class Crew {
    final int number;
    final Capability capability;
    final Set<LenderId> lenders;

    /** The free ones by how long they have been it. */
    final Ranking<Seat> idle = new Ranking<>();

    /** Lines whose leads they may take, by number. */
    final Marks lines = new Marks();

    /** Seats of it, free or not. */
    int seated;

    /** @param lenders of the desk that its agents may work for today */
    Crew(int number, Capability capability, Set<LenderId> lenders) {
        this.number = number;
        this.capability = capability;
        this.lenders = lenders;
    }

    boolean isAble(Line line) {
        return lenders.contains(line.queue.terms.lender()) && capability.meets(line.needs);
    }
}
