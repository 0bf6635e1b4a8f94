package dev.janji.actors.desk;

import dev.janji.actors.debtor.Reply;
import dev.janji.actors.time.HouseClock;
import dev.janji.actors.voice.CallEvent;
import dev.janji.actors.voice.VoicePort;
import dev.janji.domain.allocation.DeskCommand;
import dev.janji.domain.allocation.DeskDecision;
import dev.janji.domain.allocation.Lead;
import dev.janji.domain.debtor.DebtorCommand;
import dev.janji.domain.debtor.LeadOffer;
import dev.janji.domain.debtor.LeadResult;
import dev.janji.domain.debtor.RefusalReason;
import dev.janji.domain.id.CallId;
import dev.janji.domain.id.CallbackId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.LeadId;
import dev.janji.domain.lender.ConversationEvent.CallbackRequested;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Debtors who called and are on the line of a live desk: each from its arrival until an agent talks or the call is over. The debtor is told first, so that no call of
 * ours crosses it; a call is a lead of the desk once the debtor has said so. Every call here has a deadline. Confined to its desk.
 */
final class Callers {
    /** A call of ours that crosses is being taken back. */
    private static final Duration ASK_AGAIN = Duration.ofSeconds(1);

    /** The debtor's own deadline for the lead is later than the desk's. */
    private static final Duration MARGIN = Duration.ofMinutes(5);

    private static final char YES = '1';

    private final LiveDesk desk;
    private final Map<CallId, Caller> callers = new LinkedHashMap<>();

    /** A call, until it is over. */
    private static final class Caller {
        private final Reception.Arrival arrival;
        private final Instant since;
        private HouseClock.@Nullable Appointment deadline;

        /** Null before the debtor took the call. */
        private @Nullable LiveLead lead;

        private boolean hasHeard;
        private boolean isAsked;
        private boolean hasAgreed;
        private boolean isLeaving;

        Caller(Reception.Arrival arrival, Instant since) {
            this.arrival = arrival;
            this.since = since;
        }

        CallId call() {
            return arrival.call();
        }

        void forgetDeadline() {
            HouseClock.Appointment known = deadline;
            deadline = null;
            if (known != null) {
                known.cancel();
            }
        }
    }

    Callers(LiveDesk desk) {
        this.desk = desk;
    }

    boolean isEmpty() {
        return callers.isEmpty();
    }

    void arrived(Reception.Arrival arrival) {
        if (!desk.house.switchboard().handOver(arrival.call(), desk.ear)) {
            return;
        }
        Caller caller = new Caller(arrival, desk.now());
        callers.put(caller.call(), caller);
        if (!arrival.debtor().lender().equals(desk.lenderOf(arrival.taker().queue()))) {
            dismiss(caller, CallerFate.NOT_TAKEN, VoicePort.Announcement.NOBODY_FREE);
        } else if (!desk.isOpen()) {
            dismiss(caller, CallerFate.CLOSED, VoicePort.Announcement.CLOSED);
        } else {
            caller.deadline = desk.at(desk.now().plus(desk.house.settings().longestWait()), () -> late(caller));
            ask(caller);
        }
    }

    private void late(Caller caller) {
        LiveLead lead = caller.lead;
        if (lead == null || lead.stage == LiveLead.Stage.ON_THE_LINE) {
            desk.metrics.late();
            dismiss(caller, CallerFate.NOBODY_FREE, VoicePort.Announcement.NOBODY_FREE);
        }
    }

    private void ask(Caller caller) {
        if (caller.isLeaving || callers.get(caller.call()) != caller) {
            return;
        }
        Instant until = caller.since.plus(desk.house.settings().longestWait()).plus(MARGIN);
        HouseClock.Hold hold = desk.house.clock().hold("desk-caller");
        desk.house
                .debtors()
                .ask(
                        caller.arrival.debtor(),
                        new DebtorCommand.ReceiveCall(caller.arrival.taker().queue(), until))
                .whenComplete((reply, failure) -> {
                    desk.soon(() -> answered(
                            caller, reply == null || failure != null ? new Reply.Unavailable("no answer") : reply));
                    hold.close();
                });
    }

    /** What the debtor took comes as a lead. */
    private void answered(Caller caller, Reply reply) {
        if (caller.lead != null || reply instanceof Reply.Applied) {
            return;
        }
        boolean isFinal = reply instanceof Reply.Refused refused && refused.reason() != RefusalReason.LEAD_NOT_NOW;
        if (isFinal) {
            dismiss(caller, CallerFate.NOT_KNOWN, VoicePort.Announcement.CALLER_UNKNOWN);
            return;
        }
        if (!caller.hasHeard) {
            caller.hasHeard = true;
            play(caller, VoicePort.Announcement.PLEASE_WAIT);
        }
        desk.at(desk.now().plus(ASK_AGAIN), () -> ask(caller));
    }

    /** The debtor took a call: it waits for an agent from now on, as long as somebody is on the line. */
    void accepted(DebtorKey debtor, LeadOffer offer) {
        Caller caller = callers.values().stream()
                .filter(each -> each.lead == null
                        && !each.isLeaving
                        && each.arrival.debtor().equals(debtor)
                        && each.arrival.taker().queue().equals(offer.queue()))
                .findFirst()
                .orElse(null);
        if (caller == null || !desk.isInCurrencyOf(offer)) {
            desk.house.post().send(debtor, new DebtorCommand.CloseLead(offer.id(), LeadResult.ABANDONED));
            if (caller != null) {
                dismiss(caller, CallerFate.NOT_TAKEN, VoicePort.Announcement.NOBODY_FREE);
            }
            return;
        }
        LiveLead lead = new LiveLead(debtor, offer, false, desk.now(), desk.metrics);
        lead.call = caller.call();
        lead.isAnswered = true;
        lead.owner = caller.arrival.caller().owner();
        lead.point = caller.arrival.caller().point();
        caller.lead = lead;
        desk.leads.put(lead.id(), lead);
        desk.calls.take(lead);
        bring(caller, lead);
    }

    private void bring(Caller caller, LiveLead lead) {
        lead.enter(LiveLead.Stage.ON_THE_LINE, desk.now());
        boolean isRefused = desk.decide(new DeskCommand.BringLead(lead.lead(Lead.Kind.INBOUND), caller.since)).stream()
                .anyMatch(said -> said instanceof DeskDecision.Refused);
        if (isRefused) {
            dismiss(caller, CallerFate.NOT_TAKEN, VoicePort.Announcement.NOBODY_FREE);
        }
    }

    /** The agent could not be connected: the caller waits on, for another one. @param leave ends the agent's part of it */
    void waitsOn(LiveLead lead, Runnable leave) {
        Caller caller = of(lead);
        lead.forgetDeadline();
        lead.enter(LiveLead.Stage.ON_THE_LINE, desk.now());
        leave.run();
        lead.agent = null;
        if (caller != null) {
            bring(caller, lead);
        }
    }

    private @Nullable Caller of(LiveLead lead) {
        CallId call = lead.call;
        return call == null ? null : callers.get(call);
    }

    private Optional<Caller> waiting(LeadId id) {
        LiveLead lead = desk.leads.get(id);
        Caller caller = lead == null ? null : of(lead);
        return lead != null && lead.stage == LiveLead.Stage.ON_THE_LINE
                ? Optional.ofNullable(caller)
                : Optional.empty();
    }

    void announce(LeadId id) {
        waiting(id).ifPresent(caller -> play(caller, VoicePort.Announcement.PLEASE_WAIT));
    }

    void offerCallback(LeadId id) {
        waiting(id).ifPresent(caller -> {
            caller.isAsked = true;
            play(caller, VoicePort.Announcement.CALLBACK_OFFERED);
        });
    }

    /** Nobody waits for its end: who hangs up meanwhile is heard of otherwise. */
    private void play(Caller caller, VoicePort.Announcement words) {
        VoicePort port = desk.house.switchboard().port();
        if (port != null) {
            port.play(caller.call(), words);
        }
    }

    /** @return false when it is no call to the house */
    boolean heard(CallId call, CallEvent event) {
        Caller caller = callers.get(call);
        if (caller == null) {
            return false;
        }
        LiveLead lead = caller.lead;
        if (event instanceof CallEvent.Ended ended) {
            if (lead == null) {
                gone(caller, CallerFate.GAVE_UP);
            } else {
                desk.calls.over(lead, ended.end());
            }
        } else if (event instanceof CallEvent.Pressed pressed && pressed.key() == YES) {
            agree(caller);
        }
        return true;
    }

    /** Who was asked and says yes is offered to nobody any more: the call back is stored, then this one ends. */
    private void agree(Caller caller) {
        LiveLead lead = caller.lead;
        if (!caller.isAsked || caller.hasAgreed || lead == null || lead.stage != LiveLead.Stage.ON_THE_LINE) {
            return;
        }
        caller.hasAgreed = true;
        desk.calls.withdraw(lead);
        Instant now = desk.now();
        CallbackRequested wish = new CallbackRequested(
                new CallbackId(CapturedEvents.id("callback", lead.id().value())),
                now,
                now.plus(desk.house.settings().callbackWithin()),
                "",
                lead.point);
        HouseClock.Hold hold = desk.house.clock().hold("desk-caller");
        CapturedEvents.store(
                        desk.house.debtors(),
                        lead.debtor,
                        CapturedEvents.id("call-back", lead.id().value()),
                        wish,
                        now)
                .whenComplete((reply, failure) -> {
                    desk.soon(() -> noted(caller, lead, failure == null && reply instanceof Reply.Applied));
                    hold.close();
                });
    }

    private void noted(Caller caller, LiveLead lead, boolean isStored) {
        if (lead.stage != LiveLead.Stage.ON_THE_LINE) {
            return;
        }
        if (isStored) {
            lead.result = LeadResult.RETURNED;
            dismiss(caller, CallerFate.CALLED_BACK, VoicePort.Announcement.CALLBACK_NOTED);
        } else {
            caller.hasAgreed = false;
            bring(caller, lead);
        }
    }

    /** Says so much, then ends the call. */
    private void dismiss(Caller caller, CallerFate fate, VoicePort.Announcement words) {
        if (caller.isLeaving) {
            return;
        }
        fate.count();
        caller.isLeaving = true;
        caller.forgetDeadline();
        LiveLead lead = caller.lead;
        if (lead != null) {
            desk.calls.withdraw(lead);
            lead.enter(LiveLead.Stage.ENDING, desk.now());
        }
        CallId call = caller.call();
        desk.at(
                desk.now().plus(desk.house.settings().dialLimit()),
                () -> desk.house.switchboard().insist(call));
        desk.house
                .switchboard()
                .sayAndEnd(call, words)
                .thenRun(() -> desk.soon(() -> {
                    if (lead == null) {
                        callers.remove(call, caller);
                    } else {
                        desk.calls.over(lead, CallEvent.Ended.End.WE_HUNG_UP);
                    }
                }));
    }

    private void gone(Caller caller, CallerFate fate) {
        caller.forgetDeadline();
        callers.remove(caller.call(), caller);
        if (!caller.isLeaving) {
            fate.count();
        }
    }

    /** The call of a lead is over. */
    void isOver(LiveLead lead) {
        Caller caller = of(lead);
        if (lead.isInbound() && caller != null) {
            gone(caller, lead.hasTalked() ? CallerFate.TALKED : CallerFate.GAVE_UP);
        }
    }

    /** The gateway is there again. @param calls that it still has */
    void reachable(Set<CallId> calls) {
        for (Caller caller : List.copyOf(callers.values())) {
            if (caller.lead == null && !calls.contains(caller.call())) {
                gone(caller, CallerFate.GAVE_UP);
            }
        }
    }

    /** The desk's actor ends; leads are ended as leads. */
    void abandonShip() {
        for (Caller caller : callers.values()) {
            caller.forgetDeadline();
            if (caller.lead == null) {
                desk.house.switchboard().end(caller.call());
            }
        }
        callers.clear();
    }
}
