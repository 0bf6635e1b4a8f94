package dev.janji.domain.debtor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.debtor.RuleContext.LenderRules;
import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.LeadId;
import dev.janji.domain.id.QueueId;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.strategy.Action;
import dev.janji.domain.strategy.Step;
import dev.janji.domain.strategy.Strategies;
import dev.janji.domain.strategy.Strategy;
import dev.janji.domain.strategy.Trigger;
import dev.janji.domain.testing.TestRules;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Debtors whose plan lets agents call: a text on the day after the due date, calls on the third and the seventh day. */
final class DeskStories {
    static final QueueId EARLY = new QueueId("early");
    static final AgentId AGENT = new AgentId("agent-1");
    static final Action.Call CALL = new Action.Call(EARLY, "hardship", "call-overdue");

    private DeskStories() {}

    static LenderRules rules(Step... steps) {
        return TestRules.with(
                TestRules.indonesian().rules(), Strategies.only(Strategy.of("desk-1", List.of(steps), 1, 60, 3)));
    }

    static LenderRules rules() {
        return rules(
                Step.contact("H+1", 1, LocalTime.of(9, 0), List.of(Channel.SMS), "overdue"),
                call("H+3", 3, "18:00"),
                call("H+7", 7, null));
    }

    static Step call(String name, int day, @Nullable String until) {
        return call(name, Trigger.DUE_DATE, day, until);
    }

    static Step call(String name, Trigger trigger, int day, @Nullable String until) {
        return new Step(
                name,
                trigger,
                day,
                LocalTime.of(9, 0),
                until == null ? null : LocalTime.parse(until),
                Step.Late.MERGE,
                Set.of(),
                CALL);
    }

    /** A debtor with a telephone and an SMS number, whose due date was the first of June, a Monday. */
    static DebtorStory debtor(LenderRules rules, String localTime) {
        DebtorStory story = new DebtorStory(localTime).by(rules);
        story.tell(new LenderEvent.DebtorUpserted(
                DebtorStory.profile(DebtorStory.point("phone", Channel.VOICE), DebtorStory.sms())));
        return story.account(DebtorStory.CARD, "2026-06-01", "2026-07-01");
    }

    /** The same when the call of the third day has just been offered. */
    static DebtorStory offered() {
        return offered(rules());
    }

    static DebtorStory offered(LenderRules rules) {
        DebtorStory story =
                debtor(rules, "2026-06-04T08:00").at("2026-06-04T09:00").wake();
        assertThat(story.known().lead()).as("lead").isNotNull();
        return story;
    }

    /** The same when the call has left the house. */
    static DebtorStory ringing() {
        return dialed().answer(Answer.HANDED_OVER);
    }

    static DebtorStory ringing(LenderRules rules) {
        DebtorStory story = offered(rules);
        return story.accept(dial(story)).answer(Answer.HANDED_OVER);
    }

    static DebtorStory dialed() {
        DebtorStory story = offered();
        return story.accept(dial(story));
    }

    static DebtorStory talking() {
        DebtorStory story = ringing();
        return story.accept(talk(story));
    }

    static LiveLead lead(DebtorStory story) {
        LiveLead lead = story.known().lead();
        if (lead == null) {
            throw new AssertionError("Expected a lead, but there is none");
        }
        return lead;
    }

    static LeadId id(DebtorStory story) {
        return lead(story).id();
    }

    static DebtorCommand.DialLead dial(DebtorStory story) {
        return new DebtorCommand.DialLead(id(story), null);
    }

    static DebtorCommand.RecordTalk talk(DebtorStory story) {
        return new DebtorCommand.RecordTalk(id(story), AGENT);
    }

    static DebtorCommand.CloseLead close(DebtorStory story, LeadResult result) {
        return new DebtorCommand.CloseLead(id(story), result);
    }

    /** The debtor calls. */
    static DebtorCommand.ReceiveCall receive(DebtorStory story) {
        return new DebtorCommand.ReceiveCall(EARLY, story.now().plusSeconds(1_800));
    }

    /** The debtor called, and waits on the line, on the morning of the day on which a call is due. */
    static DebtorStory calling() {
        DebtorStory story = debtor(rules(), "2026-06-04T08:00");
        return story.accept(receive(story));
    }

    /** An agent has taken it. */
    static DebtorStory callerTalking() {
        DebtorStory story = calling();
        return story.at(story.now().plusSeconds(30)).accept(talk(story));
    }
}
