package dev.janji.orchestrator.grpc;

import dev.janji.actors.debtor.DebtorView;
import dev.janji.domain.account.Ageing;
import dev.janji.domain.account.Ledger;
import dev.janji.domain.debtor.DebtorState;
import dev.janji.domain.debtor.Respite;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.MoratoriumId;
import dev.janji.domain.id.PauseId;
import dev.janji.domain.lender.AgeingEvent;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.lender.Moratorium;
import dev.janji.protocols.lender.v1.AccountView;
import dev.janji.protocols.lender.v1.AgeingPaused;
import dev.janji.protocols.lender.v1.AgeingResumed;
import dev.janji.protocols.lender.v1.Date;
import dev.janji.protocols.lender.v1.GetDebtorResponse;
import dev.janji.protocols.lender.v1.MoratoriumEnded;
import dev.janji.protocols.lender.v1.MoratoriumKind;
import dev.janji.protocols.lender.v1.MoratoriumStarted;
import dev.janji.protocols.lender.v1.MoratoriumView;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Maps what a lender tells of days that do not count, and shows them. Stateless. */
final class AgeingMapper {
    private AgeingMapper() {}

    static LenderEvent started(MoratoriumStarted e) {
        String at = "moratorium_started";
        return new AgeingEvent.MoratoriumStarted(
                Fields.id(at + ".moratorium_id", e.getMoratoriumId(), MoratoriumId::new),
                kind(at + ".kind", e.getKind()),
                Fields.optionalId(at + ".account_id", e.getAccountId(), AccountId::new),
                Fields.date(at + ".from", e.hasFrom(), e.getFrom()),
                optional(at + ".until", e.hasUntil(), e.getUntil()));
    }

    static LenderEvent ended(MoratoriumEnded e) {
        String at = "moratorium_ended";
        return new AgeingEvent.MoratoriumEnded(
                Fields.id(at + ".moratorium_id", e.getMoratoriumId(), MoratoriumId::new),
                Fields.date(at + ".on", e.hasOn(), e.getOn()),
                optional(at + ".treatment_ended_on", e.hasTreatmentEndedOn(), e.getTreatmentEndedOn()),
                Fields.code(at + ".reason_code", e.getReasonCode()));
    }

    static LenderEvent paused(AgeingPaused e) {
        String at = "ageing_paused";
        return new AgeingEvent.AgeingPaused(
                AccountMapper.account(at, e.getAccountId()),
                Fields.id(at + ".pause_id", e.getPauseId(), PauseId::new),
                Fields.date(at + ".from", e.hasFrom(), e.getFrom()),
                optional(at + ".until", e.hasUntil(), e.getUntil()),
                Fields.code(at + ".reason_code", e.getReasonCode()));
    }

    static LenderEvent resumed(AgeingResumed e) {
        String at = "ageing_resumed";
        return new AgeingEvent.AgeingResumed(
                AccountMapper.account(at, e.getAccountId()),
                Fields.id(at + ".pause_id", e.getPauseId(), PauseId::new),
                Fields.date(at + ".on", e.hasOn(), e.getOn()));
    }

    private static @Nullable LocalDate optional(String field, boolean present, Date value) {
        return present ? Fields.date(field, true, value) : null;
    }

    private static Moratorium.Kind kind(String field, MoratoriumKind value) {
        return switch (value) {
            case MORATORIUM_KIND_BREATHING_SPACE -> Moratorium.Kind.BREATHING_SPACE;
            case MORATORIUM_KIND_MENTAL_HEALTH_CRISIS -> Moratorium.Kind.MENTAL_HEALTH_CRISIS;
            case MORATORIUM_KIND_LENDER -> Moratorium.Kind.LENDER;
            case MORATORIUM_KIND_JOINT_DEBTOR -> Moratorium.Kind.JOINT_DEBTOR;
            case MORATORIUM_KIND_UNSPECIFIED, UNRECOGNIZED ->
                throw FieldRefused.invalid(field, "expected a kind of moratorium, but it is unspecified or unknown");
        };
    }

    /** Adds the moratoria that are not over. */
    static void add(GetDebtorResponse.Builder response, DebtorView view, DebtorState.Known known) {
        for (Respite respite : Respite.on(view.today(), known, view.rules().policy())) {
            response.addMoratoria(moratorium(respite));
        }
    }

    private static MoratoriumView moratorium(Respite respite) {
        Moratorium moratorium = respite.moratorium();
        MoratoriumView.Builder mapped = MoratoriumView.newBuilder()
                .setMoratoriumId(moratorium.id().value())
                .setKind(
                        switch (moratorium.kind()) {
                            case BREATHING_SPACE -> MoratoriumKind.MORATORIUM_KIND_BREATHING_SPACE;
                            case MENTAL_HEALTH_CRISIS -> MoratoriumKind.MORATORIUM_KIND_MENTAL_HEALTH_CRISIS;
                            case LENDER -> MoratoriumKind.MORATORIUM_KIND_LENDER;
                            case JOINT_DEBTOR -> MoratoriumKind.MORATORIUM_KIND_JOINT_DEBTOR;
                        })
                .setFrom(ViewMapper.date(moratorium.from()));
        AccountId account = moratorium.account();
        if (account != null) {
            mapped.setAccountId(account.value());
        }
        LocalDate until = moratorium.until();
        if (until != null) {
            mapped.setUntil(ViewMapper.date(until));
        }
        LocalDate reviewFrom = respite.reviewFrom();
        LocalDate reviewTo = respite.reviewTo();
        if (reviewFrom != null && reviewTo != null) {
            mapped.setReviewFrom(ViewMapper.date(reviewFrom)).setReviewTo(ViewMapper.date(reviewTo));
        }
        return mapped.build();
    }

    /** Adds the days that do not count. */
    static void add(AccountView.Builder mapped, Ledger ledger, LocalDate today) {
        mapped.setPausedDays(ledger.pausedDays(today));
        Ageing.Span span = ledger.ageing().spanOn(today);
        if (span != null) {
            mapped.setAgeingPaused(true);
            LocalDate resumes = span.until();
            if (resumes != null) {
                mapped.setAgeingResumesOn(ViewMapper.date(resumes));
            }
        }
    }
}
