package dev.janji.loadtest.compliance;

import dev.janji.loadtest.compliance.ProposedContact.Agent;
import dev.janji.loadtest.compliance.ProposedContact.Consent;
import dev.janji.loadtest.compliance.ProposedContact.Debt;
import dev.janji.loadtest.compliance.ProposedContact.OtherDebtor;
import dev.janji.loadtest.compliance.ProposedContact.Past;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A proposed contact that may still be changed; at first an e-mail about one debt that only time may stop. Confined to one thread. */
final class Draft {
    static final String POINT = "p-1";

    final Set<String> packs;
    final Set<String> attestations =
            new HashSet<>(Set.of("whatsapp-allowed", "us-tcpa-consent", "us-validation-notice"));
    List<ZoneId> zones;
    List<ZoneId> numberZones = List.of();
    Instant at;
    String channel = "EMAIL";
    String role = "OWN";
    String verification = "VERIFIED";
    boolean pointOptedOut;
    String purpose = "COLLECTION";
    final List<Debt> debts = new ArrayList<>(List.of(new Debt("a-1", "LOAN", 5, true, Set.of("PRE_DUE"))));
    final List<Past> past = new ArrayList<>();

    @Nullable
    Instant completeSince;

    final List<Consent> consents = new ArrayList<>();
    final Set<String> optedOutChannels = new HashSet<>();
    final Set<String> holds = new HashSet<>();

    @Nullable
    Agent agent;

    @Nullable
    String personKey;

    final List<OtherDebtor> others = new ArrayList<>();

    Draft(Set<String> packs, List<ZoneId> zones, Instant at) {
        this.packs = packs;
        this.zones = zones;
        this.at = at;
    }

    ProposedContact contact() {
        return new ProposedContact(
                        packs,
                        attestations,
                        zones,
                        POINT,
                        channel,
                        role,
                        verification,
                        pointOptedOut,
                        purpose,
                        debts,
                        past,
                        completeSince,
                        consents,
                        optedOutChannels,
                        holds,
                        agent)
                .linked(personKey, others)
                .withNumbersIn(numberZones);
    }

    Judgement judgement() {
        return PlainRules.judge(contact(), at);
    }

    boolean isBoundBy(String pack) {
        return packs.contains(pack);
    }

    /** @return the zones that count; never empty */
    List<ZoneId> judgedZones() {
        List<PackFacts> facts = PackFacts.named(packs);
        List<ZoneId> told = new ArrayList<>(zones);
        if (facts.stream().anyMatch(PackFacts::hearsNumbers)) {
            told.addAll(numberZones);
        }
        return told.isEmpty()
                ? facts.stream()
                        .flatMap(pack -> pack.zonesWhenUnknown().stream())
                        .toList()
                : told;
    }

    /** @return the zone that counts the debtor's days */
    ZoneId dayZone() {
        return judgedZones().get(0);
    }

    LocalDate today() {
        return LocalDate.ofInstant(at, dayZone());
    }

    /** @return the midnight that begins this many days before today */
    Instant midnight(int daysAgo) {
        return today().minusDays(daysAgo).atStartOfDay(dayZone()).toInstant();
    }
}
