package dev.janji.domain.allocation;

import dev.janji.domain.allocation.OfferReason.WhyAgent;
import dev.janji.domain.allocation.OfferReason.WhyLead;
import dev.janji.domain.id.AgentId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Brings free seats and standing leads together. Between two calls of {@link #settle} no seat is free that could take a lead that stands: so only the seat
 * and the leads that have just changed are looked at. Confined to its desk.
 */
final class Matching {
    final Ranking<Alarm> alarms = new Ranking<>();
    private final Floor floor;
    private final DeskTerms terms;
    private final List<DeskDecision> decisions;
    private final Map<AgentId, Owned> owned = new HashMap<>();
    private final List<QueuedLead> changed = new ArrayList<>();
    private final long lease;
    private long now = Long.MIN_VALUE;

    /** @param decisions where they are written */
    Matching(Floor floor, DeskTerms terms, List<DeskDecision> decisions) {
        this.floor = floor;
        this.terms = terms;
        this.decisions = decisions;
        this.lease = terms.timing().lease().toNanos();
    }

    /** Time that goes back stands still. */
    void passTo(long instant) {
        now = Math.max(now, instant);
    }

    long now() {
        return now;
    }

    Owned owned(AgentId agent) {
        return owned.computeIfAbsent(agent, unknown -> new Owned());
    }

    /** Forgets what is known of an owner of nothing. */
    void tidy(AgentId agent) {
        Owned of = owned.get(agent);
        if (of != null && of.seat == null && of.leads.isEmpty()) {
            owned.remove(agent);
        }
    }

    /** It stands from now on: for its owner alone while its terms say so and the owner has a seat and is able, else for all. */
    void stand(QueuedLead lead) {
        lead.state = QueuedLead.State.STANDING;
        if (!lead.line.urgent) {
            lead.line.queue.lender.share.begin();
            lead.line.queue.share.begin();
        }
        AgentId owner = lead.lead.owner();
        if (owner != null && now < lead.ownerUntil) {
            lead.forOwner = true;
            owned(owner).leads.add(lead);
        }
        if (lead.isOnTheLine() && lead.announceAt == QueuedLead.NOT_YET) {
            lead.offerCallbackAt =
                    lead.since + terms.timing().offerCallbackAfter().toNanos();
        }
        place(lead);
        setAlarm(lead);
    }

    /** It stands no longer, for whatever reason. */
    void leave(QueuedLead lead) {
        displace(lead);
        disown(lead);
        if (!lead.line.urgent) {
            lead.line.queue.lender.share.end();
            lead.line.queue.share.end();
        }
    }

    /** Puts what waits for this owner where it belongs now. */
    void placeAnew(Owned of) {
        for (QueuedLead lead : of.asTheyCame()) {
            displace(lead);
            place(lead);
        }
    }

    /** The owner has had its time: anybody may take it. */
    void release(QueuedLead lead) {
        displace(lead);
        disown(lead);
        place(lead);
    }

    private void disown(QueuedLead lead) {
        if (!lead.forOwner) {
            return;
        }
        AgentId owner = lead.lead.owner();
        if (owner != null) {
            lead.forOwner = false;
            owned(owner).leads.remove(lead);
            tidy(owner);
        }
    }

    private void place(QueuedLead lead) {
        AgentId owner = lead.forOwner ? lead.lead.owner() : null;
        Owned of = owner == null ? null : owned(owner);
        if (of != null && of.seat != null && of.seat.crew.lines.has(lead.line.number)) {
            of.lineUp(lead);
        } else {
            floor.lineUp(lead);
        }
        changed.add(lead);
    }

    private void displace(QueuedLead lead) {
        Line place = lead.place;
        if (place == lead.line) {
            floor.takeOut(lead);
        } else if (place != null && lead.lead.owner() != null) {
            owned(lead.lead.owner()).takeOut(lead, place);
        }
    }

    /** The seat is free from now on, or again as it was before an offer. */
    void free(Seat seat, long since) {
        seat.lead = null;
        seat.state = SeatState.READY;
        seat.why = null;
        seat.idleSince = since;
        floor.setIdle(seat);
    }

    /** What the agent was offered is void, and counts for no share. */
    void voidOffer(Seat seat) {
        QueuedLead lead = seat.lead;
        if (lead != null) {
            lead.seat = null;
            seat.lead = null;
            if (!lead.line.urgent) {
                lead.line.queue.lender.share.giveBack();
                lead.line.queue.share.giveBack();
            }
        }
        disarm(seat);
    }

    /** As above; the seat is free again, or goes away if that was asked for. */
    void endOffer(Seat seat, long idleSince, @Nullable BreakReason away) {
        voidOffer(seat);
        BreakReason reason = away != null ? away : seat.afterwards;
        if (reason == null) {
            free(seat, idleSince);
            decisions.add(new DeskDecision.SeatMoved(seat.agent, SeatState.READY, null));
        } else {
            goAway(seat, reason);
        }
    }

    void goAway(Seat seat, BreakReason reason) {
        floor.setBusy(seat);
        seat.lead = null;
        seat.afterwards = null;
        seat.state = SeatState.AWAY;
        seat.why = reason;
        decisions.add(new DeskDecision.SeatMoved(seat.agent, SeatState.AWAY, reason));
    }

    /** @param freed the seat that has just become free or able, which takes the best that waits; null when there is none */
    void settle(@Nullable Seat freed) {
        if (freed != null) {
            serve(freed);
        }
        if (changed.isEmpty()) {
            return;
        }
        if (changed.size() > 1) {
            changed.sort(Comparator.comparingLong(lead -> lead.number));
        }
        for (QueuedLead lead : changed) {
            if (lead.state == QueuedLead.State.STANDING) {
                offerToLongestIdle(lead);
            }
        }
        for (QueuedLead lead : changed) {
            if (lead.state == QueuedLead.State.STANDING
                    && lead.isOnTheLine()
                    && lead.announceAt == QueuedLead.NOT_YET) {
                attendTo(lead);
            }
        }
        changed.clear();
    }

    /** Gives the seat the best that waits for it, if it is free. */
    void serve(Seat seat) {
        if (seat.state != SeatState.READY) {
            return;
        }
        QueuedLead urgent = floor.urgentFor(seat);
        QueuedLead ordinary = floor.ordinaryFor(seat);
        if (urgent == null && ordinary == null) {
            return;
        }
        if (urgent != null && (ordinary == null || seat.urgentInARow < terms.mostUrgentInARow())) {
            if (ordinary != null) {
                seat.urgentInARow++;
            }
            offer(seat, urgent, WhyAgent.FREE, urgency(urgent));
        } else if (ordinary != null) {
            offer(seat, ordinary, WhyAgent.FREE, urgent == null ? WhyLead.SHARE : WhyLead.TURN_OF_OTHERS);
        }
    }

    private void offerToLongestIdle(QueuedLead lead) {
        Seat seat;
        if (lead.place == lead.line) {
            seat = floor.longestIdle(lead.line);
        } else {
            AgentId owner = lead.lead.owner();
            Owned of = owner == null ? null : owned.get(owner);
            seat = of == null || of.seat == null || of.seat.state != SeatState.READY ? null : of.seat;
        }
        if (seat != null) {
            offer(seat, lead, WhyAgent.LONGEST_IDLE, lead.line.urgent ? urgency(lead) : WhyLead.CAME);
        }
    }

    private static WhyLead urgency(QueuedLead lead) {
        return lead.lead.kind() == Lead.Kind.CALLBACK ? WhyLead.PROMISED : WhyLead.ON_THE_LINE;
    }

    private void offer(Seat seat, QueuedLead lead, WhyAgent whyAgent, WhyLead whyLead) {
        boolean waitedForOwner = lead.place != lead.line;
        leave(lead);
        lead.state = QueuedLead.State.OFFERED;
        lead.seat = seat;
        setAlarm(lead);
        LenderAtDesk lender = lead.line.queue.lender;
        if (!lead.line.urgent) {
            lender.share.take();
            lead.line.queue.share.take();
            seat.urgentInARow = 0;
        }
        floor.setBusy(seat);
        seat.state = SeatState.OFFERED;
        seat.lead = lead;
        arm(seat, now + lease);
        OfferReason reason = new OfferReason(
                waitedForOwner ? WhyAgent.OWNER : whyAgent,
                whyLead,
                Nanos.between(seat.idleSince, now),
                Nanos.between(lead.since, now),
                lead.line.urgent ? Duration.ZERO : Duration.ofSeconds(lead.headStartSeconds),
                lender.terms.lender(),
                lead.lead.queue());
        boolean ahead = lead.lead.promisedAt() != null && Nanos.of(lead.lead.promisedAt()) > now;
        decisions.add(new DeskDecision.Offer(
                seat.agent, lead.id, Nanos.instant(now + lease), ahead ? lead.lead.promisedAt() : null, reason));
    }

    /** Tells who is on the line that nobody is free; asks once whether to be called back. */
    void attendTo(QueuedLead lead) {
        if (lead.announceAt <= now) {
            decisions.add(new DeskDecision.Announce(lead.id, Nanos.between(lead.since, now)));
            lead.announceAt = now + terms.timing().announceEvery().toNanos();
        }
        if (lead.offerCallbackAt != QueuedLead.NEVER) {
            boolean waitsLong = lead.offerCallbackAt <= now;
            if (waitsLong || !floor.isSeated(lead.line)) {
                decisions.add(new DeskDecision.OfferCallback(
                        lead.id,
                        waitsLong
                                ? DeskDecision.OfferCallback.Why.WAITS_LONG
                                : DeskDecision.OfferCallback.Why.NOBODY_SEATED));
                lead.offerCallbackAt = QueuedLead.NEVER;
            }
        }
        setAlarm(lead);
    }

    /** Wakes the lead when time next changes something for it. */
    void setAlarm(QueuedLead lead) {
        disarm(lead);
        long due = lead.nextDue();
        if (due != QueuedLead.NEVER) {
            lead.alarm = Alarm.of(lead);
            alarms.add(lead.alarm, due);
        }
    }

    void disarm(QueuedLead lead) {
        if (lead.alarm != null) {
            alarms.remove(lead.alarm);
            lead.alarm = null;
        }
    }

    /** Wakes the seat, whose alarm is not set, at that instant. */
    void arm(Seat seat, long due) {
        seat.alarm = Alarm.of(seat);
        alarms.add(seat.alarm, due);
    }

    void disarm(Seat seat) {
        if (seat.alarm != null) {
            alarms.remove(seat.alarm);
            seat.alarm = null;
        }
    }
}
