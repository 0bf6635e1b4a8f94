package dev.janji.orchestrator.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.debtor.Answer;
import dev.janji.domain.debtor.DebtorCommand;
import dev.janji.domain.debtor.RuleContext.LenderRules;
import dev.janji.domain.id.HoldId;
import dev.janji.domain.id.PaymentId;
import dev.janji.domain.id.PromiseId;
import dev.janji.domain.lender.Hold;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.policy.PolicyPack;
import dev.janji.orchestrator.words.Language;
import dev.janji.protocols.lender.v1.AwaitedKind;
import dev.janji.protocols.lender.v1.ExplainResponse;
import dev.janji.protocols.lender.v1.FactView;
import dev.janji.protocols.lender.v1.RuleView;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the edge says of a debtor, in both languages. */
class ExplanationMapperTest {
    private static String fact(ExplainResponse response, String name) {
        return response.getFactsList().stream()
                .filter(fact -> fact.getName().equals(name))
                .map(FactView::getValue)
                .findFirst()
                .orElse("");
    }

    private static DebtorInWords deferred() {
        return DebtorInWords.withCard("2026-05-20T08:00", "2026-06-05")
                .at("2026-06-06T21:00")
                .wake();
    }

    @Test
    void shouldExplainADeferralWithItsRuleAndUntilWhen() {
        ExplainResponse english = deferred().explain(Language.ENGLISH);
        ExplainResponse indonesian = deferred().explain(Language.INDONESIAN);

        assertThat(english.getSummary())
                .contains("Contact not made on Saturday, 6 June 2026 at 21:00 WIB (2026-06-06T14:00:00Z):"
                        + " step H+1 of account card (due 5 June 2026).")
                .contains(
                        "It was due, but it had to wait until Monday, 8 June 2026 at 08:00 WIB (2026-06-08T01:00:00Z).")
                .contains("Decided by strategy default-1 and policy id-3.")
                .contains("  ID-01: Monday to Saturday, from 08:00 to before 20:00")
                .contains("Awaited: the time of step H+1 of account card (due 5 June 2026),"
                        + " not before Monday, 8 June 2026 at 08:00 WIB (2026-06-08T01:00:00Z).");
        assertThat(indonesian.getSummary())
                .contains("Kontak tidak dilakukan pada Sabtu, 6 Juni 2026 pukul 21.00 WIB (2026-06-06T14:00:00Z):"
                        + " langkah H+1 rekening card (jatuh tempo 5 Juni 2026).")
                .contains("tetapi harus menunggu sampai Senin, 8 Juni 2026 pukul 08.00 WIB")
                .contains("  ID-01: Senin sampai Sabtu, dari pukul 08.00 sampai sebelum pukul 20.00")
                .contains("Yang ditunggu: saatnya langkah H+1");
        assertThat(english.getAwaited()).isEqualTo(AwaitedKind.AWAITED_KIND_NEXT_STEP);
        assertThat(english.getRuleIdsList()).containsExactly("ID-01");
        assertThat(english.getRulesList()).extracting(RuleView::getRuleId).containsOnly("ID-01");
        assertThat(english.getRulesList()).extracting(RuleView::getCitation).doesNotContain("");
        assertThat(indonesian.getStateHash()).isEqualTo(english.getStateHash()).matches("[0-9a-f]{64}");
    }

    @Test
    void shouldExplainAContactThatMayLeaveWithChannelTemplateAndEveryRuleAsked() {
        DebtorInWords debtor = DebtorInWords.withCard("2026-05-20T08:00", "2026-06-05")
                .at("2026-06-06T09:00")
                .wake();

        ExplainResponse english = debtor.explain(Language.ENGLISH);

        assertThat(english.getSummary())
                .contains("Contact allowed on Saturday, 6 June 2026 at 09:00 WIB")
                .contains("by SMS with template overdue-1, attempt bank~d-1~")
                .contains("It was due, and no rule forbade it.")
                .contains("  ID-04: only the debtor's own and verified numbers and addresses")
                .contains("Awaited: the answer of the SMS channel to attempt")
                .contains("at the latest");
        assertThat(english.getAwaited()).isEqualTo(AwaitedKind.AWAITED_KIND_CHANNEL_ANSWER);
        assertThat(english.getLastDecision().getReason()).isEqualTo("It was due, and no rule forbade it");
        assertThat(debtor.explain(Language.INDONESIAN).getLastDecision().getReason())
                .isEqualTo("Sudah waktunya, dan tidak ada aturan yang melarang");
    }

    @Test
    void shouldTellTheFactsWithoutAnythingPersonal() {
        DebtorInWords debtor = DebtorInWords.withCard("2026-05-20T08:00", "2026-06-05")
                .at("2026-06-06T09:00")
                .wake();
        debtor.accept(
                new DebtorCommand.RecordAnswer(debtor.known().openAttempt().id(), Answer.HANDED_OVER, "", ""));
        debtor.tell(new LenderEvent.PromiseRecorded(
                DebtorInWords.CARD,
                new PromiseId("pr"),
                DebtorInWords.rupiah(20_000_000),
                LocalDate.parse("2026-06-10")));
        debtor.at("2026-06-07T10:00")
                .tell(new LenderEvent.HoldPlaced(new Hold(new HoldId("h"), Hold.Kind.HARDSHIP, null, null)));

        ExplainResponse english = debtor.explain(Language.ENGLISH);
        ExplainResponse indonesian = debtor.explain(Language.INDONESIAN);

        assertThat(fact(english, "local_time")).isEqualTo("Sunday, 7 June 2026 at 10:00 WIB (2026-06-07T03:00:00Z)");
        assertThat(fact(english, "zone")).isEqualTo("Asia/Jakarta");
        assertThat(fact(english, "zones")).isEqualTo("Asia/Jakarta (the lender says so)");
        assertThat(fact(english, "contact_point"))
                .isEqualTo("sms, by SMS: made 1, reached 0, failed 0; last on 6 June 2026: nothing reported");
        assertThat(fact(indonesian, "contact_point"))
                .isEqualTo("sms, lewat SMS: 1 dikirim, 0 sampai, 0 gagal; terakhir 6 Juni 2026: tidak ada kabar");
        assertThat(fact(english, "days_past_due")).isEqualTo("2");
        assertThat(fact(english, "bucket")).isEqualTo("B1");
        assertThat(fact(english, "overdue")).isEqualTo("IDR 500,000");
        assertThat(fact(english, "promise")).isEqualTo("IDR 200,000 by 10 June 2026");
        assertThat(fact(english, "contacts_last_7_days")).isEqualTo("1");
        assertThat(fact(english, "last_contact"))
                .startsWith("Saturday, 6 June 2026 at 09:00 WIB")
                .endsWith("by SMS");
        assertThat(fact(english, "holds")).isEqualTo("hardship on the person, until lifted");
        assertThat(fact(indonesian, "promise")).isEqualTo("Rp200.000 paling lambat 10 Juni 2026");
        assertThat(indonesian.getFactsList())
                .extracting(FactView::getName)
                .isEqualTo(
                        english.getFactsList().stream().map(FactView::getName).toList());
        assertThat(english.getSummary())
                .contains("Held up by:")
                .contains("  HOLD: a hold stands; nobody is contacted until it ends")
                .contains("  PROMISE: a promise to pay stands");
        DebtorInWords.PERSONAL.forEach(
                word -> assertThat(english.toString() + indonesian).doesNotContain(word));
    }

    @Test
    void shouldSayThatTheRulesAreOthersThanThoseOfTheLastDecision() {
        LenderRules rules = DebtorInWords.SHIPPED;
        PolicyPack pack = rules.policy();
        LenderRules changed = new LenderRules(
                rules.strategies(),
                new PolicyPack(
                        "id-4",
                        pack.validFrom(),
                        pack.validTo(),
                        pack.zoneRuleId(),
                        pack.zonesWhenUnknown(),
                        pack.rules().stream()
                                .filter(rule -> !rule.id().equals("ID-01"))
                                .toList(),
                        pack.classes()),
                rules.buckets(),
                rules.promiseTerms(),
                rules.arrangementTerms(),
                rules.contactValidity(),
                rules.clockSkew());
        ExplainResponse before = deferred().explain(Language.ENGLISH);
        ExplainResponse after = deferred().by(changed).explain(Language.ENGLISH);

        assertThat(before.getRulesChanged()).isFalse();
        assertThat(after.getRulesChanged()).isTrue();
        assertThat(after.getPolicyVersion()).isEqualTo("id-4");
        assertThat(after.getLastDecision().getPolicyVersion()).isEqualTo("id-3");
        assertThat(after.getSummary())
                .contains("Decided by strategy default-1 and policy id-3.")
                .contains("  ID-01: today's policy has no such rule any more")
                .contains(
                        "The last decision was made by other rules: what is awaited is judged by strategy default-1 and policy id-4");
        assertThat(after.getStateHash()).isEqualTo(before.getStateHash());
    }

    @ParameterizedTest
    @EnumSource
    void shouldTellALifeInWordsWithoutAnythingPersonal(Language language) {
        DebtorInWords debtor = deferred().at("2026-06-08T08:00").wake();
        debtor.accept(
                new DebtorCommand.RecordAnswer(debtor.known().openAttempt().id(), Answer.HANDED_OVER, "", ""));
        debtor.tell(new LenderEvent.PaymentReceived(
                DebtorInWords.CARD,
                new PaymentId("p"),
                DebtorInWords.rupiah(50_000_000),
                LocalDate.parse("2026-06-08")));

        assertThat(debtor.history(language))
                .allSatisfy(line -> assertThat(line)
                        .isNotBlank()
                        .doesNotContain(DebtorInWords.PERSONAL)
                        .doesNotContain("{", "null"));
        assertThat(debtor.explain(language).getAwaited()).isEqualTo(AwaitedKind.AWAITED_KIND_NEW_DUE_DATE);
    }

    @Test
    void shouldTellALifeInWords() {
        assertThat(deferred().history(Language.ENGLISH))
                .containsExactly(
                        "Profile received: language id, zone Asia/Jakarta, 2 contact points",
                        "Account card opened with a balance of IDR 500,000",
                        "Schedule of account card: 1 instalment, due 5 June 2026",
                        "Account card is worked by segment everybody of strategy default-1",
                        "Account card went from bucket CURRENT to B1, 1 day past due",
                        "Contact put off until Monday, 8 June 2026 at 08:00 WIB, for step H+1 of account card"
                                + " (due 5 June 2026)");
        assertThat(deferred().history(Language.INDONESIAN))
                .containsExactly(
                        "Profil diterima: bahasa id, zona waktu Asia/Jakarta, 2 titik kontak",
                        "Rekening card dibuka dengan saldo Rp500.000",
                        "Jadwal rekening card: 1 angsuran, jatuh tempo 5 Juni 2026",
                        "Rekening card dikerjakan oleh segmen everybody dari strategi default-1",
                        "Rekening card pindah dari bucket CURRENT ke B1, 1 hari lewat jatuh tempo",
                        "Kontak ditunda sampai Senin, 8 Juni 2026 pukul 08.00 WIB, untuk langkah H+1 rekening card"
                                + " (jatuh tempo 5 Juni 2026)");
    }
}
