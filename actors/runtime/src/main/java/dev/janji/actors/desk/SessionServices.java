package dev.janji.actors.desk;

import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.LenderId;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What sessions need. Immutable; each part is thread-safe. @param book asked anew at each use, so that what an operator changes counts at once */
public record SessionServices(
        DeskSeats seats,
        AgentDebtors debtors,
        DebtorSearch search,
        Supplier<OperatorBook> book,
        InstantSource clock,
        SessionSettings settings) {

    /** @return the person as the operator has it now; empty when it works here no more */
    Optional<OperatorBook.AgentProfile> profile(AgentId agent) {
        return Optional.ofNullable(book.get().agents().get(agent));
    }

    /** @return the desk of a person of the book */
    OperatorBook.DeskSetup desk(OperatorBook.AgentProfile agent) {
        OperatorBook.DeskSetup desk = book.get().desks().get(agent.desk());
        if (desk == null) {
            throw new IllegalStateException("Expected the desk of an agent, but the operator has none [agent="
                    + agent.agent() + ", desk=" + agent.desk() + "]");
        }
        return desk;
    }

    /** Whether the person may sign in now. */
    boolean isOnShift(OperatorBook.AgentProfile agent) {
        return agent.shift() == null
                || agent.shift()
                        .covers(LocalDateTime.ofInstant(
                                clock.instant(), desk(agent).zone()));
    }

    LocalDate today(OperatorBook.DeskSetup desk) {
        return LocalDate.ofInstant(clock.instant(), desk.zone());
    }

    /** @return the lenders of the desk that the person may work for today (ID-08) */
    List<LenderId> lenders(OperatorBook.AgentProfile agent) {
        OperatorBook.DeskSetup desk = desk(agent);
        LocalDate today = today(desk);
        return desk.terms().lenders().stream()
                .filter(lender ->
                        !lender.certificateDemanded() || agent.capability().isCertified(lender.lender(), today))
                .map(lender -> lender.lender())
                .toList();
    }
}
