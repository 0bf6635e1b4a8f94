package dev.janji.actors.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.debtor.ContactFacts;
import dev.janji.domain.debtor.Owed;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.money.Money;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MessageTemplatesTest {
    private static final Config SHIPPED =
            ConfigFactory.parseResources("janji-templates.conf").resolve();
    private static final Currency RUPIAH = Currency.getInstance("IDR");
    private static final int TWO_SMS = 2 * 153;

    private final MessageTemplates templates = MessageTemplates.from(SHIPPED);
    private final MessageValues values = values("Contoh Nama", new Money(125_000_000, RUPIAH), 7);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pre-due-reminder",
                "due-today",
                "overdue-1",
                "overdue-3",
                "overdue-7",
                "overdue-14",
                "overdue-30"
            })
    void shouldRenderEveryShippedTextWithItsOptOut(String template) {
        for (String language : List.of("id", "en")) {
            Rendering.Rendered sms = rendered(templates.render(template, Channel.SMS, language, values));
            assertThat(sms.subject()).isEmpty();
            assertThat(sms.body())
                    .contains("STOP")
                    .contains("*7788")
                    .doesNotContain("{")
                    .doesNotContain("12347788");
            assertThat(sms.body()).as("one byte a character").matches("\\p{ASCII}+");
            assertThat(sms.body().length()).isLessThanOrEqualTo(TWO_SMS);
            Rendering.Rendered mail = rendered(templates.render(template, Channel.EMAIL, language, values));
            assertThat(mail.subject()).isNotEmpty().doesNotContain("{");
            assertThat(mail.subject())
                    .as("no debt in a subject")
                    .doesNotContain("1.250")
                    .doesNotContain("1,250");
            assertThat(mail.body()).contains("STOP").doesNotContain("{");
        }
    }

    @Test
    void shouldSayAmountAndDateTheWayTheLanguageDoes() {
        String indonesian = rendered(templates.render("pre-due-reminder", Channel.SMS, "id-ID", values))
                .body();
        assertThat(indonesian).contains("Rp1.250.000 ").contains("5 Maret 2026");
        String english = rendered(templates.render("pre-due-reminder", Channel.SMS, "en", values))
                .body();
        assertThat(english).contains("IDR 1,250,000 ").contains("5 March 2026");
    }

    @Test
    void shouldShowTheMinorUnitWhenTheAmountHasOne() {
        MessageValues cents = values("Contoh", new Money(125_000_050, RUPIAH), 7);
        assertThat(rendered(templates.render("overdue-7", Channel.SMS, "id", cents))
                        .body())
                .contains("Rp1.250.000,50");
    }

    @Test
    void shouldSpeakTheDefaultLanguageWhenTheTextHasNoOther() {
        assertThat(templates.render("overdue-7", Channel.SMS, "jv", values))
                .isEqualTo(templates.render("overdue-7", Channel.SMS, "id", values));
    }

    @Test
    void shouldSayWhatIsOwedInAWarningLetterOnlyWhenTheLenderToldAllOfIt() {
        // given
        Money thousand = new Money(100_000, RUPIAH);
        Owed told = new Owed(thousand, new Money(90_000, RUPIAH), new Money(10_000, RUPIAH), Money.zero(RUPIAH));
        Owed partly = new Owed(thousand, new Money(90_000, RUPIAH), new Money(10_000, RUPIAH), null);

        // when
        Rendering.Rendered letter = rendered(
                templates.render("warning-letter-1", Channel.LETTER, "en", values("Contoh", thousand, 31, told)));
        Rendering nothing =
                templates.render("warning-letter-1", Channel.LETTER, "en", values("Contoh", thousand, 31, partly));

        // then
        assertThat(letter.body())
                .contains("5 April 2026")
                .contains("5 March 2026")
                .contains("31 days")
                .contains("IDR 900 principal, IDR 100 interest and IDR 0 penalty")
                .doesNotContain("STOP");
        assertThat(nothing).isInstanceOf(Rendering.NotRendered.class);
        assertThat(((Rendering.NotRendered) nothing).detail()).isEqualTo("warning-letter-1 needs {penalty}");
    }

    @ParameterizedTest(name = "without {0} (ID-07)")
    @ValueSource(strings = {"due-date", "days-past-due", "principal", "interest", "penalty"})
    void shouldRefuseAWarningLetterThatLacksWhatTheRuleDemands(String missing) {
        List<String> others = Stream.of("due-date", "days-past-due", "principal", "interest", "penalty")
                .filter(each -> !each.equals(missing))
                .toList();
        Config config = ConfigFactory.parseString("janji.templates.texts.warning-letter-9.letter { variables = "
                        + others + ", id.body = \"{" + String.join("} {", others) + "}\" }")
                .withFallback(SHIPPED);

        assertThatThrownBy(() -> MessageTemplates.from(config))
                .hasMessageContaining(
                        "warning-letter-9.letter.id: expected a warning letter to speak of {due-date}, {days-past-due},");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            recorded-greeting | name | Halo {name}, tekan 1 atau 9                | without variables
            recorded-greeting |      | Tekan 9                                    | but 1 is missing
            recorded-greeting |      | Tekan 1                                    | but 9 is missing
            recorded-greeting |      | Tekan 19                                   | but 1 is missing
            recorded-late     | name | Terima kasih, {name}                       | which a machine can say
            recorded-late     | amount | Tagihan {amount}                         | which a machine can say
            """)
    void shouldRefuseARecordingThatSaysTooMuchOrOffersTooLittle(
            String template, @Nullable String variables, String words, String expected) {
        Config config = ConfigFactory.parseString("janji.templates.texts." + template + ".voice { variables = ["
                        + (variables == null ? "" : variables) + "], id.body = \"" + words + "\", en.body = \"" + words
                        + "\" }")
                .withFallback(SHIPPED.withoutPath("janji.templates.texts." + template));

        assertThatThrownBy(() -> MessageTemplates.from(config))
                .hasMessageContaining(template + ".voice")
                .hasMessageContaining(expected);
    }

    @Test
    void shouldTakeARecordingThatNamesWhatAMachineCanSay() {
        String words = "Sudah lewat {days-past-due} hari. Nomor {virtual-account}.";
        Config config = ConfigFactory.parseString(
                        "janji.templates.texts.recorded-late.voice { variables = [days-past-due, virtual-account], id.body = \""
                                + words + "\", en.body = \"" + words + "\" }")
                .withFallback(SHIPPED);

        assertThat(MessageTemplates.from(config).has("recorded-late", Channel.VOICE))
                .isTrue();
    }

    private static MessageTemplates sms(String variables, String english) {
        return MessageTemplates.from(ConfigFactory.parseString("janji.templates.texts.own.sms { variables = ["
                        + variables + "], id.body = \"" + english + "\", en.body = \"" + english + "\" }")
                .withFallback(SHIPPED));
    }

    @Test
    void shouldSayOneAndManyInTheLanguagesOwnForm() {
        MessageTemplates own =
                sms("days-past-due", "{days-past-due, plural, =0{today} one{# day} other{# days}}, don't wait.");
        Money any = new Money(100, RUPIAH);

        assertThat(rendered(own.render("own", Channel.SMS, "en", values("A", any, 0)))
                        .body())
                .startsWith("today, don't wait.");
        assertThat(rendered(own.render("own", Channel.SMS, "en", values("A", any, 1)))
                        .body())
                .startsWith("1 day,");
        assertThat(rendered(own.render("own", Channel.SMS, "en", values("A", any, 7)))
                        .body())
                .startsWith("7 days,");
        assertThat(own.varies("own", Channel.SMS, "en")).isTrue();
        assertThat(own.varies("pre-due-reminder", Channel.SMS, "en")).isFalse();
    }

    @Test
    void shouldSayDatesInTheLanguagesOwnFormAndMoneyExactly() {
        MessageTemplates own = sms("amount, due-date", "{amount} / {due-date, date, full} / {due-date, date, ::yMMMd}");
        MessageValues values = values("A", new Money(125_000_050, RUPIAH), 7);

        assertThat(rendered(own.render("own", Channel.SMS, "id", values)).body())
                .startsWith("Rp1.250.000,50 / Kamis, 05 Maret 2026 / 5 Mar 2026");
        assertThat(rendered(own.render("own", Channel.SMS, "en", values)).body())
                .startsWith("IDR 1,250,000.50 / Thursday, March 5, 2026 / Mar 5, 2026");
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            name          | {name, plural, other{x}}                            | Expected {name} as it is
            amount        | {amount, number, currency}                          | Expected {amount} as it is, but found another form
            amount        | {amount, plural, other{x}}                          | Expected {amount} as it is
            due-date      | {due-date, time}                                    | Expected {due-date} as it is, or with `date` and a style
            days-past-due | {days-past-due, plural, one{a day}}                 | `other`
            days-past-due | {days-past-due, spellout}                           | Expected {days-past-due} as it is
            days-past-due | {days-past-due, choice, 0#x}                        | Expected {days-past-due} as it is
            days-past-due | {days_past_dues}                                    | Expected a known variable, but found {days_past_due
            days-past-due | {days_past_due}                                     | Expected a known variable, but found {days_past_due}
            days-past-due | {days-past-due, plural, one{{name}} other{x}}       | expected exactly the variables
            days-past-due | {days-past-due, plural, one{in jail} other{x}}      | expected no forbidden word, but found 'jail'
            days-past-due | ja{days-past-due, plural, one{il} other{x}}         | expected no forbidden word, but found 'jail'
            """)
    void shouldRefuseAFormThatMayNotBeSaid(String variables, String text, String expected) {
        assertThatThrownBy(() -> sms(variables, text)).hasMessageContaining(expected);
    }

    @Test
    void shouldRefuseATextWithMoreWaysThroughItThanAnybodyReads() {
        String plural = "{days-past-due, plural, =1{a} =2{b} other{c}}";

        assertThatThrownBy(() -> sms("days-past-due", plural.repeat(4))).hasMessageContaining("at most 64 ways");
    }

    @Test
    void shouldNotReadAValueAsText() {
        MessageValues braces = values("{amount}", new Money(100, RUPIAH), 7);
        assertThat(rendered(templates.render("overdue-7", Channel.SMS, "en", braces))
                        .body())
                .startsWith("{amount}, IDR 1 ");
    }

    @Test
    void shouldRenderNothingWhenAValueIsMissingOrCannotBeSaid() {
        assertThat(reason("overdue-7", values(" ", new Money(100, RUPIAH), 7)))
                .isEqualTo(Rendering.NotRendered.Reason.NO_VALUE);
        assertThat(reason("overdue-7", values("a\r\nBcc: b", new Money(100, RUPIAH), 7)))
                .isEqualTo(Rendering.NotRendered.Reason.NO_VALUE);
        assertThat(reason("overdue-7", values("Contoh", Money.zero(RUPIAH), 7)))
                .isEqualTo(Rendering.NotRendered.Reason.NO_VALUE);
        assertThat(reason("overdue-7", values("Contoh", new Money(100, RUPIAH), -1)))
                .isEqualTo(Rendering.NotRendered.Reason.NO_VALUE);
        assertThat(reason("no-such-text", values)).isEqualTo(Rendering.NotRendered.Reason.NO_TEMPLATE);
        assertThat(templates.has("overdue-7", Channel.VOICE)).isFalse();
    }

    @ParameterizedTest(name = "{0}: {1} (forbidden words are those of ID-03 and ID-14)")
    @CsvSource(
            delimiter = '|',
            value = {
                "{name} owes           | exactly the variables",
                "{name} {amount} {lender} | exactly the variables",
                "{name} {amount} {phone} | {phone}",
                "{name {amount}        | name {amount",
                "{name} {amount        | '}'",
                "{name} {amount} }     | '{'",
                "{name} {amount} POLISI | polisi"
            })
    void shouldRefuseATextAtLoad(String body, String named) {
        Config config = ConfigFactory.parseString(
                        "janji.templates.texts.bad.sms { variables = [name, amount], id.body = \"" + body + "\" }")
                .withFallback(SHIPPED);
        assertThatThrownBy(() -> MessageTemplates.from(config))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("janji.templates.texts.bad.sms")
                .hasMessageContaining(named);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bad.sms { variables = [name], en.body = \"{name}\" }             | default language",
                "bad.sms { variables = [colour], id.body = \"x\" }                | colour",
                "bad.sms { variables = [name], id.body = \"{name}\", jv.body = \"{name}\" } | opt-out",
                "bad.fax { variables = [name], id.body = \"{name}\" }             | fax",
                "bad.email { variables = [name], id { subject = \"a\\nb\", body = \"{name}\" } } | one line"
            })
    void shouldRefuseATemplateAtLoad(String template, String named) {
        Config config =
                ConfigFactory.parseString("janji.templates.texts." + template).withFallback(SHIPPED);
        assertThatThrownBy(() -> MessageTemplates.from(config))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(named);
    }

    private Rendering.NotRendered.Reason reason(String template, MessageValues with) {
        Rendering rendering = templates.render(template, Channel.SMS, "id", with);
        assertThat(rendering).isInstanceOf(Rendering.NotRendered.class);
        return ((Rendering.NotRendered) rendering).reason();
    }

    private static Rendering.Rendered rendered(Rendering rendering) {
        assertThat(rendering).isInstanceOf(Rendering.Rendered.class);
        return (Rendering.Rendered) rendering;
    }

    private static MessageValues values(String name, Money amount, int daysPastDue) {
        return values(name, amount, daysPastDue, Owed.unknown(amount));
    }

    private static MessageValues values(String name, Money amount, int daysPastDue, Owed owed) {
        LocalDate due = LocalDate.of(2026, 3, 5);
        return new MessageValues(
                "Bank Contoh",
                new ContactFacts(
                        name, new AccountId("12347788"), amount, due, daysPastDue, due.plusDays(daysPastDue), owed));
    }
}
