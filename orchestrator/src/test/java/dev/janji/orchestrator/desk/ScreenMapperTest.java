package dev.janji.orchestrator.desk;

import static dev.janji.actors.desk.DeskBooks.DEBTOR;
import static dev.janji.actors.desk.DeskBooks.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.actors.debtor.DebtorView;
import dev.janji.actors.debtor.RuledDebtors;
import dev.janji.actors.desk.AgentAction;
import dev.janji.actors.desk.CaseView;
import dev.janji.actors.desk.IdentityCheck;
import dev.janji.actors.desk.WhyNot;
import dev.janji.actors.journal.Recorded;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.LeadId;
import dev.janji.domain.id.PaymentId;
import dev.janji.domain.id.PromiseId;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.orchestrator.words.Language;
import dev.janji.protocols.desk.v1.AllowedAction;
import dev.janji.protocols.desk.v1.Screen;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What an agent sees, and above all what not. */
final class ScreenMapperTest {
    private static final int HISTORIES = 200;
    private static final LeadId LEAD = LeadId.of(DEBTOR, 4);
    private static final ScreenMapper MAPPER = new ScreenMapper(RuledDebtors::book, new Scripts(RuledDebtors.TEXTS));

    private final RuledDebtors debtors = new RuledDebtors(InstantSource.fixed(NOW));

    private static CaseView view(RuledDebtors debtors, IdentityCheck identity) {
        DebtorView view = debtors.view(DEBTOR).toCompletableFuture().join();
        List<Recorded> timeline =
                debtors.history(DEBTOR, 1).toCompletableFuture().join();
        Map<AgentAction, Optional<WhyNot>> actions = new EnumMap<>(AgentAction.class);
        for (AgentAction action : AgentAction.values()) {
            actions.put(action, Optional.empty());
        }
        return new CaseView(LEAD, identity, new ContactPointId("phone"), view, timeline, actions);
    }

    /** Random lives of a debtor, of every amount and state; no check but a passed one lets anything of them through. */
    @ParameterizedTest
    @EnumSource(value = IdentityCheck.class, mode = EnumSource.Mode.EXCLUDE, names = "PASSED")
    void shouldShowNothingOfADebtWhenTheCheckIsNotPassed(IdentityCheck identity) {
        long seed = Long.getLong("seed", 20_261_123L);
        Random random = new Random(seed);
        for (int i = 0; i < HISTORIES; i++) {
            RuledDebtors some = new RuledDebtors(InstantSource.fixed(NOW));
            some.add(DEBTOR, LocalDate.parse("2026-05-31").minusDays(random.nextInt(200)));
            live(some, random);

            for (Language language : Language.values()) {
                Screen screen = MAPPER.screen(view(some, identity), language);

                assertThat(screen.getDebtsList()).as("seed %d", seed).isEmpty();
                assertThat(screen.getTimelineList()).as("seed %d", seed).isEmpty();
                assertThat(screen.toString())
                        .as("seed %d", seed)
                        .doesNotContain(
                                RuledDebtors.CARD.value(),
                                "500",
                                RuledDebtors.NUMBER,
                                RuledDebtors.NUMBER.substring(3, 9),
                                "Jalan");
                assertThat(screen.getScript()).contains("Debtor One").doesNotContainIgnoringCase("bank", "tagihan");
            }
        }
    }

    private static void live(RuledDebtors debtors, Random random) {
        for (int i = random.nextInt(6); i > 0; i--) {
            switch (random.nextInt(3)) {
                case 0 ->
                    debtors.tell(
                            DEBTOR,
                            new LenderEvent.PaymentReceived(
                                    RuledDebtors.CARD,
                                    new PaymentId("p-" + i),
                                    RuledDebtors.rupiah(1_000 * (1 + random.nextInt(90))),
                                    LocalDate.parse("2026-06-01")));
                case 1 ->
                    debtors.tell(
                            DEBTOR,
                            new LenderEvent.PromiseRecorded(
                                    RuledDebtors.CARD,
                                    new PromiseId("promise-" + i),
                                    RuledDebtors.rupiah(50_000),
                                    LocalDate.parse("2026-06-05")));
                default ->
                    debtors.tell(DEBTOR, new LenderEvent.DisputeOpened(RuledDebtors.CARD, "dispute-" + i, "AMOUNT"));
            }
        }
    }

    @Test
    void shouldShowTheDebtWhenTheCheckIsPassed() {
        debtors.add(DEBTOR, LocalDate.parse("2026-05-20"));
        debtors.tell(
                DEBTOR,
                new LenderEvent.PromiseRecorded(
                        RuledDebtors.CARD,
                        new PromiseId("promise-1"),
                        RuledDebtors.rupiah(300_000),
                        LocalDate.parse("2026-06-05")));

        Screen screen = MAPPER.screen(view(debtors, IdentityCheck.PASSED), Language.ENGLISH);

        assertThat(screen.getDebtsList()).singleElement().satisfies(debt -> {
            assertThat(debt.getAccountId()).isEqualTo("card-1");
            assertThat(debt.getDaysPastDue()).isEqualTo(12);
            assertThat(debt.getOverdue().getMinor()).isEqualTo(50_000_000);
            assertThat(debt.getPromised().getMinor()).isEqualTo(30_000_000);
            assertThat(debt.getPromisedBy().getDay()).isEqualTo(5);
            assertThat(debt.getDueDate().getDay()).isEqualTo(20);
        });
        assertThat(screen.getTimelineList()).isNotEmpty();
        assertThat(screen.getTimelineList()).anyMatch(entry -> entry.getText().contains("300,000"));
        assertThat(screen.getLocalTime()).isEqualTo("10:00");
        assertThat(screen.getMaskedNumber()).isEqualTo("+62 *** *** 890");
        assertThat(screen.toString()).doesNotContain(RuledDebtors.NUMBER.substring(3, 9));
    }

    @Test
    void shouldSayWhyNothingIsCollectedWhenADebtIsDisputed() {
        debtors.add(DEBTOR, LocalDate.parse("2026-05-20"));
        debtors.tell(DEBTOR, new LenderEvent.DisputeOpened(RuledDebtors.CARD, "dispute-1", "AMOUNT"));

        Screen screen = MAPPER.screen(view(debtors, IdentityCheck.PASSED), Language.ENGLISH);

        assertThat(screen.getDebts(0).getSuspended()).isEqualTo("disputed");
    }

    @ParameterizedTest
    @CsvSource({
        "+6281234567890, +62 *** *** 890",
        "0812-3456-7890, *** *** 890",
        "+1 202 555 0143, *** *** 143",
        "123456, ***",
        "'', ''"
    })
    void shouldHideAllButTheEndOfANumber(String number, String shown) {
        assertThat(ScreenMapper.masked(number)).isEqualTo(shown);
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void shouldHaveWordsForEverythingThatAnAgentMayNotDo(Language language) {
        debtors.add(DEBTOR, LocalDate.parse("2026-05-20"));
        for (WhyNot why : WhyNot.values()) {
            Map<AgentAction, Optional<WhyNot>> actions = new EnumMap<>(AgentAction.class);
            for (AgentAction action : AgentAction.values()) {
                actions.put(action, Optional.of(why));
            }
            CaseView some = view(debtors, IdentityCheck.PENDING);
            CaseView view = new CaseView(LEAD, some.identity(), null, some.view(), List.of(), actions);

            assertThat(MAPPER.screen(view, language).getActionsList())
                    .hasSize(AgentAction.values().length)
                    .noneMatch(AllowedAction::getAllowed)
                    .allSatisfy(action -> assertThat(action.getWhyNot()).isNotBlank());
        }
    }
}
