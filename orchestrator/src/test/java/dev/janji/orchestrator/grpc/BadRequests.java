package dev.janji.orchestrator.grpc;

import static dev.janji.protocols.lender.v1.RejectionReason.REJECTION_REASON_EVENT_MISSING;
import static dev.janji.protocols.lender.v1.RejectionReason.REJECTION_REASON_INVALID_AMOUNT;
import static dev.janji.protocols.lender.v1.RejectionReason.REJECTION_REASON_INVALID_FIELD;
import static dev.janji.protocols.lender.v1.RejectionReason.REJECTION_REASON_INVALID_SCHEDULE;
import static dev.janji.protocols.lender.v1.RejectionReason.REJECTION_REASON_TOO_MANY;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import dev.janji.protocols.lender.v1.Attribute;
import dev.janji.protocols.lender.v1.Date;
import dev.janji.protocols.lender.v1.Money;
import dev.janji.protocols.lender.v1.PublishRequest;
import dev.janji.protocols.lender.v1.RejectionReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The table of bad input: for every field of every message what lies outside of its documented range, and the refusal that must come.
 * Bad values are put into a good request by the field's path, so a row is the path, the value and the reason.
 */
final class BadRequests {
    /**
     * A row.
     *
     * @param field path that the refusal must name
     */
    record Row(String name, PublishRequest request, RejectionReason reason, String field) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final String LONG = "x".repeat(65);
    private static final Set<String> IDS = Set.of(
            "account_id",
            "payment_id",
            "contact_point_id",
            "hold_id",
            "moratorium_id",
            "pause_id",
            "promise_id",
            "arrangement_id",
            "offer_id",
            "supersedes_promise_id",
            "charge_id",
            "dispute_id",
            "operator_id",
            "person_key",
            "conversation_id",
            "reply_id",
            "callback_id",
            "complaint_id");
    /** Ids and words that may be absent. */
    private static final Set<String> OPTIONAL = Set.of(
            "hold_placed.account_id",
            "moratorium_started.account_id",
            "moratorium_started.until",
            "moratorium_ended.treatment_ended_on",
            "ageing_paused.until",
            "contact_made_elsewhere.account_id",
            "persons_linked.persons[0].debtor_id",
            "promise_recorded.supersedes_promise_id",
            "debtor_consent_changed.channel",
            "conversation_held.contact_point_id",
            "conversation_held.reason",
            "disposition_corrected.reason",
            "reply_received.contact_point_id",
            "reply_received.pay_by",
            "payment_received.value_date",
            "callback_requested.contact_point_id",
            "arrangement_agreed.waived_minor",
            "offer_made.waived_minor");

    private static final Set<String> CODES = Set.of("reason_code", "kind", "agent_id", "skill", "made_in");
    private static final Set<String> LINES = Set.of("product", "risk_class", "stage");

    private final List<Row> rows = new ArrayList<>();
    /** Full names of the fields that have a row, such as {@code janji.lender.v1.Money.currency}. */
    private final Set<String> covered = new java.util.HashSet<>();

    static BadRequests table() {
        BadRequests table = new BadRequests();
        for (PublishRequest good : GoodRequests.all()) {
            table.walk(good, good, "", List.of());
        }
        table.wholeRequests();
        return table;
    }

    List<Row> rows() {
        return rows;
    }

    Set<String> covered() {
        return covered;
    }

    /** Every leaf of every message that a request may carry. */
    static Set<String> everyField() {
        Set<String> names = new java.util.TreeSet<>();
        collect(PublishRequest.getDescriptor(), names);
        return names;
    }

    /** One step into a message: the field, and which element of it. */
    private record Step(FieldDescriptor field, int index) {}

    private void walk(PublishRequest good, Message message, String path, List<Step> steps) {
        for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
            if (path.isEmpty() && field.getContainingOneof() != null && !message.hasField(field)) {
                continue;
            }
            if (field.isRepeated()) {
                many(good, message, path, steps, field);
            } else if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
                String type = field.getMessageType().getName();
                List<Step> here = append(steps, new Step(field, -1));
                if (type.equals("Date")) {
                    dates(good, path + field.getName(), here, field);
                } else if (type.equals("Timestamp")) {
                    timestamps(good, path + field.getName(), here, field);
                } else if (type.equals("Money")) {
                    amounts(good, path + field.getName(), here, field);
                } else if (!type.equals("Empty") && message.hasField(field)) {
                    walk(good, (Message) message.getField(field), path + field.getName() + ".", here);
                }
            } else {
                leaf(good, path, append(steps, new Step(field, -1)), field);
            }
        }
    }

    private void many(PublishRequest good, Message message, String path, List<Step> steps, FieldDescriptor field) {
        if (field.getJavaType() == FieldDescriptor.JavaType.STRING) {
            ids(good, path + field.getName(), append(steps, new Step(field, -1)), field);
            return;
        }
        int most = switch (field.getName()) {
            case "contact_points" -> 50;
            case "instalments" -> 600;
            case "attributes" -> 100;
            case "persons" -> 20;
            default -> throw new IllegalStateException("Expected a bound for " + field.getFullName());
        };
        if (message.getRepeatedFieldCount(field) == 0) {
            return;
        }
        Message first = (Message) message.getRepeatedField(field, 0);
        Message.Builder crowd = message.toBuilder().clearField(field);
        for (int i = 0; i <= most; i++) {
            crowd.addRepeatedField(field, first);
        }
        covered.add(field.getFullName());
        add(
                path + field.getName() + " too many",
                put(good, steps, crowd.build()),
                REJECTION_REASON_TOO_MANY,
                path + field.getName());
        if (field.getName().equals("attributes")) {
            for (int i = 0; i < message.getRepeatedFieldCount(field); i++) {
                attribute(good, path, append(steps, new Step(field, i)), i, (Attribute)
                        message.getRepeatedField(field, i));
            }
            return;
        }
        walk(good, first, path + field.getName() + "[0].", append(steps, new Step(field, 0)));
    }

    private void ids(PublishRequest good, String at, List<Step> steps, FieldDescriptor field) {
        covered.add(field.getFullName());
        add(at + " too many", put(good, steps, java.util.Collections.nCopies(201, "a")), REJECTION_REASON_TOO_MANY, at);
        invalid(at + " empty", put(good, steps, List.of("a", "")), at + "[1]");
        invalid(at + " too long", put(good, steps, List.of(LONG)), at + "[0]");
        invalid(at + " with a space", put(good, steps, List.of("a b")), at + "[0]");
    }

    private void attribute(PublishRequest good, String path, List<Step> steps, int i, Attribute attribute) {
        String at = path + "attributes[" + i + "].";
        cover(Attribute.getDescriptor(), "name", "text", "number", "flag", "date");
        invalid(
                at + "name empty",
                put(good, steps, attribute.toBuilder().setName("").build()),
                at + "name");
        invalid(
                at + "name too long",
                put(good, steps, attribute.toBuilder().setName(LONG).build()),
                at + "name");
        invalid(
                at + "name twice",
                put(
                        good,
                        steps,
                        attribute.toBuilder()
                                .setName(i == 0 ? "score" : "branch")
                                .build()),
                "name");
        invalid(
                at + "value absent",
                put(good, steps, attribute.toBuilder().clearValue().build()),
                at + "value");
        invalid(
                at + "text too long",
                put(good, steps, attribute.toBuilder().setText("x".repeat(501)).build()),
                at + "text");
        invalid(
                at + "date 31 February",
                put(good, steps, attribute.toBuilder().setDate(day(2026, 2, 31)).build()),
                at + "date");
    }

    private void leaf(PublishRequest good, String path, List<Step> steps, FieldDescriptor field) {
        String at = path + field.getName();
        covered.add(field.getFullName());
        switch (field.getJavaType()) {
            case ENUM -> {
                if (!path.isEmpty()) {
                    if (!OPTIONAL.contains(at)) {
                        invalid(
                                at + " unspecified",
                                put(good, steps, field.getEnumType().findValueByNumber(0)),
                                at);
                    }
                    invalid(
                            at + " unknown",
                            put(good, steps, field.getEnumType().findValueByNumberCreatingIfUnknown(999)),
                            at);
                }
            }
            case INT -> invalid(at + " zero", put(good, steps, 0), at);
            case LONG -> {
                if (!OPTIONAL.contains(at)) {
                    add(at + " zero", put(good, steps, 0L), REJECTION_REASON_INVALID_AMOUNT, at);
                }
                add(at + " negative", put(good, steps, -1L), REJECTION_REASON_INVALID_AMOUNT, at);
                add(at + " beyond", put(good, steps, 1_000_000_000_000_001L), REJECTION_REASON_INVALID_AMOUNT, at);
            }
            // Neither of the two is out of range.
            case BOOLEAN -> {}
            case STRING -> text(good, path, at, steps, field.getName());
            default -> throw new IllegalStateException("Expected rows for " + field.getFullName());
        }
    }

    private void text(PublishRequest good, String path, String at, List<Step> steps, String name) {
        if (IDS.contains(name) || path.isEmpty() || name.equals("debtor_id")) {
            if (!OPTIONAL.contains(at)) {
                invalid(at + " empty", put(good, steps, ""), at);
            }
            invalid(at + " too long", put(good, steps, LONG), at);
            invalid(at + " with a space", put(good, steps, "a b"), at);
            invalid(at + " not ASCII", put(good, steps, "é"), at);
            if (name.equals("debtor_id")) {
                invalid(at + " with a bar", put(good, steps, "a|b"), at);
                invalid(at + " with a tilde", put(good, steps, "a~b"), at);
            }
        } else if (CODES.contains(name)) {
            invalid(at + " too long", put(good, steps, LONG), at);
            invalid(at + " with a space", put(good, steps, "a b"), at);
        } else if (LINES.contains(name)) {
            invalid(at + " too long", put(good, steps, LONG), at);
            invalid(at + " with a line feed", put(good, steps, "a\nb"), at);
        } else {
            switch (name) {
                case "name" -> {
                    invalid(at + " empty", put(good, steps, ""), at);
                    invalid(at + " too long", put(good, steps, "x".repeat(201)), at);
                    invalid(at + " with a line feed", put(good, steps, "a\r\nBcc: b"), at);
                    invalid(at + " with a control character", put(good, steps, "a\u0000b"), at);
                }
                case "text" -> {
                    invalid(at + " too long", put(good, steps, "x".repeat(2_001)), at);
                    invalid(at + " with a control character", put(good, steps, "a\u0007b"), at);
                }
                // Only the house knows its calls.
                case "attempt_id" -> invalid(at + " set", put(good, steps, "bank~d~7"), at);
                case "language" -> {
                    invalid(at + " empty", put(good, steps, ""), at);
                    invalid(at + " bad", put(good, steps, "bahasa indonesia"), at);
                }
                case "zone" -> {
                    invalid(at + " bad", put(good, steps, "Asia/Atlantis"), at);
                    invalid(at + " offset", put(good, steps, "+07:00"), at);
                }
                case "address" -> {
                    invalid(at + " too long", put(good, steps, "x".repeat(501)), at);
                    if (at.contains("contact_point")) {
                        invalid(at + " empty", put(good, steps, ""), at);
                        invalid(at + " no address", put(good, steps, "nowhere"), at);
                        invalid(at + " with a header", put(good, steps, "a@b.test\r\nBcc: c@d.test"), at);
                    } else {
                        invalid(at + " with a control character", put(good, steps, "a\u0007"), at);
                    }
                }
                default -> throw new IllegalStateException("Expected rows for " + at);
            }
        }
    }

    private void dates(PublishRequest good, String at, List<Step> steps, FieldDescriptor field) {
        cover(Date.getDescriptor(), "year", "month", "day");
        covered.add(field.getFullName());
        invalid(at + " year 1899", put(good, steps, day(1899, 12, 31)), at);
        invalid(at + " year 9999", put(good, steps, day(9999, 1, 1)), at);
        invalid(at + " month 0", put(good, steps, day(2026, 0, 1)), at);
        invalid(at + " month 13", put(good, steps, day(2026, 13, 1)), at);
        invalid(at + " day 0", put(good, steps, day(2026, 1, 0)), at);
        invalid(at + " 31 February", put(good, steps, day(2026, 2, 31)), at);
        if (!OPTIONAL.contains(at)) {
            invalid(at + " absent", put(good, steps, null), at);
        }
    }

    private void timestamps(PublishRequest good, String at, List<Step> steps, FieldDescriptor field) {
        covered.add(field.getFullName());
        cover(Timestamp.getDescriptor(), "seconds", "nanos");
        invalid(at + " before 1970", put(good, steps, seconds(-1)), at);
        invalid(at + " no timestamp", put(good, steps, seconds(Long.MAX_VALUE)), at);
        invalid(
                at + " bad nanos",
                put(good, steps, Timestamp.newBuilder().setNanos(-1).build()),
                at);
        if (at.equals("occurred_at")) {
            invalid(at + " absent", put(good, steps, null), at);
        } else {
            invalid(at + " year 9999", put(good, steps, seconds(253_400_000_000L)), at);
        }
    }

    private void amounts(PublishRequest good, String at, List<Step> steps, FieldDescriptor field) {
        covered.add(field.getFullName());
        cover(Money.getDescriptor(), "currency", "minor");
        invalid(at + " absent", put(good, steps, null), at);
        invalid(at + " currency empty", put(good, steps, money("", 1)), at + ".currency");
        invalid(at + " currency small letters", put(good, steps, money("idr", 1)), at + ".currency");
        invalid(at + " currency unknown", put(good, steps, money("QQQ", 1)), at + ".currency");
        amount(good, at + " beyond", steps, 1_000_000_000_000_001L, at);
        amount(good, at + " far beyond", steps, Long.MAX_VALUE, at);
        amount(good, at + " far below", steps, Long.MIN_VALUE, at);
        boolean signed = at.equals("balance_adjusted.amount") || at.equals("account_opened.opening_balance");
        if (!signed) {
            amount(good, at + " negative", steps, -1, at);
            amount(good, at + " zero", steps, 0, at);
        }
    }

    private void amount(PublishRequest good, String name, List<Step> steps, long minor, String field) {
        add(name, put(good, steps, money("IDR", minor)), REJECTION_REASON_INVALID_AMOUNT, field);
    }

    private void wholeRequests() {
        add("no event", GoodRequests.request("e", "d").build(), REJECTION_REASON_EVENT_MISSING, "event");
        add(
                "no instalment",
                GoodRequests.scheduled()
                        .setScheduleSet(GoodRequests.scheduled().getScheduleSet().toBuilder()
                                .clearInstalments())
                        .build(),
                REJECTION_REASON_INVALID_SCHEDULE,
                "schedule_set.instalments");
        add(
                "instalment number twice",
                GoodRequests.scheduled()
                        .setScheduleSet(GoodRequests.scheduled().getScheduleSet().toBuilder()
                                .addInstalments(GoodRequests.instalment(1)))
                        .build(),
                REJECTION_REASON_INVALID_SCHEDULE,
                "schedule_set.instalments[2].number");
        invalid(
                "contact point twice",
                GoodRequests.upserted()
                        .setDebtorUpserted(GoodRequests.upserted().getDebtorUpserted().toBuilder()
                                .addContactPoints(GoodRequests.MAIL))
                        .build(),
                "debtor_upserted.contact_points[2].contact_point_id");
        invalid(
                "terms absent",
                GoodRequests.termsSet()
                        .setAccountTermsSet(GoodRequests.termsSet().getAccountTermsSet().toBuilder()
                                .clearTerms())
                        .build(),
                "account_terms_set.terms");
        invalid(
                "contact point absent",
                GoodRequests.pointChanged()
                        .setContactPointChanged(GoodRequests.pointChanged().getContactPointChanged().toBuilder()
                                .clearContactPoint())
                        .build(),
                "contact_point_changed.contact_point");
    }

    private void invalid(String name, PublishRequest request, String field) {
        add(name, request, REJECTION_REASON_INVALID_FIELD, field);
    }

    private void add(String name, PublishRequest request, RejectionReason reason, String field) {
        rows.add(new Row(request.getEventCase() + ": " + name, request, reason, field));
    }

    private void cover(Descriptor message, String... fields) {
        for (String field : fields) {
            covered.add(message.findFieldByName(field).getFullName());
        }
    }

    /** @param value null clears the field */
    private static PublishRequest put(
            PublishRequest good, List<Step> steps, @org.jspecify.annotations.Nullable Object value) {
        return (PublishRequest) (steps.isEmpty() ? value : replaced(good, steps, value));
    }

    private static Message replaced(
            Message message, List<Step> steps, @org.jspecify.annotations.Nullable Object value) {
        Step step = steps.get(0);
        List<Step> rest = steps.subList(1, steps.size());
        Message.Builder builder = message.toBuilder();
        if (step.index() >= 0) {
            Object changed = rest.isEmpty()
                    ? value
                    : replaced((Message) message.getRepeatedField(step.field(), step.index()), rest, value);
            return builder.setRepeatedField(step.field(), step.index(), changed).build();
        }
        if (rest.isEmpty() && value == null) {
            return builder.clearField(step.field()).build();
        }
        Object changed = rest.isEmpty() ? value : replaced((Message) message.getField(step.field()), rest, value);
        return builder.setField(step.field(), changed).build();
    }

    private static void collect(Descriptor message, Set<String> names) {
        for (FieldDescriptor field : message.getFields()) {
            boolean inner = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
            if (field.getContainingOneof() == null || !message.equals(PublishRequest.getDescriptor())) {
                if (!inner
                        || field.isRepeated()
                        || Set.of("Date", "Timestamp", "Money")
                                .contains(field.getMessageType().getName())) {
                    names.add(field.getFullName());
                }
            }
            if (inner) {
                collect(field.getMessageType(), names);
            }
        }
    }

    private static <T> List<T> append(List<T> list, T last) {
        List<T> longer = new ArrayList<>(list);
        longer.add(last);
        return longer;
    }

    private static Date day(int year, int month, int day) {
        return Date.newBuilder().setYear(year).setMonth(month).setDay(day).build();
    }

    private static Timestamp seconds(long seconds) {
        return Timestamp.newBuilder().setSeconds(seconds).build();
    }

    private static Money money(String currency, long minor) {
        return Money.newBuilder().setCurrency(currency).setMinor(minor).build();
    }

    static Set<String> missing(Set<String> covered) {
        return everyField().stream().filter(name -> !covered.contains(name)).collect(Collectors.toSet());
    }
}
