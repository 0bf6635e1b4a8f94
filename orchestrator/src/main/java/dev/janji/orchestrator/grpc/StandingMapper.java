package dev.janji.orchestrator.grpc;

import dev.janji.actors.debtor.DebtorView;
import dev.janji.domain.debtor.BucketHistory;
import dev.janji.domain.debtor.DebtorState;
import dev.janji.domain.debtor.RollUp;
import dev.janji.domain.id.AccountId;
import dev.janji.protocols.lender.v1.AccountView;
import dev.janji.protocols.lender.v1.GetDebtorResponse;
import dev.janji.protocols.lender.v1.StayScale;
import dev.janji.protocols.lender.v1.StayView;
import java.time.LocalDate;

/** Where a debtor stands with all accounts, and where each account stood day by day, in the words of the wire. Stateless. */
final class StandingMapper {
    private StandingMapper() {}

    /** @param known the state of the view */
    static void rollUp(GetDebtorResponse.Builder response, DebtorView view, DebtorState.Known known) {
        RollUp all = RollUp.of(known, view.today(), view.rules());
        AccountId worst = all.worst();
        response.setWorstAccountId(worst == null ? "" : worst.value())
                .setDaysPastDue(all.daysPastDue())
                .setBucket(all.bucket())
                .setRegulatoryClass(all.regulatoryClass())
                .setStage(all.stage());
        all.outstanding().forEach(sum -> response.addOutstanding(ViewMapper.money(sum)));
        all.overdue().forEach(sum -> response.addOverdue(ViewMapper.money(sum)));
    }

    /** @return the same with the stays of each account */
    static GetDebtorResponse with(BucketHistory history, GetDebtorResponse debtor) {
        GetDebtorResponse.Builder response = debtor.toBuilder();
        for (AccountView.Builder account : response.getAccountsBuilderList()) {
            history.of(new AccountId(account.getAccountId())).forEach(stay -> account.addStays(stay(stay)));
        }
        return response.build();
    }

    private static StayView stay(BucketHistory.Stay stay) {
        StayView.Builder mapped = StayView.newBuilder()
                .setScale(
                        switch (stay.scale()) {
                            case BUCKET -> StayScale.STAY_SCALE_BUCKET;
                            case REGULATORY_CLASS -> StayScale.STAY_SCALE_REGULATORY_CLASS;
                            case LENDER_STAGE -> StayScale.STAY_SCALE_LENDER_STAGE;
                        })
                .setName(stay.name())
                .setEnteredOn(ViewMapper.date(stay.enteredOn()));
        LocalDate leftOn = stay.leftOn();
        if (leftOn != null) {
            mapped.setLeftOn(ViewMapper.date(leftOn));
        }
        return mapped.build();
    }
}
