package dev.janji.orchestrator.grpc;

import dev.janji.domain.account.Arrangement;
import dev.janji.domain.id.ArrangementId;
import dev.janji.domain.id.OfferId;
import dev.janji.domain.id.PromiseId;
import dev.janji.domain.lender.AgreementEvent;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.protocols.lender.v1.ArrangementAgreed;
import dev.janji.protocols.lender.v1.ArrangementEnded;
import dev.janji.protocols.lender.v1.ArrangementRole;
import dev.janji.protocols.lender.v1.ArrangementState;
import dev.janji.protocols.lender.v1.ArrangementView;
import dev.janji.protocols.lender.v1.Instalment;
import dev.janji.protocols.lender.v1.PromiseCancelled;
import java.util.List;

/** Maps what a lender tells of agreements, and shows them. Stateless. */
final class AgreementMapper {
    private AgreementMapper() {}

    static LenderEvent cancelled(PromiseCancelled e) {
        String at = "promise_cancelled";
        return new AgreementEvent.PromiseCancelled(
                AccountMapper.account(at, e.getAccountId()),
                Fields.id(at + ".promise_id", e.getPromiseId(), PromiseId::new),
                Fields.code(at + ".reason_code", e.getReasonCode()));
    }

    static LenderEvent agreed(ArrangementAgreed e) {
        String at = "arrangement_agreed";
        return new AgreementEvent.ArrangementAgreed(
                AccountMapper.account(at, e.getAccountId()),
                Fields.id(at + ".arrangement_id", e.getArrangementId(), ArrangementId::new),
                AccountMapper.instalments(at, e.getInstalmentsList()),
                role(at + ".agreed_by", e.getAgreedBy()),
                Fields.minor(at + ".waived_minor", e.getWaivedMinor()));
    }

    static LenderEvent ended(ArrangementEnded e) {
        String at = "arrangement_ended";
        return new AgreementEvent.ArrangementEnded(
                AccountMapper.account(at, e.getAccountId()),
                Fields.id(at + ".arrangement_id", e.getArrangementId(), ArrangementId::new),
                outcome(at + ".outcome", e.getOutcome()));
    }

    static Arrangement.Role role(String field, ArrangementRole value) {
        return switch (value) {
            case ARRANGEMENT_ROLE_AGENT -> Arrangement.Role.AGENT;
            case ARRANGEMENT_ROLE_TEAM_LEADER -> Arrangement.Role.TEAM_LEADER;
            case ARRANGEMENT_ROLE_LENDER -> Arrangement.Role.LENDER;
            case ARRANGEMENT_ROLE_UNSPECIFIED, UNRECOGNIZED ->
                throw FieldRefused.invalid(field, "expected a role, but it is unspecified or unknown");
        };
    }

    private static Arrangement.State outcome(String field, ArrangementState value) {
        return switch (value) {
            case ARRANGEMENT_STATE_COMPLETED -> Arrangement.State.COMPLETED;
            case ARRANGEMENT_STATE_BROKEN -> Arrangement.State.BROKEN;
            case ARRANGEMENT_STATE_CANCELLED -> Arrangement.State.CANCELLED;
            case ARRANGEMENT_STATE_ACTIVE, ARRANGEMENT_STATE_UNSPECIFIED, UNRECOGNIZED ->
                throw FieldRefused.invalid(field, "expected an end, but it is active, unspecified or unknown");
        };
    }

    static ArrangementView view(Arrangement arrangement) {
        ArrangementView.Builder view = ArrangementView.newBuilder()
                .setArrangementId(arrangement.id().value())
                .setState(
                        switch (arrangement.state()) {
                            case ACTIVE -> ArrangementState.ARRANGEMENT_STATE_ACTIVE;
                            case COMPLETED -> ArrangementState.ARRANGEMENT_STATE_COMPLETED;
                            case BROKEN -> ArrangementState.ARRANGEMENT_STATE_BROKEN;
                            case CANCELLED -> ArrangementState.ARRANGEMENT_STATE_CANCELLED;
                        })
                .setAgreedBy(role(arrangement.agreedBy()))
                .addAllInstalments(instalments(arrangement.instalments()))
                .setWaivedMinor(arrangement.waivedMinor());
        OfferId offer = arrangement.offer();
        return (offer == null ? view : view.setOfferId(offer.value())).build();
    }

    static ArrangementRole role(Arrangement.Role role) {
        return switch (role) {
            case AGENT -> ArrangementRole.ARRANGEMENT_ROLE_AGENT;
            case TEAM_LEADER -> ArrangementRole.ARRANGEMENT_ROLE_TEAM_LEADER;
            case LENDER -> ArrangementRole.ARRANGEMENT_ROLE_LENDER;
        };
    }

    static List<Instalment> instalments(List<dev.janji.domain.account.Instalment> instalments) {
        return instalments.stream()
                .map(each -> Instalment.newBuilder()
                        .setNumber(each.number())
                        .setDueDate(ViewMapper.date(each.dueDate()))
                        .setAmountMinor(each.amountMinor())
                        .build())
                .toList();
    }
}
