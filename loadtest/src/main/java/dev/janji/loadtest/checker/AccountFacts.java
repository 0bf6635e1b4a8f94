package dev.janji.loadtest.checker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.janji.protocols.journal.v1.Attempt;
import dev.janji.protocols.journal.v1.Channel;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the checker knows of one account at a point of its history. Confined to one thread. */
final class AccountFacts {
    final String id;
    final Arrears arrears;
    boolean open = true;

    /** The one that the lender opened; null when there is none. */
    @Nullable
    String dispute;

    boolean placed;

    /** Who works it; empty when the lender itself does. */
    String operator = "";

    final Set<String> notices = new HashSet<>();

    @Nullable
    Promise promise;

    /** Promises before the last one that were not kept in full. */
    private int brokenBefore;

    /** How its last arrangement stands by the journal; empty when there never was one. */
    String arrangement = "";

    final OfferFacts offer = new OfferFacts();

    /** When a payment was last taken back; null when one came since. */
    @Nullable
    Instant reversedAt;

    /** The local day on which it entered the last bucket if every day counted; null when it is in none so late. */
    private @Nullable LocalDate lastBucketSince;

    /** By the journal; null before it entered one. */
    @Nullable
    String segment;

    /** The due date for which it was handed over; null when it was not. */
    @Nullable
    LocalDate handedOverFor;

    /** Of each day that steps are counted from the minute up to which they are over. */
    final Map<HousePlan.Anchor, Integer> passed = new HashMap<>();

    /** A step that waits. */
    @Nullable
    Waiting waiting;

    record Promise(long amountMinor, LocalDate due, long sequenceNumber, Instant madeAt) {}

    record Waiting(HousePlan.Anchor anchor, int minute, Instant until) {}

    AccountFacts(String id, long openingMinor) {
        this.id = id;
        this.arrears = new Arrears(openingMinor);
    }

    boolean isOver(HousePlan.Anchor anchor, int minute) {
        return minute <= passed.getOrDefault(anchor, Integer.MIN_VALUE);
    }

    void pass(HousePlan.Anchor anchor, int minute) {
        passed.merge(anchor, minute, Math::max);
    }

    void reopen(HousePlan.Anchor anchor, int minute) {
        passed.computeIfPresent(anchor, (date, last) -> last == minute ? minute - 1 : last);
    }

    /** A new promise takes the place of the last one, which keeps its end. */
    void promise(Promise made, LocalDate today, HouseRules rules) {
        brokenBefore = brokenPromises(today, rules);
        promise = made;
    }

    /** Nobody can keep or break a promise on a closed account. */
    void close(LocalDate today, HouseRules rules) {
        takePromiseBack(today, rules);
        arrears.closeArrangement();
        open = false;
    }

    /** An active promise is over without being kept or broken. */
    void takePromiseBack(LocalDate today, HouseRules rules) {
        if (promised(today, rules)) {
            promise = null;
        }
    }

    /** Whether the promise is neither kept nor broken on this local day. */
    boolean promised(LocalDate today, HouseRules rules) {
        Promise made = promise;
        return made != null && !today.isAfter(deadline(made, rules)) && !isKept(made, rules);
    }

    /** Whether the last promise was not kept in full, by what is known on this local day. */
    private boolean isBroken(LocalDate today, HouseRules rules) {
        Promise made = promise;
        return made != null && today.isAfter(deadline(made, rules)) && !isKept(made, rules);
    }

    private boolean isKept(Promise made, HouseRules rules) {
        long needed = made.amountMinor() - made.amountMinor() * rules.tolerancePermille() / 1000;
        return arrears.paidSince(made.sequenceNumber(), deadline(made, rules)) >= needed;
    }

    int brokenPromises(LocalDate today, HouseRules rules) {
        return brokenBefore + (isBroken(today, rules) ? 1 : 0);
    }

    static LocalDate deadline(Promise promise, HouseRules rules) {
        return promise.due().plusDays(rules.graceDays());
    }

    /** Whether somebody else works it until this due date is paid. */
    boolean isHandedOver() {
        LocalDate oldest = arrears.oldestUnpaid();
        return handedOverFor != null && oldest != null && !oldest.isAfter(handedOverFor);
    }

    /** Keeps the day on which it entered the last bucket. @param changed whether something other than time may have moved it */
    void noticeBucket(LocalDate today, boolean changed) {
        LocalDate oldest = arrears.oldestUnpaid();
        if (!open) {
            return;
        }
        if (oldest == null || arrears.daysPastDue(today) < HousePlan.LAST_BUCKET_FROM) {
            lastBucketSince = null;
        } else if (lastBucketSince == null) {
            // As if every day had counted: so it stays the same day whatever is told of pauses later.
            lastBucketSince = oldest.plusDays(changed ? arrears.daysPastDue(today) : HousePlan.LAST_BUCKET_FROM);
        }
    }

    /** @return when a step is due that is counted from this day; null when days stand still for ever before it */
    @Nullable
    Instant dueAt(HousePlan.Step step, HousePlan.Anchor anchor, ZoneId zone) {
        LocalDate oldest = arrears.oldestUnpaid();
        LocalDate day;
        if (step.trigger() == HousePlan.Trigger.LAST_BUCKET && oldest != null) {
            int age = (int) (anchor.date().toEpochDay() - oldest.toEpochDay());
            day = arrears.dayAfter(oldest, age + step.day());
        } else {
            day = arrears.dayAfter(anchor.date(), step.day());
        }
        return day == null ? null : step.at(day, zone);
    }

    /** Whether it would remind of a promise that was not yet made at the step's time. */
    boolean remindsTooEarly(HousePlan.Step step, HousePlan.Anchor anchor, ZoneId zone) {
        Promise made = promise;
        return step.trigger() == HousePlan.Trigger.PROMISE
                && made != null
                && step.at(anchor.date().plusDays(step.day()), zone).isBefore(made.madeAt());
    }

    /** @return the day from which steps of a trigger are counted on this local day; null when there is none */
    @Nullable
    LocalDate countedFrom(HousePlan.Trigger trigger, LocalDate today, ZoneId zone, HouseRules rules) {
        LocalDate oldest = arrears.oldestUnpaid();
        Promise made = promise;
        return switch (trigger) {
            case DUE_DATE -> oldest;
            case LAST_BUCKET ->
                oldest == null || arrears.daysPastDue(today) < HousePlan.LAST_BUCKET_FROM
                        ? null
                        : lastBucketSince == null ? oldest.plusDays(HousePlan.LAST_BUCKET_FROM) : lastBucketSince;
            case PROMISE -> made != null && promised(today, rules) ? made.due() : null;
            case PROMISE_BROKEN ->
                made != null && isBroken(today, rules) && oldest != null && !oldest.isAfter(deadline(made, rules))
                        ? deadline(made, rules).plusDays(1)
                        : null;
            case PAYMENT_REVERSED -> reversedAt == null ? null : LocalDate.ofInstant(reversedAt, zone);
        };
    }

    /** ID-07: a letter whose template says so. */
    static boolean isWarningLetter(Attempt attempt) {
        return attempt.getChannel() == Channel.CHANNEL_LETTER
                && attempt.getTemplate().startsWith("warning-letter");
    }

    void warned(boolean given) {
        if (given) {
            notices.add("WARNING_LETTER");
        } else {
            notices.remove("WARNING_LETTER");
        }
    }

    void schedule(JsonNode lines) {
        arrears.schedule(dates(lines), amounts(lines));
    }

    void arranged(LenderFact fact, long sequenceNumber) {
        JsonNode lines = fact.line().path("schedule");
        arrears.arrange(
                fact.text("arrangement"),
                dates(lines),
                amounts(lines),
                fact.line().path("waivedMinor").asLong(),
                sequenceNumber);
    }

    void offered(LenderFact fact) {
        JsonNode lines = fact.line().path("schedule");
        offer.made(
                fact.text("offer"),
                dates(lines),
                amounts(lines),
                fact.line().path("waivedMinor").asLong(),
                Instant.parse(fact.text("occurredAt")),
                LocalDate.parse(fact.text("validUntil")));
    }

    private static List<LocalDate> dates(JsonNode lines) {
        List<LocalDate> dates = new ArrayList<>();
        lines.forEach(line -> dates.add(LocalDate.parse(line.path("due").asText())));
        return dates;
    }

    private static List<Long> amounts(JsonNode lines) {
        List<Long> amounts = new ArrayList<>();
        lines.forEach(line -> amounts.add(line.path("amountMinor").asLong()));
        return amounts;
    }
}
