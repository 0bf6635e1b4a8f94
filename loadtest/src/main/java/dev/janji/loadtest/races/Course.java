package dev.janji.loadtest.races;

import dev.janji.actors.channel.SendPermit;
import dev.janji.actors.debtor.LeadOffice;
import dev.janji.actors.debtor.Reply;
import dev.janji.actors.desk.AgentNotice;
import dev.janji.actors.desk.DebtorDoor;
import dev.janji.actors.desk.OperatorBook;
import dev.janji.actors.voice.CallEvent;
import dev.janji.domain.debtor.DebtorCommand;
import dev.janji.domain.debtor.LeadOffer;
import dev.janji.domain.debtor.LeadResult;
import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.CallId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.LeadId;
import dev.janji.domain.id.QueueId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Follows every debtor of a house from outside: from what debtors, desk, telephone and screens say to each other. Holds what happened against what lenders were told. Knows
 * nothing of how any of them decides. Confined to its timeline.
 */
final class Course implements WatchedPort.Witness, PlayedAgent.Screen {
    /** A conversation may end before the screen has shown that it should. */
    private static final long QUICKEST_SCREEN_MILLIS = 1_000;

    private final InstantSource clock;
    private final Planted planted;
    private final BiConsumer<Raced, Stage> entered;
    private final Map<DebtorKey, Raced> debtors = new HashMap<>();
    private final Map<LeadId, Raced> byLead = new HashMap<>();
    private final List<String> violations = new ArrayList<>();
    private final Map<Stage, Map<Word, Integer>> met = new EnumMap<>(Stage.class);
    private final Map<AgentId, CallId> talking = new HashMap<>();
    private int openLeads;
    private int unacked;
    private int talks;
    private int calledAgain;
    private int talkingWhenAcked;
    private long digest;

    /** @param entered is told of each new stage of a lead */
    Course(InstantSource clock, Planted planted, BiConsumer<Raced, Stage> entered) {
        this.clock = clock;
        this.planted = planted;
        this.entered = entered;
    }

    void join(Raced debtor) {
        debtors.put(debtor.key, debtor);
    }

    Raced of(DebtorKey key) {
        return Objects.requireNonNull(debtors.get(key));
    }

    private Raced of(CallId call) {
        return of(DebtorKey.parse(call.value().substring(0, call.value().lastIndexOf('~'))));
    }

    int openLeads() {
        return openLeads;
    }

    int unacked() {
        return unacked;
    }

    /** The same for the same order of everything that was seen. */
    long digest() {
        return digest;
    }

    RaceTally tally() {
        return new RaceTally(met, talks, talkingWhenAcked, calledAgain, digest, List.copyOf(violations));
    }

    private void enter(Raced debtor, Stage stage) {
        debtor.stage = stage;
        note(debtor, stage.name());
        entered.accept(debtor, stage);
    }

    private void note(Raced debtor, String what) {
        Instant now = clock.instant();
        debtor.story.add(new Raced.Sighting(now, what));
        digest = 31 * digest + 7L * debtor.key.entityId().hashCode() + what.hashCode() + now.toEpochMilli();
    }

    private void violated(Raced debtor, String what) {
        violations.add(
                what + " [debtor=" + debtor.key.debtor() + ", at=" + clock.instant() + ", story=" + debtor.story + "]");
    }

    // What the lender says.

    /** @return the race that this word is; null when it met no lead */
    Raced.Finish told(Raced debtor, Word word) {
        Raced.Finish finish = new Raced.Finish(
                word,
                debtor.stage,
                debtor.lead == null ? new LeadId("none") : debtor.lead,
                clock.instant(),
                debtor.leads);
        if (debtor.stage != Stage.NONE) {
            met.computeIfAbsent(debtor.stage, stage -> new EnumMap<>(Word.class))
                    .merge(word, 1, Integer::sum);
        }
        debtor.finishes.add(finish);
        unacked++;
        note(debtor, word.name());
        return finish;
    }

    void acked(Raced debtor, Raced.Finish finish, Reply reply) {
        unacked--;
        if (!(reply instanceof Reply.Applied applied)) {
            violated(debtor, "expected an acknowledgement, but got " + reply);
            return;
        }
        finish.isAcked = true;
        finish.isInDoubt = applied.contactInDoubt();
        finish.acked = clock.instant();
        note(debtor, "ACKED");
        if (finish.isInDoubt) {
            violated(debtor, finish.word + " told while " + finish.stage + " was acknowledged in doubt");
        }
        finish.isTalkingWhenAcked = debtor.connected != null && finish.lead.equals(debtor.lead);
        if (finish.isTalkingWhenAcked) {
            talkingWhenAcked++;
        } else if (debtor.isCalled() && finish.lead.equals(debtor.lead)) {
            violated(debtor, finish.word + " told while " + finish.stage + " was acknowledged while a call is up");
        }
    }

    // What the telephone does.

    @Override
    public void dials(CallId call, SendPermit permit) {
        Raced debtor = of(call);
        note(debtor, "to be dialed");
        debtor.calls.put(call, permit);
    }

    @Override
    public void didNotDial(CallId call) {
        of(call).calls.remove(call);
    }

    @Override
    public void onlyTheseAreUp(Set<CallId> calls) {
        for (Raced debtor : debtors.values()) {
            List.copyOf(debtor.calls.keySet()).stream()
                    .filter(call -> !calls.contains(call)
                            && Objects.requireNonNull(debtor.calls.get(call)).state() == SendPermit.State.CLAIMED)
                    .forEach(call -> ended(debtor, call));
        }
    }

    private void ended(Raced debtor, CallId call) {
        debtor.calls.remove(call);
        if (call.equals(debtor.connected)) {
            debtor.connected = null;
            talking.values().remove(call);
            for (Raced.Finish each : debtor.finishes) {
                if (each.isTalkingWhenAcked && each.ended == null) {
                    each.ended = clock.instant();
                }
            }
        }
    }

    @Override
    public void happened(CallId call, CallEvent event) {
        Raced debtor = of(call);
        note(debtor, event.getClass().getSimpleName());
        if (event instanceof CallEvent.Ended end) {
            debtor.isOutOfService |= end.end() == CallEvent.Ended.End.NOT_IN_SERVICE;
            ended(debtor, call);
        } else {
            Raced.Finish over = debtor.over(debtor.lead);
            if (over != null) {
                violated(debtor, event.getClass().getSimpleName() + " after the acknowledgement of " + over.word);
            }
        }
    }

    @Override
    public void heard(CallId call, CallEvent event) {
        Raced debtor = of(call);
        if (event instanceof CallEvent.Ringing && debtor.stage == Stage.DIALING) {
            enter(debtor, Stage.RINGING);
        } else if (event instanceof CallEvent.Answered && debtor.stage == Stage.RINGING) {
            enter(debtor, Stage.ANSWERED);
        }
    }

    @Override
    public void asksToConnect(CallId call) {
        enter(of(call), Stage.CONNECTING);
    }

    @Override
    public void connected(CallId call, AgentId agent) {
        Raced debtor = of(call);
        talks++;
        CallId other = talking.put(agent, call);
        if (debtor.connected != null || other != null && of(other).connected != null) {
            violated(debtor, "assigned twice");
        }
        Raced.Finish over = debtor.over(debtor.lead);
        if (over != null) {
            violated(
                    debtor,
                    "a conversation begins after the acknowledgement of " + over.word + " told while " + over.stage);
        }
        debtor.connected = call;
        debtor.agent = agent;
    }

    @Override
    public void talks(CallId call) {
        Raced debtor = of(call);
        if (debtor.stage == Stage.CONNECTING) {
            enter(debtor, Stage.TALKING);
        }
    }

    @Override
    public void asksToHangUp(CallId call) {
        Raced debtor = of(call);
        if (debtor.stage != Stage.NONE) {
            enter(debtor, Stage.ENDING);
        }
    }

    // What is on the screens.

    @Override
    public void shows(OperatorBook.AgentProfile agent, AgentNotice notice) {
        if (notice instanceof AgentNotice.Offered offer) {
            Raced debtor = byLead.get(offer.lead());
            if (debtor != null && debtor.stage == Stage.QUEUED) {
                enter(debtor, Stage.OFFERED);
            }
        } else if (notice instanceof AgentNotice.TakenBack back) {
            Raced debtor = byLead.get(back.lead());
            if (debtor != null && debtor.stage == Stage.OFFERED) {
                enter(debtor, Stage.QUEUED);
            }
        } else if (notice instanceof AgentNotice.LeadWithdrawn withdrawn
                && planted != Planted.SCREEN_LOSES_THE_WITHDRAWAL) {
            Raced debtor = byLead.get(withdrawn.lead());
            if (debtor != null) {
                debtor.shown.add(withdrawn.lead());
            }
        }
    }

    @Override
    public void reads(LeadId lead) {
        Raced debtor = byLead.get(lead);
        if (debtor != null && debtor.stage == Stage.OFFERED) {
            enter(debtor, Stage.READING);
        }
    }

    // What debtors and desk say to each other.

    /** The way from the debtors to the desk, looked at. */
    LeadOffice watched(LeadOffice desk, DebtorDoor door) {
        return new LeadOffice() {
            @Override
            public void offer(DebtorKey key, LeadOffer lead) {
                offered(of(key), lead);
                desk.offer(key, lead);
            }

            @Override
            public void recall(DebtorKey key, LeadId lead, QueueId queue) {
                if (planted == Planted.RECALL_NEVER_REACHES_THE_DESK) {
                    door.ask(key, new DebtorCommand.CloseLead(lead, LeadResult.RECALLED));
                } else {
                    desk.recall(key, lead, queue);
                }
            }
        };
    }

    private void offered(Raced debtor, LeadOffer offer) {
        if (offer.id().equals(debtor.lead)) {
            return;
        }
        Raced.Finish over = debtor.over(null);
        if (over != null) {
            violated(debtor, "waits for an agent after the acknowledgement of " + over.word);
        }
        if (debtor.lead == null) {
            openLeads++;
        }
        byLead.put(offer.id(), debtor);
        debtor.lead = offer.id();
        debtor.leads++;
        enter(debtor, Stage.QUEUED);
    }

    /** The way from the desk to the debtors, looked at. */
    DebtorDoor watched(DebtorDoor door) {
        return (key, command) -> {
            Raced debtor = of(key);
            if (command instanceof DebtorCommand.DialLead dial && dial.lead().equals(debtor.lead)) {
                enter(debtor, Stage.ASKED);
                return door.ask(key, command).whenComplete((reply, failure) -> {
                    if (reply instanceof Reply.Applied && debtor.stage == Stage.ASKED) {
                        enter(debtor, Stage.DIALING);
                    }
                });
            }
            if (command instanceof DebtorCommand.CloseLead close && close.lead().equals(debtor.lead)) {
                openLeads--;
                byLead.remove(close.lead());
                debtor.lead = null;
                enter(debtor, Stage.NONE);
            }
            return door.ask(key, command);
        };
    }

    // What must be after a misfortune.

    /** Every debtor who is called now must be offered to the desk once more, unless it is over with it. */
    void mustComeAgain() {
        debtors.values().stream().filter(Raced::isCalled).forEach(debtor -> debtor.leadsBefore = debtor.leads);
    }

    /** The same, and every call that is up now must end. @return to be run when that must be so */
    Runnable mustEnd() {
        mustComeAgain();
        Map<CallId, Raced> up = new HashMap<>();
        debtors.values().forEach(debtor -> debtor.calls.keySet().forEach(call -> up.put(call, debtor)));
        return () -> up.forEach((call, debtor) -> {
            if (debtor.calls.containsKey(call)) {
                violated(debtor, "a call outlives its desk");
            }
        });
    }

    /** No call is up whose lead is over. */
    void mustAllBeKnown() {
        debtors.values().stream()
                .filter(debtor -> debtor.lead == null && debtor.isCalled())
                .forEach(debtor -> violated(debtor, "a call is up of which the desk does not know"));
    }

    /**
     * Everything is over, and the days after it are.
     *
     * @param callsAgainUntil whoever was told before to have paid in part must have been offered to the desk once more
     */
    void judge(Instant callsAgainUntil) {
        for (Raced debtor : debtors.values()) {
            for (Raced.Finish finish : debtor.finishes) {
                judge(debtor, finish, callsAgainUntil);
            }
            if (debtor.leadsBefore == debtor.leads && !debtor.isOutOfService && debtor.over(null) == null) {
                violated(debtor, "the call was lost, and nobody calls again");
            }
            if (debtor.isCalled()) {
                violated(debtor, "a call is up at the end");
            }
            if (debtor.lead != null) {
                violated(debtor, "a lead is left at the desk [stage=" + debtor.stage + "]");
            }
        }
    }

    private void judge(Raced debtor, Raced.Finish finish, Instant callsAgainUntil) {
        if (!finish.isAcked) {
            violated(debtor, finish.word + " told while " + finish.stage + " was never acknowledged");
            return;
        }
        boolean isLast = finish.equals(debtor.finishes.get(debtor.finishes.size() - 1));
        if (finish.word.isPartial() && debtor.leads > finish.leads) {
            calledAgain++;
        } else if (finish.word.isPartial()
                && isLast
                && !debtor.isOutOfService
                && finish.told.isBefore(callsAgainUntil)) {
            violated(debtor, "still overdue after " + finish.word + ", and never called again");
        }
        Instant ended = finish.ended;
        boolean isTooQuick = ended != null
                && ended.toEpochMilli() - Objects.requireNonNull(finish.acked).toEpochMilli() < QUICKEST_SCREEN_MILLIS;
        if (finish.isTalkingWhenAcked && !isTooQuick && !debtor.shown.contains(finish.lead)) {
            violated(debtor, finish.word + " told while they talk is not on the agent's screen");
        }
    }
}
