package dev.janji.loadtest.portfolio;

import dev.janji.protocols.lender.v1.PublishRequest;
import dev.janji.protocols.lender.v1.RejectionReason;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The events of one debtor while they are thought up, in any order; at the end they are sorted by time and numbered. Confined to one thread.
 */
final class Story {
    private static final int LATEST_COPY_MINUTES = 9;

    private final String debtor;
    private final Draws draws;
    private final List<Draft> drafts = new ArrayList<>();
    private LocalDate firstDay = Assumptions.FIRST_DAY;
    private Instant end = Instant.MAX;

    private record Draft(
            Instant at,
            PublishRequest.Builder request,
            @Nullable RejectionReason refusal,
            boolean duplicate,
            boolean lasting) {}

    Story(String debtor, Draws draws) {
        this.debtor = debtor;
        this.draws = draws;
    }

    Draws draws() {
        return draws;
    }

    /** @return an instant of that day in the zone, at a drawn whole minute between the two hours */
    Instant on(LocalDate day, int fromHour, int toHour, ZoneId zone, String what) {
        int minute = draws.between(fromHour * 60, toHour * 60 - 1, what + "-minute");
        return day.atStartOfDay(zone).plusMinutes(minute).toInstant();
    }

    /** Nothing is known of the debtor before this day. */
    void beginOn(LocalDate day) {
        firstDay = day;
    }

    /** @return a day of the run; half of these lie in its first three weeks, so that a short run sees them too */
    LocalDate someDay(String what) {
        boolean early = draws.chance(0.5, what + "-early");
        int offset = early ? draws.between(1, 20, what) : draws.between(20, Assumptions.DAYS - 1, what);
        LocalDate day = Assumptions.FIRST_DAY.plusDays(offset);
        return day.isAfter(firstDay) ? day : firstDay.plusDays(1);
    }

    void tell(Instant at, Consumer<PublishRequest.Builder> event) {
        add(at, at, event, null, false);
    }

    /** Tells something that happened earlier than it is sent. */
    void tell(Instant at, Instant occurredAt, Consumer<PublishRequest.Builder> event) {
        add(at, occurredAt, event, null, false);
    }

    /** Tells something wrong, which must be refused for this reason. */
    void err(Instant at, Instant occurredAt, RejectionReason reason, Consumer<PublishRequest.Builder> event) {
        add(at, occurredAt, event, reason, false);
    }

    /** Tells what the server must know already. */
    void repeat(Instant at, Instant occurredAt, Consumer<PublishRequest.Builder> event) {
        drafts.add(new Draft(at, fill(occurredAt, event), null, true, false));
    }

    /** Tells what may be told after the end. */
    void tellAfterEnd(Instant at, Consumer<PublishRequest.Builder> event) {
        drafts.add(new Draft(at, fill(at, event), null, false, true));
    }

    /** From here on the lender has nothing to say of this debtor. */
    void endAt(Instant at) {
        end = at;
    }

    private void add(
            Instant at,
            Instant occurredAt,
            Consumer<PublishRequest.Builder> event,
            @Nullable RejectionReason refusal,
            boolean lasting) {
        drafts.add(new Draft(at, fill(occurredAt, event), refusal, false, lasting));
    }

    private PublishRequest.Builder fill(Instant occurredAt, Consumer<PublishRequest.Builder> event) {
        PublishRequest.Builder request =
                PublishRequest.newBuilder().setDebtorId(debtor).setOccurredAt(Wire.timestamp(occurredAt));
        event.accept(request);
        return request;
    }

    /** @return the events in the order in which they are sent, with their ids, and with copies that the client sends again */
    List<PlannedEvent> ordered() {
        drafts.removeIf(draft -> !draft.lasting() && draft.at().isAfter(end));
        drafts.sort(Comparator.comparing(Draft::at));
        List<PlannedEvent> events = new ArrayList<>(drafts.size());
        List<PlannedEvent> copies = new ArrayList<>();
        int number = 0;
        for (Draft draft : drafts) {
            String id = String.format(Locale.ROOT, "e-%04d", ++number);
            PlannedEvent event = new PlannedEvent(
                    draft.at().truncatedTo(ChronoUnit.MINUTES),
                    draft.request().setEventId(id).build(),
                    draft.duplicate(),
                    draft.refusal());
            events.add(event);
            again(event, id, copies);
        }
        events.addAll(copies);
        events.sort(Comparator.comparing(PlannedEvent::at));
        return List.copyOf(events);
    }

    /** A client that got no answer in time sends the same again; one that mixes up its ids sends another thing under the same id. */
    private void again(PlannedEvent event, String id, List<PlannedEvent> copies) {
        if (event.refusal() != null || event.request().hasDebtorErased()) {
            return;
        }
        Instant at = event.at().plus(draws.between(1, LATEST_COPY_MINUTES, id + "-delay"), ChronoUnit.MINUTES);
        if (at.isAfter(end)) {
            return;
        }
        if (draws.chance(Assumptions.SENT_AGAIN, id + "-again")) {
            copies.add(new PlannedEvent(at, event.request(), true, null));
        } else if (event.request().hasPaymentReceived()
                && !event.duplicate()
                && draws.chance(Assumptions.CLERICAL_MISTAKE, id + "-id-reused")) {
            PublishRequest.Builder other = event.request().toBuilder();
            other.getPaymentReceivedBuilder()
                    .getAmountBuilder()
                    .setMinor(event.request().getPaymentReceived().getAmount().getMinor() + Assumptions.MINOR);
            copies.add(new PlannedEvent(at, other.build(), false, RejectionReason.REJECTION_REASON_EVENT_ID_REUSED));
        }
    }
}
