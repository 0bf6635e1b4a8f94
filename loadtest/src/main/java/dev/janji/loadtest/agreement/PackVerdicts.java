package dev.janji.loadtest.agreement;

import dev.janji.actors.rules.Policies;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.Consents;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.lender.Hold;
import dev.janji.domain.lender.LenderEvent.NoticeKind;
import dev.janji.domain.policy.ContactProposal;
import dev.janji.domain.policy.ContactProposal.Agent;
import dev.janji.domain.policy.ContactProposal.Purpose;
import dev.janji.domain.policy.ContactRecord;
import dev.janji.domain.policy.PolicyPack;
import dev.janji.domain.policy.Verdict;
import dev.janji.domain.policy.Whereabouts;
import dev.janji.loadtest.compliance.ProposedContact;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the server's packs, read from the files that it ships, say of a proposed contact. Thread-safe. */
final class PackVerdicts {
    private final Policies policies;
    private final Map<Terms, PolicyPack> packs = new ConcurrentHashMap<>();

    PackVerdicts(Policies policies) {
        this.policies = policies;
    }

    private record Terms(Set<String> packs, Set<String> attested) {}

    Verdict of(ProposedContact contact, Instant at) {
        PolicyPack pack = packs.computeIfAbsent(new Terms(contact.packs(), contact.attestations()), this::read);
        return pack.evaluate(proposal(contact), at);
    }

    private PolicyPack read(Terms terms) {
        List<String> names =
                Policies.SHIPPED.stream().filter(terms.packs()::contains).toList();
        return policies.read(names, terms.attested());
    }

    private static ContactProposal proposal(ProposedContact contact) {
        ProposedContact.Agent agent = contact.agent();
        return new ContactProposal(
                new ContactPoint(
                        new ContactPointId(contact.pointId()),
                        Channel.valueOf(contact.channel()),
                        "",
                        ContactPoint.Role.valueOf(contact.role()),
                        ContactPoint.Verification.valueOf(contact.verification()),
                        contact.pointOptedOut() ? ContactPoint.Consent.WITHDRAWN : ContactPoint.Consent.GIVEN),
                Purpose.valueOf(contact.purpose()),
                contact.debts().stream().map(PackVerdicts::debt).toList(),
                new Whereabouts(contact.zones(), contact.numberZones()),
                new ContactRecord(
                                contact.past().stream().map(PackVerdicts::past).toList(), contact.completeSince())
                        .and(OthersContacts.with(contact)),
                new Consents(
                        contact.consents().stream().map(PackVerdicts::consent).toList(),
                        all(contact.optedOutChannels(), Channel::valueOf)),
                all(contact.holds(), Hold.Kind::valueOf),
                agent == null ? null : new Agent(agent.certifiedUntil()));
    }

    private static ContactProposal.Debt debt(ProposedContact.Debt debt) {
        return new ContactProposal.Debt(
                new AccountId(debt.account()),
                debt.product(),
                debt.daysPastDue(),
                debt.placed(),
                all(debt.notices(), NoticeKind::valueOf));
    }

    private static ContactRecord.PastContact past(ProposedContact.Past past) {
        String point = past.pointId();
        return new ContactRecord.Contact(
                past.at(),
                Channel.valueOf(past.channel()),
                point == null ? null : new ContactPointId(point),
                all(past.accounts(), AccountId::new),
                ContactRecord.Reach.valueOf(past.reach()));
    }

    private static Consents.Given consent(ProposedContact.Consent consent) {
        return new Consents.Given(
                Consents.Scope.valueOf(consent.scope()), channel(consent.channel()), consent.at(), consent.until());
    }

    private static @Nullable Channel channel(@Nullable String name) {
        return name == null ? null : Channel.valueOf(name);
    }

    private static <T> Set<T> all(Set<String> words, Function<String, T> reader) {
        return words.stream().map(reader).collect(Collectors.toUnmodifiableSet());
    }
}
