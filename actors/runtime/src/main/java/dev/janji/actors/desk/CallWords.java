package dev.janji.actors.desk;

import dev.janji.actors.debtor.Reply;
import dev.janji.actors.voice.CallEvent;
import dev.janji.domain.contact.Outcome;
import dev.janji.domain.debtor.LeadResult;
import dev.janji.domain.debtor.RefusalReason;
import dev.janji.domain.id.CallId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a lead's call is called: by agents, by debtors. Stateless. */
final class CallWords {
    private CallWords() {}

    /** @return how an agent sees the call; null while there is none */
    static AgentNotice.CallIs.@Nullable State stateOf(LiveLead lead) {
        return switch (lead.stage) {
            case ASKED, DIALING -> AgentNotice.CallIs.State.DIALING;
            case RINGING, ANSWERED, CONNECTING -> AgentNotice.CallIs.State.RINGING;
            case TALKING -> lead.isHeld ? AgentNotice.CallIs.State.HELD : AgentNotice.CallIs.State.TALKING;
            case WAITING, ON_THE_LINE, READING, ENDING, OVER -> null;
        };
    }

    /** @param isLeft somebody answered and had no agent when the call ended */
    static LeadResult resultOf(LiveLead lead, boolean isLeft) {
        if (lead.hasTalked()) {
            return LeadResult.TALKED;
        }
        LeadResult wanted = lead.result;
        if (lead.isInbound()) {
            return wanted == LeadResult.RETURNED ? LeadResult.RETURNED : LeadResult.ABANDONED;
        }
        if (lead.isRecalled && wanted != LeadResult.ABANDONED) {
            return LeadResult.RECALLED;
        }
        return wanted != null ? wanted : isLeft ? LeadResult.ABANDONED : LeadResult.NOT_REACHED;
    }

    static Outcome outcomeOf(LiveLead lead, CallEvent.Ended.End end) {
        Outcome known = lead.outcome;
        if (known != null) {
            return known;
        }
        if (lead.isAnswered) {
            if (lead.isMachine) {
                return Outcome.MACHINE;
            }
            return lead.hasTalked() ? Outcome.ANSWERED : Outcome.ABANDONED;
        }
        return switch (end) {
            case BUSY, REJECTED -> Outcome.BUSY;
            case NO_ANSWER, WE_HUNG_UP, THEY_HUNG_UP -> Outcome.NO_ANSWER;
            case NOT_IN_SERVICE -> Outcome.BOUNCED;
            case CONGESTION, FAILED -> Outcome.UNDELIVERED;
        };
    }

    /** @return what the debtor said against a call: ids of rules, and its names for what else is in the way */
    static List<String> against(Reply.Refused no) {
        return no.reason() == RefusalReason.LEAD_NOT_NOW
                ? List.of(no.detail().split(", ", -1))
                : List.of(RefusalReason.LEAD_UNKNOWN.name());
    }

    /** While the debtor has not answered, a call of an earlier lead is told from this one's by their numbers in the debtor's history. */
    static boolean isOf(LiveLead lead, CallId call) {
        CallId known = lead.call;
        return known != null
                ? known.equals(call)
                : numberOf(call.value()) > numberOf(lead.id().value());
    }

    private static long numberOf(String id) {
        try {
            return Long.parseLong(id.substring(id.lastIndexOf('~') + 1));
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
