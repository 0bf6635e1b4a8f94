package dev.janji.actors.debtor;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.janji.actors.channel.OutboundMessage;
import dev.janji.actors.link.PaymentLinks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A debtor's actor whose lender has a page on which to pay. */
final class PaymentLinkDebtorTest {
    private static final Pattern LINK = Pattern.compile("https://pay\\.example\\.com/pay/([0-9A-Za-z]+) ");

    @TempDir
    Path folder;

    @Test
    void shouldSendALinkOfItsAttemptThatHoldsForAsLongAsTheLenderSays() {
        // given
        String settings = "janji.links { url = \"https://pay.example.com/pay\", keys = [\"" + folder.resolve("key")
                + "\"] }\njanji.rules.default.payment-link.url = \"https://pay.acme.example/bill\"";
        try (DebtorHouse house = new DebtorHouse("linked", settings)) {
            // when
            house.overdueDebtor();
            OutboundMessage message = house.firstContact().message();
            // then
            Matcher link = LINK.matcher(message.body());
            assertThat(link.find()).as(message.body()).isTrue();
            PaymentLinks.Link said = PaymentLinks.from(
                            ConfigFactory.parseString(settings).withFallback(ConfigFactory.load()))
                    .read(link.group(1))
                    .orElseThrow();
            assertThat(said.attempt()).isEqualTo(message.attempt());
            assertThat(said.until())
                    .isBetween(
                            house.now.plus(Duration.ofDays(7)),
                            house.now.plus(Duration.ofDays(7)).plus(Duration.ofHours(1)));
            assertThat(message.wording().values())
                    .containsEntry("payment-link", link.group().strip());
        }
    }
}
