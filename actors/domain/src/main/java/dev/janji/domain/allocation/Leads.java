package dev.janji.domain.allocation;

import dev.janji.domain.id.LeadId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The leads at a desk, from their coming to their end. Confined to its desk. */
final class Leads {
    private final Register<LeadId, QueuedLead> leads = new Register<>();
    private final DeskTerms.Timing timing;
    private final Floor floor;
    private final Matching matching;
    private long brought;

    Leads(DeskTerms.Timing timing, Floor floor, Matching matching) {
        this.timing = timing;
        this.floor = floor;
        this.matching = matching;
    }

    int size() {
        return leads.size();
    }

    /** @return null when it is not at the desk */
    @Nullable
    QueuedLead of(LeadId id) {
        return leads.of(id);
    }

    /** @return what is wrong with a lead for this desk; null when nothing is, save that there may be too many lines */
    @Nullable
    DeskRefusal flaw(Lead lead) {
        QueueAtDesk queue = floor.queue(lead.queue());
        if (queue == null) {
            return DeskRefusal.NO_QUEUE;
        }
        if (!queue.terms.lender().equals(lead.debtor().lender())) {
            return DeskRefusal.OTHER_LENDER;
        }
        return queue.terms
                        .worthOfAnHour()
                        .currency()
                        .equals(lead.worth().value().currency())
                ? null
                : DeskRefusal.OTHER_CURRENCY;
    }

    /** @return null when it has a flaw, or there are too many lines */
    @Nullable
    Line lineOf(Lead lead) {
        QueueAtDesk queue = floor.queue(lead.queue());
        return queue == null || flaw(lead) != null
                ? null
                : floor.line(queue, lead.needs(), lead.kind().isUrgent());
    }

    /** @param line its own */
    QueuedLead admit(Lead lead, Line line, long from) {
        long since = Math.min(matching.now(), from);
        if (lead.promisedAt() != null) {
            since = Math.max(
                    since, Nanos.of(lead.promisedAt()) - timing.callbackLead().toNanos());
        }
        long ownerUntil = lead.owner() == null
                ? Long.MIN_VALUE
                : since
                        + timing.ownerFirst()
                                .getOrDefault(lead.kind(), Duration.ZERO)
                                .toNanos();
        long headStart = line.queue.terms.headStart(lead.worth()).toSeconds();
        QueuedLead queued = new QueuedLead(lead, brought++, line, since, headStart, ownerUntil);
        line.members++;
        leads.add(queued);
        return queued;
    }

    void forget(QueuedLead lead) {
        if (lead.state == QueuedLead.State.STANDING) {
            matching.leave(lead);
        }
        matching.disarm(lead);
        lead.line.members--;
        leads.remove(lead);
    }

    /** Time changes something for the lead. */
    void timeIsUp(QueuedLead lead) {
        if (lead.state == QueuedLead.State.COMING || lead.state == QueuedLead.State.RESTING) {
            matching.stand(lead);
        } else if (lead.forOwner && lead.ownerUntil <= matching.now()) {
            matching.release(lead);
        }
        matching.settle(null);
        if (lead.state == QueuedLead.State.STANDING) {
            if (lead.isOnTheLine() && (lead.announceAt <= matching.now() || lead.offerCallbackAt <= matching.now())) {
                matching.attendTo(lead);
            } else {
                matching.setAlarm(lead);
            }
        }
    }
}
