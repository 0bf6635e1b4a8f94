package dev.janji.actors.desk;

import dev.janji.actors.time.HouseClock;
import dev.janji.actors.voice.CallEvent;
import dev.janji.domain.allocation.Lead;
import dev.janji.domain.allocation.Needs;
import dev.janji.domain.allocation.Worth;
import dev.janji.domain.contact.Outcome;
import dev.janji.domain.debtor.LeadOffer;
import dev.janji.domain.debtor.LeadResult;
import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.CallId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.LeadId;
import dev.janji.domain.id.SkillId;
import dev.janji.domain.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A lead at a live desk, with its call. Confined to its desk. */
final class LiveLead {
    private static final int CERTAIN = 10_000;

    final DebtorKey debtor;
    final LeadOffer offer;

    /** Whether the desk dials it by itself. */
    final boolean isPaced;

    Stage stage = Stage.WAITING;

    /** Who has it; null while nobody does. */
    @Nullable
    AgentId agent;

    /** Null before the debtor allowed the call, and while it is not known whether it did. */
    @Nullable
    CallId call;

    /** The last answer of a written conversation; null before, and of a call. */
    @Nullable
    AttemptId answer;

    /** By the house clock; of the present stage. */
    Instant since;

    @Nullable
    Instant dialedAt;

    @Nullable
    Instant talkedAt;

    boolean isHeld;

    /** What the exchange calls what was recorded of the call. */
    final List<String> recordings = new ArrayList<>();

    /** The agent who is asked first; null when anybody will do. */
    @Nullable
    AgentId owner;

    /** The debtor's number that a call to the house comes from; null when it is none of them, and of a call of ours. */
    @Nullable
    ContactPointId point;

    /** The debtor took it back: nobody is connected from then on. */
    boolean isRecalled;

    /** Somebody answered, or what nobody could tell from somebody. */
    boolean isAnswered;

    boolean isMachine;

    /** How it is to end, as soon as the debtor or the telephone has answered what it was asked; null when it goes on. */
    @Nullable
    LeadResult afterwards;

    /** How it ends, once the call is over; null when the call's end says so. */
    @Nullable
    LeadResult result;

    /** Known before the call's end. */
    @Nullable
    Outcome outcome;

    HouseClock.@Nullable Appointment deadline;
    private final DeskMetrics metrics;
    private HouseClock.@Nullable Hold hold;

    /** Where a lead and its call stand. */
    enum Stage {
        /** Nobody is called: among the leads that the desk dials, or waiting for an agent. */
        WAITING,
        /** The debtor called, is on the line, and has no agent; maybe one is offered the call. */
        ON_THE_LINE,
        /** An agent has accepted it, and reads. */
        READING,
        /** The debtor was asked whether it may be called now. */
        ASKED,
        /** The call may have left the house. */
        DIALING,
        RINGING,
        /** Somebody is on the line and has no agent. */
        ANSWERED,
        /** The telephone was asked to connect an agent. */
        CONNECTING,
        TALKING,
        /** The call was hung up, and is not known to be over. */
        ENDING,
        /** Over; the debtor is told. */
        OVER
    }

    LiveLead(DebtorKey debtor, LeadOffer offer, boolean isPaced, Instant now, DeskMetrics metrics) {
        this.metrics = metrics;
        this.debtor = debtor;
        this.offer = offer;
        this.isPaced = isPaced;
        this.since = now;
    }

    /** The instant from which it may be dialed: not before what the debtor was promised, however early an agent reads it. */
    Instant callableAt(Instant now) {
        Instant promised = offer.promisedAt();
        return promised != null && promised.isAfter(now) ? promised : now;
    }

    LeadId id() {
        return offer.id();
    }

    /** Whether the debtor called us. */
    boolean isInbound() {
        return offer.kind() == Lead.Kind.INBOUND;
    }

    /** Whether no agent has it, and nobody was called for it. */
    boolean isWaiting() {
        return stage == Stage.WAITING || stage == Stage.ON_THE_LINE;
    }

    /** @return that of our call; of the debtor's own call the name under which the debtor keeps it, once somebody talked */
    @Nullable
    AttemptId attempt() {
        if (isInbound()) {
            return hasTalked() ? new AttemptId(id().value()) : null;
        }
        CallId known = call;
        return known == null ? answer : new AttemptId(known.value());
    }

    boolean isWritten() {
        return offer.kind() == Lead.Kind.WRITTEN;
    }

    boolean hasTalked() {
        return talkedAt != null;
    }

    /** Whether a call is dialed or rings, or may. */
    boolean isLine() {
        return stage == Stage.ASKED || stage == Stage.DIALING || stage == Stage.RINGING;
    }

    void enter(Stage next, Instant now) {
        boolean wasLine = isLine();
        stage = next;
        if (isLine() != wasLine) {
            metrics.lines(wasLine ? -1 : 1);
        }
        since = now;
    }

    void await(HouseClock.Appointment next) {
        forgetDeadline();
        deadline = next;
    }

    void forgetDeadline() {
        HouseClock.Appointment known = deadline;
        deadline = null;
        if (known != null) {
            known.cancel();
        }
    }

    /** A scaled clock waits while the debtor or the telephone is asked. */
    void hold(HouseClock.Hold next) {
        release();
        hold = next;
    }

    void release() {
        HouseClock.Hold known = hold;
        hold = null;
        if (known != null) {
            known.close();
        }
    }

    /** What the agent is told of the call. @param end null while it goes on */
    AgentNotice.CallIs callIs(AgentNotice.CallIs.State state, CallEvent.Ended.@Nullable End end, Instant now) {
        return new AgentNotice.CallIs(id(), attempt(), point, state, end, now, recordings);
    }

    /** What the agent is told when nobody was called. @param ids what the debtor said against it */
    AgentNotice.CallIs notAllowed(List<String> ids, Instant now) {
        return new AgentNotice.CallIs(
                id(),
                attempt(),
                point,
                AgentNotice.CallIs.State.NOT_ALLOWED,
                null,
                now,
                recordings,
                new AgentNotice.CallIs.Against(debtor.lender(), ids));
    }

    /** For the rules that bring agents and debtors together. */
    Lead lead(Lead.Kind kind) {
        return new Lead(
                id(),
                debtor,
                offer.queue(),
                kind,
                new Needs(offer.language(), offer.skill().isEmpty() ? Map.of() : Map.of(new SkillId(offer.skill()), 1)),
                worth(offer),
                owner,
                kind == Lead.Kind.CALLBACK ? offer.promisedAt() : null);
    }

    /** What is overdue counts whole: nobody has estimated yet what a conversation brings. */
    static Worth worth(LeadOffer offer) {
        long minor = Math.max(0, Math.min(Money.LARGEST_MINOR, offer.overdue().minor()));
        return new Worth(new Money(minor, offer.overdue().currency()), CERTAIN);
    }
}
