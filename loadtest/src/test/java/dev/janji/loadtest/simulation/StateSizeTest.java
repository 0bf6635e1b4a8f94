package dev.janji.loadtest.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.actors.journal.PersonalCipher;
import dev.janji.actors.journal.SnapshotCodec;
import dev.janji.domain.debtor.DebtorEvent;
import dev.janji.domain.debtor.DebtorState;
import dev.janji.domain.debtor.RefusalReason;
import dev.janji.domain.id.DebtorId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.loadtest.portfolio.Assumptions;
import dev.janji.loadtest.portfolio.CardClient;
import dev.janji.loadtest.portfolio.PlannedEvent;
import dev.janji.loadtest.portfolio.Portfolio;
import dev.janji.loadtest.portfolio.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How large the state of a debtor is, as it is stored in a snapshot, without what is personal of it. */
final class StateSizeTest {
    private static final long SEED = 3;
    private static final int DAYS = 90;

    /** A million debtors need no more than 1.6 GB in memory and in snapshots. */
    private static final int MEDIAN_BYTES = 1_600;

    private static final LifeListener NOBODY = new LifeListener() {
        @Override
        public void stored(DebtorState before, List<DebtorEvent> events) {
            // Only what remains is looked at.
        }

        @Override
        public void refused(RefusalReason reason) {
            // The same.
        }
    };

    @Test
    void shouldStaySmallForTheMedianActiveDebtorOfTheSample() {
        // given
        TrialRules trial = TrialRules.read("credit-card", null, List.of("id"), Set.of());
        SimulatedPeriod period = new SimulatedPeriod(Assumptions.FIRST_DAY, DAYS, Assumptions.LENDER_ZONE);
        List<Integer> sizes = new ArrayList<>();

        // when
        for (CardClient client : Sample.shipped().choose(400, SEED)) {
            List<PlannedEvent> story = Portfolio.storyOf(client, SEED, period.end());
            if (story.isEmpty()) {
                continue;
            }
            DebtorKey debtor =
                    new DebtorKey(TrialRules.LENDER, new DebtorId(story.get(0).debtor()));
            DebtorState state = new DebtorLife(debtor, trial.rules(), new ReceiptAssumptions(SEED), NOBODY)
                    .live(story, period.end());
            if (isActive(state)) {
                sizes.add(SnapshotCodec.encode(debtor, state, PersonalCipher.FORGOTTEN)
                        .getSerializedSize());
            }
        }

        // then
        sizes.sort(null);
        assertThat(sizes).hasSizeGreaterThan(200);
        assertThat(sizes.get(sizes.size() / 2))
                .as("bytes of the median; the largest has " + sizes.get(sizes.size() - 1))
                .isLessThan(MEDIAN_BYTES);
        System.out.println(
                "state sizes: median " + sizes.get(sizes.size() / 2) + ", 90 % " + sizes.get(sizes.size() * 9 / 10)
                        + ", largest " + sizes.get(sizes.size() - 1) + " of " + sizes.size());
    }

    /** Somebody who was contacted and owes something. */
    private static boolean isActive(DebtorState state) {
        return state instanceof DebtorState.Known known
                && known.lifeCycle() == DebtorState.LifeCycle.ACTIVE
                && !known.history().attempts().isEmpty()
                && known.accounts().stream()
                        .anyMatch(account -> account.ledger().balanceMinor() > 0);
    }
}
