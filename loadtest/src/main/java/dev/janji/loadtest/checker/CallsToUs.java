package dev.janji.loadtest.checker;

import dev.janji.loadtest.compliance.ProposedContact;
import dev.janji.protocols.journal.v1.LeadKind;
import dev.janji.protocols.journal.v1.LeadResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Calls of one debtor to the house in which somebody talked, by the journal. Confined to one thread. */
final class CallsToUs {
    private final Map<String, ProposedContact.Past> talks = new LinkedHashMap<>();
    private String open = "";

    void apply(JournalRow row) {
        switch (row.record().getEventCase()) {
            case LEAD_OFFERED ->
                open = row.record().getLeadOffered().getKind() == LeadKind.LEAD_KIND_INBOUND
                        ? row.record().getLeadOffered().getLeadId()
                        : "";
            case TALK_BEGAN -> talked(row);
            case LEAD_CLOSED -> {
                LeadResult result = row.record().getLeadClosed().getResult();
                if (result == LeadResult.LEAD_RESULT_TALKED || result == LeadResult.LEAD_RESULT_IN_DOUBT) {
                    talked(row);
                }
                open = "";
            }
            default -> {}
        }
    }

    private void talked(JournalRow row) {
        if (!open.isEmpty()) {
            talks.putIfAbsent(
                    open, new ProposedContact.Past(row.at(), "VOICE", null, Set.of(), "INBOUND_CONVERSATION"));
        }
    }

    /** @param noted names of calls of which the conversation is known otherwise. @return the others, as contacts that count */
    List<ProposedContact.Past> contacts(Set<String> noted) {
        return talks.entrySet().stream()
                .filter(talk -> !noted.contains(talk.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }
}
