package dev.janji.domain.testing;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.Consents;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.lender.Hold;
import dev.janji.domain.lender.LenderEvent.NoticeKind;
import dev.janji.domain.policy.ContactProposal;
import dev.janji.domain.policy.ContactProposal.Agent;
import dev.janji.domain.policy.ContactProposal.Debt;
import dev.janji.domain.policy.ContactProposal.Purpose;
import dev.janji.domain.policy.ContactRecord;
import dev.janji.domain.policy.ContactRecord.Contact;
import dev.janji.domain.policy.ContactRecord.PastContact;
import dev.janji.domain.policy.ContactRecord.Reach;
import dev.janji.domain.policy.Whereabouts;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A contact that a test proposes, said in parts: an allowed one unless something is said that makes it another. For one thread. */
public final class ProposalDraft {
    public static final AccountId CARD = new AccountId("card");
    public static final AccountId LOAN = new AccountId("loan");

    private final List<PastContact> contacts = new ArrayList<>();
    private final Set<Hold.Kind> holds = EnumSet.noneOf(Hold.Kind.class);
    private ContactPoint point = own(Channel.VOICE);
    private Purpose purpose = Purpose.COLLECTION;
    private List<Debt> debts = List.of(new Debt(CARD, "card", 10, false, EnumSet.allOf(NoticeKind.class)));
    private Whereabouts where = Whereabouts.ofAddress(List.of(TestRules.JAKARTA));
    private Consents consents = Consents.NONE;
    private @Nullable Instant completeSince;
    private @Nullable Agent agent;

    public static ContactPoint own(Channel channel) {
        return new ContactPoint(
                new ContactPointId("cp"),
                channel,
                "address",
                ContactPoint.Role.OWN,
                ContactPoint.Verification.VERIFIED,
                ContactPoint.Consent.GIVEN);
    }

    public ProposalDraft to(ContactPoint next) {
        point = next;
        return this;
    }

    public ProposalDraft by(Channel channel) {
        return to(own(channel));
    }

    public ProposalDraft to(ContactPoint.Role role, ContactPoint.Verification verification) {
        return to(new ContactPoint(point.id(), point.channel(), "", role, verification, point.consent()));
    }

    public ProposalDraft purpose(Purpose next) {
        purpose = next;
        return this;
    }

    public ProposalDraft about(Debt... next) {
        debts = List.of(next);
        return this;
    }

    /** A debt of a card that is so late, with these notices given. */
    public ProposalDraft late(int daysPastDue, NoticeKind... notices) {
        return about(new Debt(CARD, "card", daysPastDue, false, Set.of(notices)));
    }

    /** No zone at all means that it is unknown. */
    public ProposalDraft in(@Nullable ZoneId... next) {
        where = Whereabouts.ofAddress(
                Arrays.stream(next).filter(zone -> zone != null).toList());
        return this;
    }

    /** Zones of the area codes of numbers, beside those of the address. */
    public ProposalDraft withNumbersIn(ZoneId... next) {
        where = new Whereabouts(where.byAddress(), List.of(next));
        return this;
    }

    /** Attempts whose debts are not known. */
    public ProposalDraft after(Instant... attempts) {
        for (Instant at : attempts) {
            after(at, Channel.VOICE, Reach.TRIED);
        }
        return this;
    }

    public ProposalDraft after(Instant at, Channel channel, Reach reach, AccountId... accounts) {
        contacts.add(new Contact(at, channel, null, Set.of(accounts), reach));
        return this;
    }

    public ProposalDraft after(Contact contact) {
        contacts.add(contact);
        return this;
    }

    public ProposalDraft completeSince(Instant at) {
        completeSince = at;
        return this;
    }

    public ProposalDraft consenting(
            Consents.Scope scope, @Nullable Channel channel, Instant at, @Nullable Instant until) {
        consents = consents.with(new Consents.Given(scope, channel, at, until), true);
        return this;
    }

    public ProposalDraft takingBack(Consents.Scope scope, @Nullable Channel channel, Instant at) {
        consents = consents.with(new Consents.Given(scope, channel, at, null), false);
        return this;
    }

    public ProposalDraft optingOut(Channel channel) {
        consents = consents.with(new Consents.Given(Consents.Scope.CHANNEL, channel, Instant.EPOCH, null), false);
        return this;
    }

    public ProposalDraft holding(Hold.Kind kind) {
        holds.add(kind);
        return this;
    }

    public ProposalDraft spokenBy(@Nullable LocalDate certifiedUntil) {
        agent = new Agent(certifiedUntil);
        return this;
    }

    /** @return the constants of these names, which a space parts; none for null */
    public static <E extends Enum<E>> Set<E> words(Class<E> type, @Nullable String names) {
        return names == null
                ? Set.of()
                : Arrays.stream(names.split(" "))
                        .map(name -> Enum.valueOf(type, name))
                        .collect(Collectors.toUnmodifiableSet());
    }

    public ContactProposal made() {
        return new ContactProposal(
                point, purpose, debts, where, new ContactRecord(contacts, completeSince), consents, holds, agent);
    }
}
