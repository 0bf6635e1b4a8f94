package dev.janji.actors.journal;

import dev.janji.domain.account.Arrangement;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.ArrangementId;
import dev.janji.domain.id.OfferId;
import dev.janji.domain.id.PromiseId;
import dev.janji.domain.lender.AgreementEvent;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.protocols.journal.v1.ArrangementAgreed;
import dev.janji.protocols.journal.v1.ArrangementEnded;
import dev.janji.protocols.journal.v1.ArrangementRole;
import dev.janji.protocols.journal.v1.ArrangementState;
import dev.janji.protocols.journal.v1.PromiseCancelled;

/** Agreements in the journal's words and back. */
final class AgreementWords {
    private AgreementWords() {}

    static LenderEvent read(PromiseCancelled e) {
        return new AgreementEvent.PromiseCancelled(
                new AccountId(e.getAccountId()), new PromiseId(e.getPromiseId()), e.getReasonCode());
    }

    static LenderEvent read(ArrangementAgreed e) {
        return new AgreementEvent.ArrangementAgreed(
                new AccountId(e.getAccountId()),
                new ArrangementId(e.getArrangementId()),
                e.getInstalmentsList().stream().map(Words::instalment).toList(),
                read(e.getAgreedBy()),
                e.getWaivedMinor());
    }

    static LenderEvent read(ArrangementEnded e) {
        return new AgreementEvent.ArrangementEnded(
                new AccountId(e.getAccountId()), new ArrangementId(e.getArrangementId()), read(e.getOutcome()));
    }

    static dev.janji.protocols.journal.v1.Arrangement write(Arrangement arrangement) {
        OfferId offer = arrangement.offer();
        return dev.janji.protocols.journal.v1.Arrangement.newBuilder()
                .setArrangementId(arrangement.id().value())
                .addAllInstalments(arrangement.instalments().stream()
                        .map(Words::instalment)
                        .toList())
                .setAgreedBy(write(arrangement.agreedBy()))
                .setWaivedMinor(arrangement.waivedMinor())
                .setPaymentsBefore(arrangement.before().payments())
                .setChargesBefore(arrangement.before().charges())
                .setWaivedBeforeMinor(arrangement.before().waivedMinor())
                .setState(write(arrangement.state()))
                .setEnded(arrangement.ended())
                .setOfferId(offer == null ? "" : offer.value())
                .build();
    }

    static Arrangement read(dev.janji.protocols.journal.v1.Arrangement arrangement) {
        return new Arrangement(
                new ArrangementId(arrangement.getArrangementId()),
                arrangement.getInstalmentsList().stream().map(Words::instalment).toList(),
                read(arrangement.getAgreedBy()),
                arrangement.getWaivedMinor(),
                new Arrangement.Before(
                        arrangement.getPaymentsBefore(),
                        arrangement.getChargesBefore(),
                        arrangement.getWaivedBeforeMinor()),
                read(arrangement.getState()),
                arrangement.getEnded(),
                arrangement.getOfferId().isEmpty() ? null : new OfferId(arrangement.getOfferId()));
    }

    static ArrangementRole write(Arrangement.Role value) {
        return switch (value) {
            case AGENT -> ArrangementRole.ARRANGEMENT_ROLE_AGENT;
            case TEAM_LEADER -> ArrangementRole.ARRANGEMENT_ROLE_TEAM_LEADER;
            case LENDER -> ArrangementRole.ARRANGEMENT_ROLE_LENDER;
        };
    }

    static Arrangement.Role read(ArrangementRole value) {
        return switch (value) {
            case ARRANGEMENT_ROLE_AGENT -> Arrangement.Role.AGENT;
            case ARRANGEMENT_ROLE_TEAM_LEADER -> Arrangement.Role.TEAM_LEADER;
            case ARRANGEMENT_ROLE_LENDER -> Arrangement.Role.LENDER;
            case ARRANGEMENT_ROLE_UNSPECIFIED -> throw UnreadableRecord.missing("who agreed an arrangement");
            case UNRECOGNIZED ->
                throw new UnreadableRecord("Expected a known role that agreed an arrangement, but found another");
        };
    }

    static ArrangementState write(Arrangement.State value) {
        return switch (value) {
            case ACTIVE -> ArrangementState.ARRANGEMENT_STATE_ACTIVE;
            case COMPLETED -> ArrangementState.ARRANGEMENT_STATE_COMPLETED;
            case BROKEN -> ArrangementState.ARRANGEMENT_STATE_BROKEN;
            case CANCELLED -> ArrangementState.ARRANGEMENT_STATE_CANCELLED;
        };
    }

    static Arrangement.State read(ArrangementState value) {
        return switch (value) {
            case ARRANGEMENT_STATE_ACTIVE -> Arrangement.State.ACTIVE;
            case ARRANGEMENT_STATE_COMPLETED -> Arrangement.State.COMPLETED;
            case ARRANGEMENT_STATE_BROKEN -> Arrangement.State.BROKEN;
            case ARRANGEMENT_STATE_CANCELLED -> Arrangement.State.CANCELLED;
            case ARRANGEMENT_STATE_UNSPECIFIED -> throw UnreadableRecord.missing("a state of an arrangement");
            case UNRECOGNIZED ->
                throw new UnreadableRecord("Expected a known state of an arrangement, but found another");
        };
    }
}
