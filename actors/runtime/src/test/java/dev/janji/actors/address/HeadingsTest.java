package dev.janji.actors.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import dev.janji.actors.address.Heading.Kind;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.LenderId;
import java.time.ZoneId;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HeadingsTest {
    private static final LenderId LENDER = new LenderId("bank-satu");
    private static final String NUMBER = "+6281234567890";

    private final Headings headings = new Headings(lender -> "ID");

    private static ContactPoint point(Channel channel, String address) {
        return new ContactPoint(
                new ContactPointId("p-1"),
                channel,
                address,
                ContactPoint.Role.OWN,
                ContactPoint.Verification.UNVERIFIED,
                ContactPoint.Consent.GIVEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+6281234567890",
                "+62 812-3456-7890",
                "+62 (0)812 3456 7890",
                "6281234567890",
                "62 812 3456 7890",
                "081234567890",
                "0812-3456-7890",
                "0812.3456.7890",
                "(0812) 3456 7890",
                " 0812 3456 7890 ",
                "812 3456 7890",
                "008 62 812 3456 7890",
                "tel:+62-812-3456-7890",
                "tel:081234567890;phone-context=+62",
                "sip:+6281234567890@trunk.example;user=phone",
                "SIP:081234567890@10.0.0.1:5060",
                "\uff10\uff18\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18\uff19\uff10"
            })
    void shouldBringEveryUsualFormOfANumberIntoOne(String written) {
        assertThat(headings.of(LENDER, written)).contains(new Heading(Kind.TELEPHONE, NUMBER));
        assertThat(headings.isAt(LENDER, point(Channel.SMS, NUMBER), written)).isTrue();
        assertThat(headings.isAt(LENDER, point(Channel.VOICE, written), NUMBER)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "ID, 62812345678, +62812345678",
        "ID, 021-5550123, +62215550123",
        "ID, +65 9123 4567, +6591234567",
        "ID, 4420 7946 0958, +442079460958",
        "US, (650) 253-0000, +16502530000",
        "US, 1-650-253-0000, +16502530000",
        "US, 16502530000, +16502530000",
        "US, 011 62 812 3456 7890, +6281234567890",
        "GB, 020 7946 0958, +442079460958",
        "GB, 00442079460958, +442079460958",
        "GB, 442079460958, +442079460958"
    })
    void shouldReadANumberAsItsRegionWritesIt(String region, String written, String canonical) {
        assertThat(new TelephoneNumbers().canonical(written, region)).contains(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "  ", "anonymous", "Unavailable", "112", "0", "+", "dGhlIHRva2Vu:APA91b", "sip:@", "a@b"})
    void shouldTakeNothingElseForANumber(String written) {
        assertThat(new TelephoneNumbers().canonical(written, "ID")).isEmpty();
    }

    @Test
    void shouldFindAMailAddressInWhateverLettersAndBrackets() {
        ContactPoint mail = point(Channel.EMAIL, "Debtor.One@Example.com");

        assertThat(headings.of(LENDER, mail)).contains(new Heading(Kind.MAIL, "debtor.one@example.com"));
        assertThat(headings.isAt(LENDER, mail, "debtor.one@example.COM")).isTrue();
        assertThat(headings.isAt(LENDER, mail, "\"Debtor One\" <debtor.one@example.com>"))
                .isTrue();
        assertThat(headings.isAt(LENDER, mail, "mailto:debtor.one@example.com")).isTrue();
        assertThat(headings.isAt(LENDER, mail, "debtor.two@example.com")).isFalse();
    }

    @Test
    void shouldFindWhatCannotBeNormalisedAsItIsWritten() {
        assertThat(headings.isAt(LENDER, point(Channel.PUSH, "Token-A"), "Token-A"))
                .isTrue();
        assertThat(headings.isAt(LENDER, point(Channel.PUSH, "Token-A"), "token-a"))
                .as("a token is exact")
                .isFalse();
        assertThat(headings.isAt(LENDER, point(Channel.PUSH, "6281234567890"), NUMBER))
                .as("a token of digits is no telephone")
                .isFalse();
        assertThat(headings.isAt(LENDER, point(Channel.SMS, "ext. 12"), " ext. 12"))
                .isTrue();
        assertThat(headings.isAt(LENDER, point(Channel.EMAIL, "no-mail"), "no-mail"))
                .isTrue();
    }

    @Test
    void shouldFindNothingUnderABlankAddress() {
        assertThat(headings.of(LENDER, " ")).isEmpty();
        assertThat(headings.of(LENDER, point(Channel.SMS, ""))).isEmpty();
        assertThat(headings.isAt(LENDER, point(Channel.SMS, ""), "")).isFalse();
    }

    @Test
    void shouldNeverPrintAnAddress() {
        assertThat(headings.of(LENDER, NUMBER).toString()).doesNotContain("812");
    }

    @Test
    void shouldTakeTheRegionOfTheLenderThenOfItsZoneThenTheLast() {
        Regions regions = settings("""
                janji.addresses.regions { of-lender { bank-dua = SG }, otherwise = DE }""").regions();
        Function<LenderId, String> by =
                regions.by(lender -> ZoneId.of(lender.value().equals("bank-satu") ? "Asia/Jakarta" : "Europe/Berlin"));

        assertThat(by.apply(LENDER)).isEqualTo("ID");
        assertThat(by.apply(new LenderId("bank-dua"))).isEqualTo("SG");
        assertThat(by.apply(new LenderId("bank-tiga"))).isEqualTo("DE");
    }

    @Test
    void shouldRefuseSettingsByTheirKeys() {
        assertThatThrownBy(() -> settings("janji.addresses.regions.of-lender { \"bank.satu\" = Indonesia }"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("janji.addresses.regions.of-lender.\"bank.satu\"");
        assertThatThrownBy(() -> settings("janji.addresses.regions.otherwise = XX"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("janji.addresses.regions.otherwise");
        assertThatThrownBy(() -> settings("janji.addresses.gather-for = 0 s"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("janji.addresses.gather-for");
        assertThatThrownBy(() -> settings("janji.addresses.debtors-at-once = 101"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("janji.addresses.debtors-at-once");
    }

    private static AddressSettings settings(String changed) {
        Config config = ConfigFactory.parseString(changed)
                .withFallback(ConfigFactory.parseString("janji.actors.store.keyspace = janji"))
                .withFallback(ConfigFactory.load());
        return AddressSettings.from(config);
    }
}
