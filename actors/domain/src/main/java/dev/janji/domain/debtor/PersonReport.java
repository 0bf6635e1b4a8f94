package dev.janji.domain.debtor;

import dev.janji.domain.id.DebtorPersonId;
import dev.janji.domain.policy.ContactRecord;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one debtor tells of its contacts to whoever else is the same person. Immutable.
 *
 * @param contacts by a name that is unique for the debtor; empty for one that was not made after all
 * @param completeSince before it, the debtor may have had contacts that it does not remember; null when there is nothing to add to what was
 *     said before
 */
public record PersonReport(
        DebtorPersonId person,
        Map<String, Optional<ContactRecord.OthersContact>> contacts,
        @Nullable Instant completeSince) {
    public PersonReport {
        contacts = Map.copyOf(contacts);
    }

    boolean saysNothing() {
        return contacts.isEmpty() && completeSince == null;
    }

    /** @return what is new since {@code before}, or differs */
    static Map<String, Optional<ContactRecord.OthersContact>> news(
            Map<String, Optional<ContactRecord.OthersContact>> before,
            Map<String, Optional<ContactRecord.OthersContact>> after) {
        Map<String, Optional<ContactRecord.OthersContact>> news = new HashMap<>();
        after.forEach((name, contact) -> {
            Optional<ContactRecord.OthersContact> told = before.getOrDefault(name, Optional.empty());
            if (!told.equals(contact)) {
                news.put(name, contact);
            }
        });
        return news;
    }
}
