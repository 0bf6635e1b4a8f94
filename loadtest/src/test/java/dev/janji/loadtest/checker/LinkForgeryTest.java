package dev.janji.loadtest.checker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.janji.protocols.journal.v1.DebtorErased;
import dev.janji.protocols.journal.v1.LenderEventApplied;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a link that was opened must have been answered. That of the good run's first contact, of 4 April at 01:00 UTC, ends on 11 April at 01:00. */
class LinkForgeryTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ATTEMPT = Forge.KEY + "~6";

    private static ObjectNode ended(String openedAt) {
        return JSON.createObjectNode()
                .put("attempt", ATTEMPT)
                .put("openedAt", openedAt)
                .put("status", 410)
                .put("forged", 404);
    }

    private static ObjectNode led(String at) {
        long second = Instant.parse(at).getEpochSecond();
        ObjectNode line = ended(at).put("status", 302).put("signed", true);
        line.putObject("claims")
                .put("aud", "bank")
                .put("attempt", ATTEMPT)
                .put("iat", second)
                .put("exp", second + 300)
                .putArray("accounts")
                .add("card");
        return line;
    }

    private static List<Violation> violations(ObjectNode line) {
        return LinkChecks.check(Forge.good().evidence(), List.of(OpenedLink.of(line)));
    }

    @Test
    void shouldAllowALinkThatLeadsUntilItsEndAndNoFurther() {
        assertThat(violations(led("2026-04-04T01:00:10Z"))).isEmpty();
        assertThat(violations(led("2026-04-11T00:59:59Z"))).isEmpty();
        assertThat(violations(ended("2026-04-11T01:00:00Z"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "attempt":"bank~client-1~6","openedAt" | "attempt":"bank~client-1~7","openedAt" | does not authorize
            "attempt":"bank~client-1~6","openedAt" | "attempt":"bank~client-2~6","openedAt" | does not authorize
            "status":302                           | "status":200                           | answered 200
            "status":302                           | "status":410                           | answered 410
            "forged":404                           | "forged":302                           | a changed link was answered 302
            "signed":true                          | "signed":false                         | did not sign
            "aud":"bank"                           | "aud":"acme"                           | another lender
            "aud":"bank","attempt":"bank~client-1~6" | "aud":"bank","attempt":"bank~client-1~8" | another attempt
            "accounts":["card"]                    | "accounts":["loan"]                    | other accounts
            "accounts":["card"]                    | "accounts":[]                          | other accounts
            "accounts":["card"]                    | "accounts":["card","loan"]             | other accounts
            "exp":1775264710                       | "exp":1775264711                       | another time
            """)
    void shouldFindWhatALinkBringsThatItMustNot(String from, String to, String found) throws IOException {
        String line = led("2026-04-04T01:00:10Z").toString();
        assertThat(line).contains(from);
        assertThat(violations((ObjectNode) JSON.readTree(line.replace(from, to))))
                .singleElement()
                .satisfies(violation -> {
                    assertThat(violation.invariant()).isEqualTo(Invariant.LINK);
                    assertThat(violation.what()).contains(found);
                });
    }

    @Test
    void shouldDemandThatALinkEndsWithItsDebtor() {
        // given
        Forge erased = Forge.good()
                .row(
                        "2026-04-09T00:00:00Z",
                        record -> record.setManifest("debtor.DebtorErased")
                                .setLenderEventApplied(LenderEventApplied.newBuilder()
                                        .setDebtorErased(DebtorErased.getDefaultInstance())));
        // then
        assertThat(LinkChecks.check(erased.evidence(), List.of(OpenedLink.of(ended("2026-04-09T00:00:00Z")))))
                .isEmpty();
        assertThat(LinkChecks.check(erased.evidence(), List.of(OpenedLink.of(led("2026-04-08T00:00:00Z")))))
                .isEmpty();
        assertThat(LinkChecks.check(erased.evidence(), List.of(OpenedLink.of(led("2026-04-09T00:00:01Z")))))
                .extracting(Violation::what)
                .containsExactly("a link led on after its debtor was erased");
    }

    @Test
    void shouldFindALinkThatEndsTooSoonOrTooLate() {
        assertThat(violations(ended("2026-04-11T00:59:59Z")))
                .extracting(Violation::what)
                .containsExactly("a link led nowhere before its end at 2026-04-11T01:00:00Z");
        assertThat(violations(led("2026-04-11T01:00:00Z")))
                .extracting(Violation::what)
                .containsExactly("a link led on after its end at 2026-04-11T01:00:00Z");
    }
}
