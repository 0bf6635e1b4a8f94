package dev.janji.actors.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import dev.janji.actors.channel.MessageTemplates;
import dev.janji.actors.channel.MessageValues;
import dev.janji.actors.channel.MessageVariable;
import dev.janji.actors.channel.Rendering;
import dev.janji.actors.link.PaymentPage;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.debtor.ContactFacts;
import dev.janji.domain.debtor.Owed;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.money.Money;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Lenders with a page on which to pay, and texts that lead there. */
final class PaymentLinkRulesTest {
    private static final LenderId ACME = new LenderId("acme");
    private static final String PAGE = "https://pay.acme.example/bill";

    /** As long as a real one, with words in it that no text may say. */
    private static final String LINK = "https://polisi.example/pay/ancam/Penjara0123456789012345678901234567";

    private static final int TWO_SMS = 2 * 153;

    private static final Config REACHED = config("");
    private static final LenderReader READER = LenderReader.of(REACHED);
    private static final NewLender NEW = new NewLender(READER);

    private static Config config(String more) {
        return ConfigFactory.parseString("janji.links.url = \"https://pay.example.com/pay\"\n" + more)
                .withFallback(ConfigFactory.load());
    }

    private static MessageValues values(String link) {
        Money amount = new Money(125_000_000, Currency.getInstance("IDR"));
        LocalDate due = LocalDate.of(2026, 3, 5);
        return new MessageValues(
                "PT Acme",
                new ContactFacts(
                        "Contoh", new AccountId("12347788"), amount, due, 7, due.plusDays(7), Owed.unknown(amount)),
                link);
    }

    private static LenderFiles with(LenderFiles files, String path, String from, String to) {
        Map<String, String> changed = new TreeMap<>(files.texts());
        String text = Objects.requireNonNull(changed.get(path));
        assertThat(text).contains(from);
        changed.put(path, text.replace(from, to));
        return new LenderFiles(changed);
    }

    @Test
    void shouldSayTheShippedTextsWithALinkWhenTheLenderHasAPage() {
        // when
        LenderFolder folder = READER.read(NEW.folder(ACME, "PT Acme", "default", PAGE));
        // then
        assertThat(folder.warnings()).isEmpty();
        assertThat(folder.book().paymentPage()).isEqualTo(PaymentPage.of(PAGE, Duration.ofDays(7)));
        MessageTemplates all = MessageTemplates.withPaymentLinks(REACHED);
        for (String language : List.of("id", "en")) {
            assertThat(body(folder.book().texts().render("overdue-1", Channel.SMS, language, values(LINK))))
                    .isEqualTo(body(all.render("overdue-1", Channel.SMS, language, values(LINK))));
            for (String template : List.of("due-today", "overdue-1", "overdue-3", "overdue-7", "promise-reminder")) {
                String sms = body(all.render(template, Channel.SMS, language, values(LINK)));
                assertThat(sms).contains(" " + LINK + " ", "STOP").matches("\\p{ASCII}+");
                assertThat(sms.length()).as("two segments").isLessThanOrEqualTo(TWO_SMS);
                assertThat(body(all.render(template, Channel.EMAIL, language, values(LINK))))
                        .contains("\n" + LINK + "\n", "STOP");
            }
            for (Channel channel : List.of(Channel.SMS, Channel.WHATSAPP, Channel.EMAIL)) {
                assertThat(body(all.render("answer-how-to-pay", channel, language, values(LINK))))
                        .as("needs no virtual account")
                        .contains(LINK);
            }
            assertThat(body(all.render("overdue-30", Channel.SMS, language, values(LINK))))
                    .as("only where it suits")
                    .doesNotContain("http");
        }
    }

    @Test
    void shouldSendNothingWithAGapInItWhenThereIsNoLink() {
        LenderBook book =
                READER.read(NEW.folder(ACME, "PT Acme", "default", PAGE)).book();
        assertThat(book.texts()
                        .render(
                                "overdue-1",
                                Channel.SMS,
                                "id",
                                new MessageValues("PT Acme", values(LINK).facts())))
                .isInstanceOfSatisfying(
                        Rendering.NotRendered.class,
                        none -> assertThat(none.detail()).isEqualTo("overdue-1 needs {payment-link}"));
    }

    @Test
    void shouldNameTheTextThatSpeaksOfALinkWhenTheLenderHasNoPage() {
        // given
        LenderFiles linked = NEW.folder(ACME, "PT Acme", "default", PAGE);
        // when
        Map<String, String> without = new TreeMap<>(linked.texts());
        without.computeIfPresent(LenderFiles.LENDER, (path, text) -> text.substring(0, text.indexOf("payment-link:")));
        // then
        assertThatThrownBy(() -> READER.read(new LenderFiles(without)))
                .isInstanceOf(FolderRefused.class)
                .hasMessageContaining(
                        "templates/overdue-1.yaml:4: expected a `payment-link` in lender.yaml, which says where to"
                                + " pay, because this text speaks of {payment-link}, but it is missing");
    }

    @Test
    void shouldRefuseAPageWhenTheInstallationHasNoLinks() {
        LenderFiles linked = NEW.folder(ACME, "PT Acme", "default", PAGE);
        assertThatThrownBy(() -> LenderReader.of(ConfigFactory.load()).read(linked))
                .isInstanceOf(FolderRefused.class)
                .hasMessageContaining("lender.yaml:")
                .hasMessageContaining("expected the installation to say in janji.links.url");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://pay.acme.example/bill | http://pay.acme.example/bill       | expected an https address
            https://pay.acme.example/bill | https://pay.acme.example/081234567 | the same for every debtor
            https://pay.acme.example/bill | https://pay.acme.example/{account} | expected an https address
            valid-for: 7d                 | valid-for: 7                       | hours or days such as 12h or 7d, but found `7`
            valid-for: 7d                 | valid-for: 91d                     | an hour to 90 days
            valid-for: 7d                 | valid-for: 0h                      | an hour to 90 days
            , valid-for: 7d               | ''                                 | expected `valid-for`, but it is missing
            valid-for: 7d                 | valid-for: 7d, to: me              | expected one of url, valid-for, but found `to`
            """)
    void shouldRefuseAPageThatNobodyShouldOpen(String from, String to, String said) {
        LenderFiles wrong = with(NEW.folder(ACME, "PT Acme", "default", PAGE), LenderFiles.LENDER, from, to);
        assertThatThrownBy(() -> READER.read(wrong))
                .isInstanceOf(FolderRefused.class)
                .hasMessageContaining("lender.yaml:")
                .hasMessageContaining(said);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            valid-for: 7d | valid-for: 7d
            valid-for: 7d | valid-for: 7
            valid-for: 7d | valid-for: 7d, to: me
            https:        | http:
            """)
    void shouldTellEditorsWhatAPageIs(String from, String to) throws IOException {
        // given
        String head =
                Objects.requireNonNull(with(NEW.folder(ACME, "PT Acme", "default", PAGE), LenderFiles.LENDER, from, to)
                        .texts()
                        .get(LenderFiles.LENDER));
        Object yaml = new Load(LoadSettings.builder().build()).loadFromString(head);
        // when
        boolean good = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(LenderReader.schema(), InputFormat.JSON)
                .validate(new ObjectMapper().writeValueAsString(yaml), InputFormat.JSON)
                .isEmpty();
        // then
        assertThat(good).isEqualTo(from.equals(to));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "voice { variables = [payment-link], id.body = \"{payment-link}\" }",
                "letter { variables = [payment-link], id { subject = x, body = \"{payment-link}\" } }",
                "email { variables = [payment-link], id { subject = \"{payment-link}\", body = x } }"
            })
    void shouldRefuseALinkThatNobodyCanTap(String text) {
        assertThatThrownBy(() -> MessageTemplates.from(config("janji.templates.texts.own." + text)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("where it can be tapped, but found it elsewhere");
    }

    @Test
    void shouldSayItToConfiguredLendersThatHaveAPageAndToNoOthers() {
        // given
        Config config = config(
                "janji.rules.lenders { acme.payment-link { url = \"" + PAGE + "\", valid-for = 2 days }, bravo {} }");
        // when
        RuleBook book = RuleBook.from(config, MessageTemplates.from(config));
        // then
        LenderBook acme = book.of(ACME);
        assertThat(acme.paymentPage()).isEqualTo(PaymentPage.of(PAGE, Duration.ofDays(2)));
        assertThat(acme.texts().speaksOf("overdue-1", Channel.SMS, MessageVariable.PAYMENT_LINK))
                .isTrue();
        for (String other : List.of("bravo", "nobody")) {
            assertThat(book.of(new LenderId(other)).paymentPage()).isNull();
            assertThat(book.of(new LenderId(other))
                            .texts()
                            .speaksOf("overdue-1", Channel.SMS, MessageVariable.PAYMENT_LINK))
                    .isFalse();
        }
    }

    @Test
    void shouldGiveThePageOfTheDefaultToLendersThatNothingIsSaidOf() {
        Config config = config("janji.rules.default.payment-link.url = \"" + PAGE + "\"");
        LenderBook book = RuleBook.from(config, MessageTemplates.from(config)).of(new LenderId("anybody"));
        assertThat(book.paymentPage()).isEqualTo(PaymentPage.of(PAGE, Duration.ofDays(7)));
        assertThat(book.texts().speaksOf("overdue-1", Channel.SMS, MessageVariable.PAYMENT_LINK))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            janji.links.url = "", janji.rules.default.payment-link.url = "https://pay.acme.example/bill" | janji.rules.default.payment-link: Expected janji.links.url
            janji.rules.default.payment-link.url = "http://pay.acme.example/bill" | janji.rules.default.payment-link: Expected an https address
            janji.templates.texts.overdue-1.sms { variables = [payment-link], id.body = "{payment-link}", en.body = "{payment-link}" } | janji.rules.default.payment-link: Expected the address of a page on which to pay, because the text overdue-1 for sms
            janji.templates.texts.answer-how-to-pay.whatsapp { variables = [payment-link], id.body = "{payment-link}", en.body = "{payment-link}" } | because the text answer-how-to-pay for whatsapp
            """)
    void shouldRefuseAConfigurationWhoseLinksLeadNowhere(String more, String said) {
        Config config = config(more.replace(", janji", "\njanji"));
        assertThatThrownBy(() -> RuleBook.from(config, MessageTemplates.from(config)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(said);
    }

    private static String body(Rendering rendering) {
        assertThat(rendering).isInstanceOf(Rendering.Rendered.class);
        return ((Rendering.Rendered) rendering).body();
    }
}
