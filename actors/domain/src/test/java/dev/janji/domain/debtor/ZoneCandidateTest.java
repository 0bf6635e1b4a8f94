package dev.janji.domain.debtor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.contact.ContactPoint.Role;
import dev.janji.domain.contact.ContactPoint.Verification;
import dev.janji.domain.contact.Profile;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.policy.PolicyPack;
import dev.janji.domain.policy.ZoneSource;
import dev.janji.domain.testing.TestRules;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which zones must allow a contact, and what told them. */
class ZoneCandidateTest {
    private static final Set<ZoneSource> BOTH = EnumSet.allOf(ZoneSource.class);
    private static final Set<ZoneSource> ADDRESS = EnumSet.of(ZoneSource.ADDRESS);

    private static PolicyPack hearing(Set<ZoneSource> sources) {
        PolicyPack pack = TestRules.indonesian().rules().policy();
        return new PolicyPack(
                pack.version(),
                pack.validFrom(),
                pack.validTo(),
                pack.zoneRuleId(),
                pack.zonesWhenUnknown(),
                pack.rules(),
                pack.classes(),
                pack.moratoria(),
                sources);
    }

    private static ContactPoint phone(String id, Role role, Verification verification, String... zones) {
        return new ContactPoint(
                new ContactPointId(id),
                Channel.VOICE,
                "number",
                role,
                verification,
                ContactPoint.Consent.GIVEN,
                zones(zones));
    }

    private static List<ZoneId> zones(String... names) {
        return Stream.of(names).filter(name -> !name.isEmpty()).map(ZoneId::of).toList();
    }

    private static DebtorStory told(String zone, String byAddress, ContactPoint... points) {
        return new DebtorStory("2026-05-20T09:00")
                .tell(new LenderEvent.DebtorUpserted(new Profile(
                        "Ayu",
                        "id",
                        "Jalan 1",
                        zone.isEmpty() ? null : ZoneId.of(zone),
                        List.of(points),
                        zones(byAddress.isEmpty() ? new String[0] : byAddress.split(" ")))));
    }

    private static List<String> shown(DebtorStory story, Set<ZoneSource> sources) {
        return ZoneCandidate.of(story.known(), hearing(sources)).stream()
                .map(each -> each.source() + " " + each.zone()
                        + (each.point() == null ? "" : " " + each.point().value()))
                .toList();
    }

    @Test
    void shouldNameWhatToldEachZone() {
        DebtorStory story = told(
                "America/Los_Angeles",
                "",
                phone("home", Role.OWN, Verification.VERIFIED, "America/New_York"),
                phone("mobile", Role.OWN, Verification.VERIFIED));

        assertThat(shown(story, BOTH)).containsExactly("LENDER America/Los_Angeles", "NUMBER America/New_York home");
        assertThat(shown(story, ADDRESS)).containsExactly("LENDER America/Los_Angeles");
    }

    @Test
    void shouldHearTheWordsOfTheAddressWhereTheLenderGaveNoZone() {
        DebtorStory story = told("", "Asia/Pontianak Asia/Makassar", DebtorStory.sms());

        assertThat(shown(story, ADDRESS)).containsExactly("ADDRESS Asia/Pontianak", "ADDRESS Asia/Makassar");
        assertThat(story.known().profile().homeZone()).isEqualTo(ZoneId.of("Asia/Pontianak"));
    }

    @Test
    void shouldFallBackToThePackWhenNothingThatCountsTells() {
        DebtorStory story =
                told("", "", phone("home", Role.OWN, Verification.VERIFIED, "America/New_York"), DebtorStory.sms());

        assertThat(shown(story, ADDRESS))
                .containsExactly("POLICY Asia/Jakarta", "POLICY Asia/Makassar", "POLICY Asia/Jayapura");
        assertThat(shown(story, BOTH)).containsExactly("NUMBER America/New_York home");
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "OWN, VERIFIED, true",
        "OWN, UNVERIFIED, true",
        "WORK, VERIFIED, true",
        "OWN, WRONG, false",
        "EMERGENCY, VERIFIED, false"
    })
    void shouldNotHearNumbersOfOthers(Role role, Verification verification, boolean isHeard) {
        ContactPoint phone = phone("phone", role, verification, "America/New_York");
        DebtorStory story = told("America/Los_Angeles", "", phone);

        assertThat(ZoneCandidate.whereabouts(story.known()).byNumber())
                .isEqualTo(isHeard ? zones("America/New_York") : List.of());
        assertThat(ZoneCandidate.whereabouts(story.known())
                        .and(phone.numberZones())
                        .byNumber())
                .as("of whoever is called, where the number is counts")
                .isEqualTo(zones("America/New_York"));
    }

    @Test
    void shouldForgetWhereANumberWasWhenItIsAnothersNow() {
        DebtorStory story =
                told("America/Los_Angeles", "", phone("a", Role.OWN, Verification.VERIFIED, "America/New_York"));

        story.tell(new LenderEvent.ContactPointChanged(phone("a", Role.OWN, Verification.WRONG, "America/New_York")));

        assertThat(shown(story, BOTH)).containsExactly("LENDER America/Los_Angeles");
    }
}
