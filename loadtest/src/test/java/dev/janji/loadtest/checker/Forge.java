package dev.janji.loadtest.checker;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.Timestamp;
import dev.janji.protocols.journal.v1.AccountHandedOver;
import dev.janji.protocols.journal.v1.AccountOpened;
import dev.janji.protocols.journal.v1.Answer;
import dev.janji.protocols.journal.v1.Attempt;
import dev.janji.protocols.journal.v1.AttemptAnswered;
import dev.janji.protocols.journal.v1.Channel;
import dev.janji.protocols.journal.v1.ContactAuthorized;
import dev.janji.protocols.journal.v1.ContactDeferred;
import dev.janji.protocols.journal.v1.ContactRefused;
import dev.janji.protocols.journal.v1.LenderEventApplied;
import dev.janji.protocols.journal.v1.Money;
import dev.janji.protocols.journal.v1.PaymentReceived;
import dev.janji.protocols.journal.v1.Receiver;
import dev.janji.protocols.journal.v1.Record;
import dev.janji.protocols.journal.v1.SegmentEntered;
import dev.janji.protocols.journal.v1.StepReference;
import dev.janji.protocols.journal.v1.StepTrigger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Forges the three records of one debtor's run. Confined to one test. */
final class Forge {
    private static final ObjectMapper JSON = new ObjectMapper();
    static final String KEY = "bank~client-1";
    static final LocalDate DUE = LocalDate.of(2026, 4, 6);

    private final HouseRules rules;
    private final String arm;
    final List<LenderFact> facts = new ArrayList<>();
    final List<JournalRow> rows = new ArrayList<>();
    final List<SentContact> sent = new ArrayList<>();
    final List<DaysPastDueReading> readings = new ArrayList<>();
    final List<StopLog.Entry> stops = new ArrayList<>();
    Instant end = Instant.parse("2026-04-09T00:00:00Z");

    /** By the default plan. */
    Forge() {
        this(HouseRules.standard(), "");
    }

    Forge(HouseRules rules, String arm) {
        this.rules = rules;
        this.arm = arm;
    }

    /**
     * A run in which all is well: due on Monday 6 April; the reminder of Good Friday waits for Saturday; one contact after the due date; then a
     * payment.
     */
    static Forge good() {
        Forge forge = new Forge().begun("Asia/Jakarta");
        forge.deferred("2026-04-03T02:00:00Z", 0, "2026-04-04T01:00:00Z");
        forge.contact("2026-04-04T01:00:00Z", 0);
        forge.contact("2026-04-07T02:00:00Z", 1);
        forge.payment("e-4", "pay-1", 5_000, "2026-04-08T03:00:00Z");
        return forge;
    }

    /** Three events and what follows: the debtor with four contact points, its account, its schedule, and the segment that takes it. */
    Forge begun(String zone) {
        return owing(zone, DUE).entered("2026-04-01T00:00:00Z", "", arm.equals("challenger") ? "evening" : "everybody");
    }

    Forge owing(String zone, LocalDate due) {
        String at = "2026-04-01T00:00:00Z";
        lender("e-1", "DebtorUpserted", at, line -> {
            line.put("zone", zone);
            var points = line.putArray("points");
            point(points.addObject(), "sms", "OWN", "VERIFIED", "GIVEN");
            point(points.addObject(), "sms-2", "OWN", "UNVERIFIED", "GIVEN");
            point(points.addObject(), "sms-kin", "EMERGENCY", "VERIFIED", "GIVEN");
            point(points.addObject(), "sms-out", "OWN", "VERIFIED", "WITHDRAWN");
        });
        lender("e-2", "AccountOpened", at, line -> line.put("account", "card").put("amountMinor", 100_000));
        lender(
                "e-3",
                "ScheduleSet",
                at,
                line -> line.put("account", "card")
                        .putArray("schedule")
                        .addObject()
                        .put("number", 1)
                        .put("due", due.toString())
                        .put("amountMinor", 5_000));
        return this;
    }

    private static void point(ObjectNode node, String id, String role, String verification, String consent) {
        node.put("id", id)
                .put("channel", "SMS")
                .put("role", role)
                .put("verification", verification)
                .put("consent", consent);
    }

    /** A lender's event that was accepted and stored. */
    Forge lender(String id, String kind, String at, Consumer<ObjectNode> content) {
        fact(id, kind, at, "accepted", rows.size() + 1, content);
        ObjectNode line = JSON.createObjectNode();
        content.accept(line);
        LenderEventApplied.Builder event = LenderEventApplied.newBuilder().setEventId(id);
        Money.Builder money =
                Money.newBuilder().setMinor(line.path("amountMinor").asLong());
        if (kind.equals("PaymentReceived")) {
            event.setPaymentReceived(PaymentReceived.newBuilder()
                    .setAccountId("card")
                    .setPaymentId(line.path("paymentId").asText())
                    .setAmount(money));
        } else if (kind.equals("AccountOpened")) {
            event.setAccountOpened(
                    AccountOpened.newBuilder().setAccountId("card").setOpeningBalance(money));
        }
        return row(at, record -> record.setManifest("debtor." + kind).setLenderEventApplied(event));
    }

    Forge payment(String id, String payment, long minor, String at) {
        return lender(
                id,
                "PaymentReceived",
                at,
                line -> line.put("account", "card").put("paymentId", payment).put("amountMinor", minor));
    }

    /** A line of the client's log alone. */
    Forge fact(String id, String kind, String at, String answer, long sequence, Consumer<ObjectNode> content) {
        ObjectNode line = JSON.createObjectNode()
                .put("lender", "bank")
                .put("debtor", "client-1")
                .put("eventId", id)
                .put("kind", kind)
                .put("occurredAt", at)
                .put("expected", "accepted")
                .put("sends", 1)
                .put("sentWallMicros", wall(at))
                .put("ackedWallMicros", answer.equals("none") ? 0 : wall(at) + 1_000)
                .put("answer", answer)
                .put("sequenceNumber", sequence);
        content.accept(line);
        facts.add(LenderFact.of(line));
        return this;
    }

    Forge entered(String at, String from, String segment) {
        return entered(at, from, segment, arm);
    }

    Forge entered(String at, String from, String segment, String otherArm) {
        return row(
                at,
                record -> record.setManifest("debtor.SegmentEntered")
                        .setSegmentEntered(SegmentEntered.newBuilder()
                                .setAccountId("card")
                                .setFrom(from)
                                .setSegment(segment)
                                .setStrategyVersion(rules.plan().version())
                                .setArm(otherArm)));
    }

    Forge handedOver(String at, LocalDate due, StepReference step) {
        return row(
                at,
                record -> record.setManifest("debtor.AccountHandedOver")
                        .setAccountHandedOver(AccountHandedOver.newBuilder()
                                .setStep(step)
                                .setTo(Receiver.RECEIVER_LEGAL)
                                .setDueDay((int) due.toEpochDay())
                                .setStrategyVersion(rules.plan().version())));
    }

    Forge deferred(String at, int step, String until) {
        return deferred(at, until, step(step));
    }

    Forge deferred(String at, String until, StepReference... steps) {
        return row(
                at,
                record -> record.setManifest("debtor.ContactDeferred")
                        .setContactDeferred(ContactDeferred.newBuilder()
                                .addAllSteps(List.of(steps))
                                .setUntil(timestamp(Instant.parse(until)))
                                .setStrategyVersion(rules.plan().version())
                                .addRuleIds("ID-01")));
    }

    /** Halted by a stop. */
    Forge halted(String at, int step, String until, String stop) {
        return row(
                at,
                record -> record.setManifest("debtor.ContactDeferred")
                        .setContactDeferred(ContactDeferred.newBuilder()
                                .addSteps(step(step))
                                .setUntil(timestamp(Instant.parse(until)))
                                .setStrategyVersion(rules.plan().version())
                                .addRuleIds("STOP")
                                .addStopIds(stop)));
    }

    /** @param liftedAt empty when it stood until the end */
    Forge stopped(String id, String kind, String lender, String subject, String placedAt, String liftedAt) {
        stops.add(new StopLog.Entry(
                id,
                kind,
                lender,
                subject,
                Instant.parse(placedAt),
                liftedAt.isEmpty() ? null : Instant.parse(liftedAt)));
        return this;
    }

    Forge refused(String at, int step) {
        return refused(at, step(step));
    }

    Forge refused(String at, StepReference... steps) {
        return row(
                at,
                record -> record.setManifest("debtor.ContactRefused")
                        .setContactRefused(ContactRefused.newBuilder()
                                .addAllSteps(List.of(steps))
                                .setStrategyVersion(rules.plan().version())
                                .addRuleIds("ID-04")));
    }

    /** Authorized, handed over, and seen by the provider. */
    Forge contact(String at, int step) {
        return contact(at, step(step));
    }

    Forge contact(String at, StepReference... steps) {
        return authorized(at, "sms", "SMS", steps).reached(at).answered(at);
    }

    Forge authorized(String at, int step, String point) {
        return authorized(at, step, point, "SMS");
    }

    Forge authorized(String at, int step, String point, String channel) {
        return authorized(at, point, channel, step(step));
    }

    /** A letter in these words that left. */
    Forge letter(String at, int step, String template) {
        return authorized(at, step, "post", "LETTER")
                .reword(template)
                .reached(at)
                .answered(at);
    }

    /** The contact that was just authorized is in these words. */
    Forge reword(String template) {
        change(
                rows.size(),
                "writer-1",
                record ->
                        record.getContactAuthorizedBuilder().getAttemptBuilder().setTemplate(template));
        return this;
    }

    Forge authorized(String at, String point, String channel, StepReference... steps) {
        Instant when = Instant.parse(at);
        return row(
                at,
                record -> record.setManifest("debtor.ContactAuthorized")
                        .setContactAuthorized(ContactAuthorized.newBuilder()
                                .setStrategyVersion(rules.plan().version())
                                .setAttempt(Attempt.newBuilder()
                                        .setAttemptId(KEY + "~" + (rows.size() + 1))
                                        .setChannel(Channel.valueOf("CHANNEL_" + channel))
                                        .setContactPointId(point)
                                        .addAllCovers(List.of(steps))
                                        .setAuthorizedAt(timestamp(when))
                                        .setValidUntil(timestamp(when.plusSeconds(30))))));
    }

    /** The provider saw the newest attempt. */
    Forge reached(String at) {
        Attempt attempt = newest();
        sent.add(new SentContact(
                attempt.getAttemptId(),
                KEY,
                attempt.getChannel().name().substring("CHANNEL_".length()),
                attempt.getContactPointId(),
                Instant.parse(at),
                wall(at),
                wall(at),
                null));
        return this;
    }

    Forge answered(String at) {
        String attempt = newest().getAttemptId();
        return row(
                at,
                record -> record.setManifest("debtor.AttemptAnswered")
                        .setAttemptAnswered(AttemptAnswered.newBuilder()
                                .setAttemptId(attempt)
                                .setAnswer(Answer.ANSWER_HANDED_OVER)));
    }

    Forge row(String at, Consumer<Record.Builder> event) {
        long sequence = rows.size() + 1L;
        Record.Builder record = Record.newBuilder().setSequenceNumber(sequence).setAt(timestamp(Instant.parse(at)));
        event.accept(record);
        rows.add(new JournalRow(KEY, sequence, "writer-1", record.build()));
        return this;
    }

    /** Replaces a row by another one. */
    void change(int sequence, String writer, Consumer<Record.Builder> change) {
        Record.Builder record = rows.get(sequence - 1).record().toBuilder();
        change.accept(record);
        rows.set(sequence - 1, new JournalRow(KEY, sequence, writer, record.build()));
    }

    Attempt newest() {
        for (int i = rows.size() - 1; i >= 0; i--) {
            if (rows.get(i).record().hasContactAuthorized()) {
                return rows.get(i).record().getContactAuthorized().getAttempt();
            }
        }
        throw new IllegalStateException("Expected an attempt, but there is none");
    }

    Verdict checked() {
        return checked(rules);
    }

    Verdict checked(HouseRules rules) {
        return Checker.check(evidence(), rules);
    }

    Evidence evidence() {
        return Evidence.of(facts, rows, sent, readings, new StopLog(stops), end);
    }

    /** @return the version of the plan that is followed */
    String plan() {
        return rules.plan().version();
    }

    private StepReference step(int index) {
        return reference(rules.plan().segments().get(0).steps().get(index), DUE);
    }

    /** A step of a segment, counted from a day. */
    StepReference step(String segment, String name, LocalDate day) {
        return rules.plan().segments().stream()
                .filter(each -> each.name().equals(segment))
                .flatMap(each -> each.steps().stream())
                .filter(step -> step.name().equals(name))
                .map(step -> reference(step, day))
                .findFirst()
                .orElseThrow();
    }

    private static StepReference reference(HousePlan.Step step, LocalDate day) {
        return StepReference.newBuilder()
                .setAccountId("card")
                .setTrigger(
                        switch (step.trigger()) {
                            case DUE_DATE -> StepTrigger.STEP_TRIGGER_DUE_DATE;
                            case LAST_BUCKET -> StepTrigger.STEP_TRIGGER_BUCKET_ENTERED;
                            case PROMISE -> StepTrigger.STEP_TRIGGER_PROMISE_DUE;
                            case PROMISE_BROKEN -> StepTrigger.STEP_TRIGGER_PROMISE_BROKEN;
                            case PAYMENT_REVERSED -> StepTrigger.STEP_TRIGGER_PAYMENT_REVERSED;
                        })
                .setAnchorDay((int) day.toEpochDay())
                .setMinute(step.minute())
                .setName(step.name())
                .build();
    }

    static Timestamp timestamp(Instant at) {
        return Timestamp.newBuilder()
                .setSeconds(at.getEpochSecond())
                .setNanos(at.getNano())
                .build();
    }

    static long wall(String at) {
        return Instant.parse(at).getEpochSecond() * 1_000_000;
    }
}
