package dev.janji.domain.debtor;

import static dev.janji.domain.debtor.DebtorStory.CARD;

import dev.janji.domain.contact.Outcome;
import dev.janji.domain.debtor.DebtorState.Known;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.HoldId;
import dev.janji.domain.id.LeadId;
import dev.janji.domain.id.PaymentId;
import dev.janji.domain.id.PromiseId;
import dev.janji.domain.lender.Hold;
import dev.janji.domain.lender.LenderEvent;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** The table of a live agent's call: what is asked of a debtor who waits for an agent, is called, or talks with one. */
final class LeadTable {
    private LeadTable() {}

    static StateTable table() {
        Map<String, DebtorStory> columns = new LinkedHashMap<>();
        columns.put("none", DeskStories.debtor(DeskStories.rules(), "2026-06-04T08:00"));
        columns.put("waiting", DeskStories.offered());
        columns.put("dialed", DeskStories.dialed());
        columns.put("ringing", DeskStories.ringing());
        columns.put("recalled", DeskStories.ringing().tell(new LenderEvent.DisputeOpened(CARD, "d1", "AMOUNT")));
        columns.put("talking", DeskStories.talking());
        columns.put("caller waits", DeskStories.calling());
        columns.put("caller talks", DeskStories.callerTalking());
        Map<String, Function<DebtorStory, DebtorCommand>> rows = new LinkedHashMap<>();
        rows.put("DialLead", story -> new DebtorCommand.DialLead(lead(story), null));
        rows.put("RecordTalk", story -> new DebtorCommand.RecordTalk(lead(story), DeskStories.AGENT));
        for (LeadResult result : LeadResult.values()) {
            rows.put("CloseLead " + result, story -> new DebtorCommand.CloseLead(lead(story), result));
        }
        rows.put(
                "ReceiveCall",
                story -> new DebtorCommand.ReceiveCall(
                        DeskStories.EARLY, story.now().plusSeconds(1_800)));
        rows.put("RecordAnswer HANDED_OVER", story -> answered(story, Answer.HANDED_OVER));
        rows.put("RecordAnswer REFUSED", story -> answered(story, Answer.REFUSED));
        rows.put("RecordAnswer IN_DOUBT", story -> answered(story, Answer.IN_DOUBT));
        rows.put(
                "RecordOutcome NO_ANSWER",
                story -> new DebtorCommand.RecordOutcome(attempt(story), Outcome.NO_ANSWER, story.now()));
        rows.put(
                "NoteRecordedCall",
                story -> new DebtorCommand.NoteRecordedCall(
                        attempt(story), DebtorCommand.NoteRecordedCall.Word.ANSWERED));
        rows.put("WakeUp", story -> new DebtorCommand.WakeUp());
        rows.put("WakeUp after its time", story -> {
            LiveLead lead = story.known().lead();
            story.at(lead == null ? story.now() : lead.lookAt());
            return new DebtorCommand.WakeUp();
        });
        rows.put(
                "PaymentReceived",
                story -> story.command(new LenderEvent.PaymentReceived(
                        CARD, new PaymentId("p9"), DebtorStory.rupiah(50), LocalDate.parse("2026-06-04"))));
        rows.put(
                "HoldPlaced",
                story -> story.command(
                        new LenderEvent.HoldPlaced(new Hold(new HoldId("h2"), Hold.Kind.CEASE, CARD, null))));
        rows.put(
                "PromiseRecorded",
                story -> story.command(new LenderEvent.PromiseRecorded(
                        CARD, new PromiseId("pr1"), DebtorStory.rupiah(100), LocalDate.parse("2026-06-10"))));
        rows.put(
                "NoticeGivenElsewhere",
                story -> story.command(new LenderEvent.NoticeGivenElsewhere(CARD, LenderEvent.NoticeKind.PRE_DUE)));
        rows.put("DebtorErased", story -> story.command(new LenderEvent.DebtorErased()));
        return new StateTable("asked", columns, rows, LeadTable::place, StateTable::inFull);
    }

    private static DebtorCommand answered(DebtorStory story, Answer answer) {
        return new DebtorCommand.RecordAnswer(attempt(story), answer, "", "reference");
    }

    private static LeadId lead(DebtorStory story) {
        return story.state instanceof Known known && known.lead() != null
                ? known.lead().id()
                : LeadId.of(DebtorStory.DEBTOR, 1);
    }

    private static AttemptId attempt(DebtorStory story) {
        LiveLead lead = story.state instanceof Known known ? known.lead() : null;
        AttemptId attempt = lead == null ? null : lead.attempt();
        return attempt == null ? AttemptId.of(DebtorStory.DEBTOR, 1) : attempt;
    }

    static String place(DebtorStory story) {
        LiveLead lead = story.state instanceof Known known ? known.lead() : null;
        if (lead == null) {
            return "None";
        }
        if (lead.recalled()) {
            return lead.isTalking() ? "Asked" : "Recalled";
        }
        if (lead.isInbound() && lead.isWaiting()) {
            return "OnTheLine";
        }
        return lead.isTalking() ? "Talking" : lead.isWaiting() ? "Waiting" : "Calling";
    }
}
