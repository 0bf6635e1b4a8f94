package dev.janji.domain.policy;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.ContactPointId;
import java.time.Instant;
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
