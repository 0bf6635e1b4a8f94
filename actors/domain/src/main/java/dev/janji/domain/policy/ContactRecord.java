package dev.janji.domain.policy;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.ContactPointId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of earlier contacts with a person. Immutable.
 *
 * @param contacts that were made or must be taken as made, in any order
 * @param completeSince nothing is missing after it; whatever looks further back takes every limit as reached then. Null when nothing is
 *     missing at all
 */
public record ContactRecord(
        List<PastContact> contacts, @Nullable Instant completeSince) {
    public static final ContactRecord NONE = new ContactRecord(List.of(), null);

    public ContactRecord {
        contacts = List.copyOf(contacts);
    }

    /** A contact that was made, or must be taken as made. Immutable. */
    public interface PastContact {
        Instant at();

        Channel channel();

        /** @return null when it is not known */
        @Nullable
        ContactPointId point();

        Reach reach();

        /** Whether it was about this debt, or may have been. */
        boolean isAbout(AccountId account);
    }

    /**
     * One of which all is said.
     *
     * @param point null when it is not known
     * @param accounts that it was about; empty means that it may have been about any
     */
    public record Contact(
            Instant at, Channel channel, @Nullable ContactPointId point, Set<AccountId> accounts, Reach reach)
            implements PastContact {
        public Contact {
            accounts = Set.copyOf(accounts);
        }

        @Override
        public boolean isAbout(AccountId account) {
            return accounts.isEmpty() || accounts.contains(account);
        }
    }

    /** One with the same person as a debtor of another debt, which is all that one debtor knows of another's. Immutable. */
    public record OthersContact(Instant at, Channel channel, Reach reach) implements PastContact {
        public static OthersContact of(PastContact contact) {
            return new OthersContact(contact.at(), contact.channel(), contact.reach());
        }

        @Override
        public @Nullable ContactPointId point() {
            return null;
        }

        /** It counts for the person, not for a debt (US-05). */
        @Override
        public boolean isAbout(AccountId account) {
            return false;
        }
    }

    /** @return both, complete since both are */
    public ContactRecord and(ContactRecord other) {
        if (other.contacts.isEmpty() && other.completeSince == null) {
            return this;
        }
        List<PastContact> all = new ArrayList<>(contacts);
        all.addAll(other.contacts);
        Instant since = completeSince;
        Instant theirs = other.completeSince;
        if (theirs != null && (since == null || theirs.isAfter(since))) {
            since = theirs;
        }
        return new ContactRecord(all, since);
    }

    /** How far a contact came. What is not known is taken for the word that allows less. */
    public enum Reach {
        /** A call that was not connected to the dialed number: busy, or not in service. */
        NOT_CONNECTED,
        /** Everything else that nobody talked to us in: unanswered, a machine, a message. */
        TRIED,
        /** Somebody talked with us. */
        CONVERSATION,
        /** The debtor called us, and we talked. */
        INBOUND_CONVERSATION
    }
}
