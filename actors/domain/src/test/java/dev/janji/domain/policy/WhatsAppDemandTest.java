package dev.janji.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.contact.Channel;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class WhatsAppDemandTest {
    private static final PolicyRule.Scope WHATSAPP = new PolicyRule.Scope(Set.of(Channel.WHATSAPP), Set.of(), Set.of());

    @Test
    void shouldForbidWhatsAppByAPackThatDoesNotAskForIt() {
        PolicyPack pack = pack(List.of());

        assertThat(pack.askingForWhatsApp(Set.of("other")).rules())
                .singleElement()
                .satisfies(rule -> {
                    assertThat(rule.id()).isEqualTo("WA-01");
                    assertThat(rule.scope()).isEqualTo(WHATSAPP);
                    assertThat(rule.test()).isEqualTo(new Condition.LenderAttests("whatsapp-allowed", false));
                });
    }

    @Test
    void shouldLetItWhenTheLenderAttestsThatItMay() {
        assertThat(pack(List.of())
                        .askingForWhatsApp(Set.of("whatsapp-allowed"))
                        .rules()
                        .get(0)
                        .test())
                .isEqualTo(new Condition.LenderAttests("whatsapp-allowed", true));
    }

    @Test
    void shouldChangeNothingOfAPackThatAsks() {
        PolicyPack pack = pack(List.of(rule("whatsapp-allowed", WHATSAPP)));

        assertThat(pack.askingForWhatsApp(Set.of("whatsapp-allowed"))).isSameAs(pack);
    }

    @Test
    void shouldAskThoughAPackAsksForSomethingElseOrOfSomeContactsOnly() {
        PolicyRule.Scope some = new PolicyRule.Scope(Set.of(Channel.WHATSAPP), Set.of(), Set.of("card"));
        PolicyPack pack = pack(List.of(rule("us-tcpa-consent", WHATSAPP), rule("whatsapp-allowed", some)));

        assertThat(pack.askingForWhatsApp(Set.of()).rules()).hasSize(3);
    }

    private static PolicyRule rule(String name, PolicyRule.Scope scope) {
        return new PolicyRule("X-1", "house rule", scope, null, new Condition.LenderAttests(name, true));
    }

    private static PolicyPack pack(List<PolicyRule> rules) {
        return new PolicyPack(
                "house-1",
                LocalDate.parse("2026-01-01"),
                LocalDate.parse("2026-12-31"),
                "H-00",
                List.of(ZoneId.of("Asia/Jakarta")),
                rules,
                null,
                List.of());
    }
}
