package dev.janji.domain.debtor;

import static dev.janji.domain.debtor.DebtorStory.CARD;

import dev.janji.domain.debtor.DebtorState.Known;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.HoldId;
import dev.janji.domain.id.LeadId;
import dev.janji.domain.id.PaymentId;
import dev.janji.domain.id.QueueId;
import dev.janji.domain.lender.ConversationEvent.Intent;
import dev.janji.domain.lender.Hold;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.policy.ContactProposal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** The table of a written conversation: what is asked of a debtor whose unclear reply waits for an agent, is read, or was answered. */
final class WrittenTable {
    private WrittenTable() {}

    static StateTable table() {
        Map<String, DebtorStory> columns = new LinkedHashMap<>();
        columns.put("waiting", waiting());
        columns.put("read", read());
        columns.put("answering", answering());
        columns.put("answered", answering().answer(Answer.HANDED_OVER));
        Map<String, Function<DebtorStory, DebtorCommand>> rows = new LinkedHashMap<>();
        rows.put("RecordTalk", story -> new DebtorCommand.RecordTalk(lead(story), DeskStories.AGENT));
        rows.put("AnswerLead", WrittenTable::answer);
        rows.put("AnswerLead at night", story -> answer(story.at("2026-06-02T21:30")));
        rows.put("DialLead", story -> new DebtorCommand.DialLead(lead(story), null));
        for (LeadResult result : new LeadResult[] {LeadResult.TALKED, LeadResult.RECALLED, LeadResult.RETURNED}) {
            rows.put("CloseLead " + result, story -> new DebtorCommand.CloseLead(lead(story), result));
        }
        rows.put("ReceiveCall", DeskStories::receive);
        rows.put("RecordAnswer HANDED_OVER", story -> answered(story, Answer.HANDED_OVER));
        rows.put("RecordAnswer REFUSED", story -> answered(story, Answer.REFUSED));
        rows.put("ReplyReceived OTHER", story -> story.command(SaidThings.reply("r2", Intent.OTHER, "sms")));
        rows.put("ReplyReceived STOP", story -> story.command(SaidThings.reply("r2", Intent.STOP, "sms")));
        rows.put(
                "PaymentReceived",
                story -> story.command(new LenderEvent.PaymentReceived(
                        CARD, new PaymentId("p9"), DebtorStory.rupiah(50), LocalDate.parse("2026-06-02"))));
        rows.put(
                "HoldPlaced",
                story -> story.command(
                        new LenderEvent.HoldPlaced(new Hold(new HoldId("h2"), Hold.Kind.CEASE, CARD, null))));
        return new StateTable("asked", columns, rows, WrittenTable::place, StateTable::inFull);
    }

    private static DebtorStory waiting() {
        return DeskStories.debtor(DeskStories.rules().withRepliesIn(new QueueId("replies")), "2026-06-02T08:30")
                .tell(SaidThings.reply("r1", Intent.OTHER, "sms"))
                .wake();
    }

    private static DebtorStory read() {
        DebtorStory story = waiting();
        return story.accept(DeskStories.talk(story));
    }

    private static DebtorStory answering() {
        DebtorStory story = read();
        return story.accept(answer(story));
    }

    private static DebtorCommand answer(DebtorStory story) {
        return new DebtorCommand.AnswerLead(
                lead(story),
                DeskStories.AGENT,
                new ContactProposal.Agent(LocalDate.parse("2026-12-31")),
                "Terima kasih.");
    }

    private static DebtorCommand answered(DebtorStory story, Answer answer) {
        LiveLead lead = story.known().lead();
        AttemptId attempt = lead == null ? null : lead.attempt();
        return new DebtorCommand.RecordAnswer(
                attempt == null ? AttemptId.of(DebtorStory.DEBTOR, 1) : attempt, answer, "", "reference");
    }

    private static LeadId lead(DebtorStory story) {
        LiveLead lead = story.known().lead();
        return lead == null ? LeadId.of(DebtorStory.DEBTOR, 1) : lead.id();
    }

    static String place(DebtorStory story) {
        Known known = story.known();
        LiveLead lead = known.lead();
        if (lead == null) {
            return "None";
        }
        if (lead.isInbound()) {
            return "OnTheLine";
        }
        if (lead.isWaiting()) {
            return "Waiting";
        }
        return lead.attempt() == null ? "Read" : known.openAttempt() == null ? "Answered" : "Answering";
    }
}
