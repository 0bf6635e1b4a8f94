package dev.janji.orchestrator.grpc;

import dev.janji.actors.debtor.Debtors;
import dev.janji.actors.debtor.Reply;
import dev.janji.domain.debtor.BodyHash;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.LenderId;
import dev.janji.protocols.lender.v1.Accepted;
import dev.janji.protocols.lender.v1.ContactPointWarning;
import dev.janji.protocols.lender.v1.PublishRequest;
import dev.janji.protocols.lender.v1.PublishResponse;
import dev.janji.protocols.lender.v1.RejectionReason;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Takes events to the sharded debtors. Thread-safe. */
final class DebtorIntake implements EventIntake {
    private static final Reply.Cases<PublishResponse> ON_WIRE = new Reply.Cases<>() {
        @Override
        public PublishResponse applied(Reply.Applied reply) {
            return PublishResponse.newBuilder()
                    .setAccepted(Accepted.newBuilder()
                            .setSequenceNumber(reply.sequenceNumber())
                            .setDuplicate(reply.duplicate())
                            .setContactInDoubt(reply.contactInDoubt()))
                    .build();
        }

        @Override
        public PublishResponse refused(Reply.Refused reply) {
            return PublishStream.refusal(Refusals.onWire(reply.reason()), reply.detail());
        }

        @Override
        public PublishResponse unavailable(Reply.Unavailable reply) {
            return PublishStream.refusal(RejectionReason.REJECTION_REASON_UNAVAILABLE, reply.detail());
        }
    };

    private final Debtors debtors;
    private final Function<LenderId, ZoneId> dayZones;

    /** @param dayZones the zone of a lender's business day */
    DebtorIntake(Debtors debtors, Function<LenderId, ZoneId> dayZones) {
        this.debtors = debtors;
        this.dayZones = dayZones;
    }

    @Override
    public CompletionStage<PublishResponse> take(LenderId lender, PublishRequest request, BodyHash body) {
        IngressMapper.Mapped mapped;
        try {
            mapped = IngressMapper.map(request, body, dayZones.apply(lender));
        } catch (FieldRefused refused) {
            return CompletableFuture.completedFuture(PublishStream.refusal(refused.reason(), refused.detail()));
        }
        return debtors.ask(new DebtorKey(lender, mapped.debtor()), mapped.command())
                .thenApply(reply -> withWarnings(reply.match(ON_WIRE), request));
    }

    private static PublishResponse withWarnings(PublishResponse answer, PublishRequest request) {
        List<ContactPointWarning> warnings = answer.hasAccepted() ? NumberPlans.warnings(request) : List.of();
        if (warnings.isEmpty()) {
            return answer;
        }
        PublishResponse.Builder warned = answer.toBuilder();
        warned.getAcceptedBuilder().addAllWarnings(warnings);
        return warned.build();
    }
}
