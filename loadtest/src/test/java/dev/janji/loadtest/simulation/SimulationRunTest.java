package dev.janji.loadtest.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.id.DebtorId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.strategy.Step;
import dev.janji.loadtest.portfolio.Assumptions;
import dev.janji.loadtest.portfolio.Sample;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SimulationRunTest {
    private static final long SEED = 7;
    private static final LocalDate SATURDAY = LocalDate.of(2026, 4, 11);
    private static final dev.janji.protocols.lender.v1.Channel SMS = dev.janji.protocols.lender.v1.Channel.CHANNEL_SMS;
    private static final dev.janji.protocols.lender.v1.Channel EMAIL =
            dev.janji.protocols.lender.v1.Channel.CHANNEL_EMAIL;

    /**
     * Due on Saturday 11 April. Of the strategy default come due: H-3 on Wednesday at 09:00, H+1 on Sunday, when ID-01 makes it wait for
     * Monday at 08:00, H+3 on Tuesday at 18:00, H+7 on Saturday at 10:00; H+14 does not, because all is paid before it.
     */
    @Test
    void shouldCountWhatIsCountedByHandWhenTheSundayIsDeferred() {
        Figures figures = lived(
                period(30),
                new TrialDebtor("number-only", SATURDAY, SMS).paysAll("2026-04-20T12:00"),
                new TrialDebtor("number-and-address", SATURDAY, EMAIL, SMS).paysAll("2026-04-13T12:00"),
                new TrialDebtor("nothing", SATURDAY).paysAll("2026-04-20T12:00"));

        assertThat(figures.debtors()).isEqualTo(3);
        assertThat(figures.all().contacts(Channel.SMS)).isEqualTo(4 + 1);
        assertThat(figures.all().contacts(Channel.EMAIL)).isEqualTo(1);
        assertThat(figures.all().deferred()).isEqualTo(2);
        assertThat(figures.all().refused()).as("H-3, H+1, H+3, H+7").isEqualTo(4);
        assertThat(figures.ruleHits())
                .containsExactly(new Figures.RuleHits("NO-CONTACT-POINT", 0, 4), new Figures.RuleHits("ID-01", 2, 0));
        assertThat(figures.accountsDue()).isEqualTo(3);
        assertThat(figures.accountsReached()).isEqualTo(2);
        assertThat(figures.neverReached()).isEqualTo(Map.of("NO-CONTACT-POINT", 1L));

        Figures.SegmentFigures everybody = figures.segment("everybody");
        assertThat(everybody.accounts()).hasSize(3);
        assertThat(everybody.step("H-3").contacts()).isEqualTo(2);
        assertThat(everybody.step("H+1").contacts(Channel.SMS)).isEqualTo(2);
        assertThat(everybody.step("H+1").deferred()).isEqualTo(2);
        assertThat(everybody.step("H+3").contacts()).isEqualTo(1);
        assertThat(everybody.step("H+7").contacts()).isEqualTo(1);
        assertThat(everybody.step("H+14").contacts()).isZero();

        assertThat(figures.day(11).deferred()).as("Sunday 12 April").isEqualTo(2);
        assertThat(figures.day(12).contacts()).as("Monday 13 April").isEqualTo(2);
        assertThat(figures.all().cost(ContactCosts.parse("sms=350, email=5"))).isEqualTo(5 * 350 + 5);
    }

    @Test
    void shouldFindTheBusiestStretchesWhenContactsWereDeferredToOneMinute() {
        SimulatedPeriod period = period(30);
        Figures figures = lived(
                period,
                new TrialDebtor("one", SATURDAY, SMS).paysAll("2026-04-20T12:00"),
                new TrialDebtor("two", SATURDAY, SMS).paysAll("2026-04-13T12:00"));

        ChannelLoad load = figures.loads().get(Channel.SMS);

        assertThat(load.busiestMinute().contacts()).isEqualTo(2);
        assertThat(period.at(load.busiestMinute().minute())).isEqualTo(LocalDateTime.of(2026, 4, 8, 9, 0));
        assertThat(load.busiestHour().contacts()).isEqualTo(2);
        assertThat(load.busiestDay().contacts()).isEqualTo(2);
    }

    @Test
    void shouldLiveButNotCountWhatComesBeforeThePeriod() {
        SimulatedPeriod afterTheSunday = new SimulatedPeriod(LocalDate.of(2026, 4, 14), 5, Assumptions.LENDER_ZONE);

        Figures figures = lived(afterTheSunday, new TrialDebtor("one", SATURDAY, SMS).paysAll("2026-04-20T12:00"));

        assertThat(figures.all().contacts()).as("H+3 and H+7").isEqualTo(2);
        assertThat(figures.all().deferred()).isZero();
        assertThat(figures.segment("everybody").accounts()).hasSize(1);
    }

    @Test
    void shouldRefuseNoEventOfTheSampleByTheRules() {
        SimulationRun run = new SimulationRun(Sample.shipped().choose(400, SEED), period(183), SEED);

        SimulationRun.Result result = run.of(List.of(trial("credit-card")));

        assertThat(result.figures().get(0).refusedEvents()).isEmpty();
        assertThat(result.debtorDays()).isBetween(400L * 100, 400L * 183);
    }

    @Test
    void shouldPutEveryContactIntoItsDayItsSegmentItsStepAndItsArm() {
        SimulationRun run = new SimulationRun(Sample.shipped().choose(200, SEED), period(183), SEED);
        TrialRules trial = trial("credit-card");

        Figures figures = run.of(List.of(trial)).figures().get(0);

        long contacts = figures.all().contacts();
        assertThat(contacts).isGreaterThan(500);
        long ofDays = 0;
        for (int day = 0; day < 183; day++) {
            ofDays += figures.day(day).contacts();
        }
        assertThat(ofDays).isEqualTo(contacts);
        assertThat(trial.strategy().segments().stream()
                        .flatMap(segment -> Stream.concat(
                                        segment.steps().stream().map(Step::name), Stream.of(Figures.ANSWERS))
                                .map(step -> figures.segment(segment.name()).step(step)))
                        .mapToLong(Counts::contacts)
                        .sum())
                .isEqualTo(contacts);
        assertThat(figures.arms().values().stream()
                        .mapToLong(arm -> arm.counts().contacts())
                        .sum())
                .isEqualTo(contacts);
        assertThat(figures.arms().values().stream()
                        .mapToLong(arm -> arm.sizes()[0])
                        .sum())
                .isEqualTo(figures.debtors());
    }

    private static Figures lived(SimulatedPeriod period, TrialDebtor... debtors) {
        TrialRules trial = trial("default");
        Figures figures = new Figures(trial.strategy(), period);
        for (TrialDebtor each : debtors) {
            DebtorKey debtor = new DebtorKey(TrialRules.LENDER, new DebtorId(each.id()));
            figures.begin(debtor);
            new DebtorLife(debtor, trial.rules(), new ReceiptAssumptions(SEED), figures)
                    .live(each.story(), period.end());
            figures.end();
        }
        return figures;
    }

    private static SimulatedPeriod period(int days) {
        return new SimulatedPeriod(Assumptions.FIRST_DAY, days, Assumptions.LENDER_ZONE);
    }

    private static TrialRules trial(String strategy) {
        return TrialRules.read(strategy, null, List.of("id"), Set.of());
    }
}
