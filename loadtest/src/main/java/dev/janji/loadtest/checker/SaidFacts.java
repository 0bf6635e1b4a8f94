package dev.janji.loadtest.checker;

import dev.janji.loadtest.compliance.ProposedContact;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What conversations, replies, callbacks and complaints did to a debtor, by the checker's own books: every effect is entered under the id that
 * caused it and struck out when its end is told. Written from docs/conversations.md. Confined to one thread.
 */
final class SaidFacts {
    /** Local days, the day on which it was said not counted, at whose beginning waiting for a payment that was made ends. */
    private static final int PAID_DAYS = 2;

    /** The same of a day on which the debtor will pay, at most. */
    private static final int WILL_PAY_DAYS = 7;

    /** The same of a call that the debtor asked for without a time. */
    private static final int CALL_ME_DAYS = 2;

    static final String PROMISED_A_CALL = "promised a call";
    static final String WAITING_FOR_A_CALL = "waiting for a call";
    static final String WAITING_FOR_A_PAYMENT = "waiting for a payment";

    private static final Map<String, String> HOLDS = Map.of(
            "DECEASED", "DECEASED", "BANKRUPTCY", "BANKRUPTCY", "ATTORNEY", "ATTORNEY", "CEASE_CONTACT", "CEASE");

    private final Map<String, LenderFact> conversations = new LinkedHashMap<>();
    private final Map<String, String> dispositions = new HashMap<>();
    private final Map<String, String> holds = new HashMap<>();
    private final Map<String, Disputed> disputes = new HashMap<>();
    private final Map<String, String> wrong = new HashMap<>();
    private final Map<String, String> optedOut = new HashMap<>();
    private final Map<String, String> optedOutChannels = new HashMap<>();
    private final Set<String> dead = new HashSet<>();
    private final Set<String> notFound = new HashSet<>();
    private final Set<String> complaints = new HashSet<>();
    private final Map<String, Promised> callbacks = new HashMap<>();
    private final Map<String, Instant> putOff = new HashMap<>();
    private final Map<String, Instant> firstPutOff = new HashMap<>();
    private final Set<String> unclear = new HashSet<>();
    private final Map<String, Question> questions = new HashMap<>();
    private final Map<String, Quiet> quiet = new HashMap<>();

    /** What the books can answer. @param point that it came from; empty when nobody knows */
    record Question(String intent, String point) {}

    /** A call that was promised for a while. */
    private record Promised(Instant from, Instant until) {}

    /** @param accounts none: all of them */
    private record Disputed(Set<String> accounts, Set<String> resolved) {
        boolean covers(String account) {
            return (accounts.isEmpty() || accounts.contains(account)) && !resolved.contains(account);
        }
    }

    /** A call that somebody waits for, from one instant to another. */
    record Wanted(String id, Instant from, Instant until) {}

    /**
     * @param call whether it waits for a call, which is about all accounts
     * @param callAt the local time that was asked for; null when the sooner the better
     */
    private record Quiet(
            boolean call,
            Set<String> accounts,
            Instant said,
            int days,
            @Nullable LocalDate lastDay,
            @Nullable LocalDateTime callAt) {
        boolean covers(String account) {
            return call || accounts.isEmpty() || accounts.contains(account);
        }

        Instant until(ZoneId zone) {
            LocalDate end = LocalDate.ofInstant(from(zone), zone).plusDays(days);
            if (lastDay != null && lastDay.plusDays(1).isBefore(end)) {
                end = lastDay.plusDays(1);
            }
            return end.atStartOfDay(zone).toInstant();
        }

        Instant from(ZoneId zone) {
            Instant asked = callAt == null ? said : callAt.atZone(zone).toInstant();
            return asked.isAfter(said) ? asked : said;
        }
    }

    /** Who could not be called in the time that is waited at most has the first day on which that is possible. */
    private Instant until(String id, Quiet each, ZoneId zone) {
        Instant until = each.until(zone);
        Instant first = firstPutOff.get(id);
        return !each.call() || first == null || first.isBefore(until)
                ? until
                : LocalDate.ofInstant(first, zone)
                        .plusDays(1)
                        .atStartOfDay(zone)
                        .toInstant();
    }

    /** @return the calls that were promised or asked for and not made, and whose time is not over */
    List<Wanted> wantedCalls(Instant now, ZoneId zone) {
        List<Wanted> wanted = new ArrayList<>();
        Set<String> ids = new HashSet<>(callbacks.keySet());
        quiet.forEach((id, each) -> {
            if (each.call()) {
                ids.add(id);
            }
        });
        for (String id : ids) {
            Instant from = calledFrom(id, now, zone);
            Promised promised = callbacks.get(id);
            Quiet asked = quiet.get(id);
            if (from != null && (promised != null || asked != null)) {
                wanted.add(new Wanted(
                        id,
                        from,
                        promised != null ? promised.until() : until(id, Objects.requireNonNull(asked), zone)));
            }
        }
        return wanted;
    }

    /** @return why nobody collects on this account at this instant; empty when nothing that was said stops it */
    List<String> stopped(String account, Instant now, ZoneId zone) {
        List<String> reasons = new ArrayList<>();
        if (!holds.isEmpty()) {
            reasons.add("on hold by a conversation");
        }
        if (!notFound.isEmpty()) {
            reasons.add("not found");
        }
        if (!complaints.isEmpty()) {
            reasons.add("under a complaint");
        }
        if (disputes.values().stream().anyMatch(disputed -> disputed.covers(account))) {
            reasons.add("in dispute by what was said");
        }
        if (callbacks.values().stream().anyMatch(call -> call.until().isAfter(now))) {
            reasons.add(PROMISED_A_CALL);
        }
        quiet.forEach((id, each) -> {
            if (each.covers(account) && until(id, each, zone).isAfter(now)) {
                reasons.add(each.call() ? WAITING_FOR_A_CALL : WAITING_FOR_A_PAYMENT);
            }
        });
        return reasons;
    }

    /** @return the first instant from then on at which nothing that was said stops the account; null when time alone does not bring it */
    @Nullable
    Instant freeAt(String account, Instant from, ZoneId zone) {
        boolean endless = !holds.isEmpty()
                || !notFound.isEmpty()
                || !complaints.isEmpty()
                || disputes.values().stream().anyMatch(disputed -> disputed.covers(account));
        if (endless) {
            return null;
        }
        Instant free = from;
        for (Promised call : callbacks.values()) {
            free = call.until().isAfter(free) ? call.until() : free;
        }
        for (Map.Entry<String, Quiet> each : quiet.entrySet()) {
            Instant until = until(each.getKey(), each.getValue(), zone);
            free = each.getValue().covers(account) && until.isAfter(free) ? until : free;
        }
        return free;
    }

    /** @return from when the debtor may be called as promised or asked for; null when nobody waits for that call any more */
    @Nullable
    Instant calledFrom(String id, Instant now, ZoneId zone) {
        Promised promised = callbacks.get(id);
        Quiet asked = quiet.get(id);
        Instant from = null;
        if (promised != null && promised.until().isAfter(now)) {
            from = promised.from();
        } else if (asked != null && asked.call() && until(id, asked, zone).isAfter(now)) {
            from = asked.from(zone);
        }
        Instant later = putOff.get(id);
        return from != null && later != null && later.isAfter(from) ? later : from;
    }

    /** The house put the call off. */
    void putOff(String callback, Instant until) {
        putOff.put(callback, until);
        firstPutOff.putIfAbsent(callback, until);
    }

    /** The house made the call, or never will. */
    void called(String callback) {
        callbacks.remove(callback);
        quiet.computeIfPresent(callback, (id, each) -> each.call() ? null : each);
    }

    /** Whether the debtor wrote that, and a person may answer: nobody knew what was meant, or it is a question. */
    boolean isUnclear(String reply) {
        return unclear.contains(reply);
    }

    /** @return what the debtor asked under this id; null when it was no question */
    @Nullable
    Question question(String reply) {
        return questions.get(reply);
    }

    Set<String> holdKinds() {
        return new HashSet<>(holds.values());
    }

    /** The contact point as the rules must see it, by what the lender said of it and what was learned since. */
    DebtorFacts.Point seen(String id, DebtorFacts.Point point) {
        boolean unusable = dead.contains(id) || wrong.containsValue(id);
        boolean stopped = optedOut.containsValue(id) || optedOutChannels.containsValue(point.channel());
        return new DebtorFacts.Point(
                point.channel(),
                point.role(),
                unusable ? "WRONG" : point.verification(),
                stopped ? "WITHDRAWN" : point.consent());
    }

    /** @return the conversations as contacts that count */
    /** Attempts of ours of which a conversation came. */
    Set<String> attemptsTalkedIn() {
        Set<String> attempts = new HashSet<>();
        conversations.values().forEach(fact -> attempts.add(fact.text("attempt")));
        return attempts;
    }

    List<ProposedContact.Past> contacts() {
        List<ProposedContact.Past> past = new ArrayList<>();
        conversations.forEach((id, fact) -> {
            String disposition = dispositions.getOrDefault(id, "");
            boolean nobody = disposition.equals("WRONG_NUMBER") || disposition.equals("SKIP_TRACE");
            String reach = fact.text("direction").equals("INBOUND")
                    ? "INBOUND_CONVERSATION"
                    : nobody ? "TRIED" : "CONVERSATION";
            past.add(new ProposedContact.Past(
                    occurredAt(fact),
                    fact.text("channel"),
                    fact.line().has("pointId") ? fact.text("pointId") : null,
                    accounts(fact),
                    reach));
        });
        return past;
    }

    void bounced(String point) {
        dead.add(point);
    }

    /** @param formal whether a resolved dispute is one that the lender had opened */
    void apply(LenderFact fact, boolean formal) {
        switch (fact.kind()) {
            case "ConversationHeld" -> {
                conversations.put(fact.text("conversation"), fact);
                disposed(fact, fact.text("disposition"));
            }
            case "DispositionCorrected" -> {
                LenderFact held = conversations.get(fact.text("conversation"));
                if (held != null) {
                    strike(fact.text("conversation"));
                    disposed(held, fact.text("disposition"));
                }
            }
            case "ReplyReceived" -> replied(fact);
            case "CallbackRequested" ->
                callbacks.put(
                        fact.text("callback"),
                        new Promised(
                                fact.line().has("from") ? Instant.parse(fact.text("from")) : occurredAt(fact),
                                Instant.parse(fact.text("until"))));
            case "CallbackClosed" -> called(fact.text("callback"));
            case "ComplaintReceived" -> {
                if (fact.line().path("stops").asBoolean()) {
                    complaints.add(fact.text("complaint"));
                }
            }
            case "ComplaintClosed" -> complaints.remove(fact.text("complaint"));
            case "HoldLifted" -> holds.remove(fact.text("hold"));
            case "DisputeResolved" ->
                disputes.forEach((id, disputed) -> {
                    if (formal || id.equals(fact.text("dispute"))) {
                        disputed.resolved().add(fact.text("account"));
                    }
                });
            case "ContactPointChanged" -> {
                if (fact.line().path("point").path("verification").asText().equals("VERIFIED")) {
                    String point = fact.line().path("point").path("id").asText();
                    dead.remove(point);
                    wrong.values().removeIf(point::equals);
                    notFound.clear();
                }
            }
            case "ConsentChanged" -> {
                if (fact.text("consent").equals("GIVEN")) {
                    optedOut.values().removeIf(fact.text("pointId")::equals);
                }
            }
            case "DebtorConsentChanged" -> {
                if (fact.text("scope").equals("CHANNEL") && fact.text("consent").equals("GIVEN")) {
                    optedOutChannels
                            .values()
                            .removeIf(channel -> !fact.line().has("channel") || channel.equals(fact.text("channel")));
                }
            }
            default -> {}
        }
    }

    private void strike(String id) {
        holds.remove(id);
        disputes.remove(id);
        wrong.remove(id);
        notFound.remove(id);
        quiet.remove(id);
    }

    private void disposed(LenderFact held, String disposition) {
        String id = held.text("conversation");
        dispositions.put(id, disposition);
        String hold = HOLDS.get(disposition);
        if (hold != null) {
            holds.put(id, hold);
        }
        switch (disposition) {
            case "RPC_DISPUTE", "FRAUD_CLAIM" -> disputes.put(id, new Disputed(accounts(held), new HashSet<>()));
            case "WRONG_NUMBER" -> wrong.put(id, held.text("pointId"));
            case "SKIP_TRACE" -> notFound.add(id);
            case "RPC_PAID_CLAIMED" ->
                quiet.put(id, new Quiet(false, accounts(held), occurredAt(held), PAID_DAYS, null, null));
            default -> {}
        }
    }

    private void replied(LenderFact fact) {
        String id = fact.text("reply");
        Set<String> about = accounts(fact);
        Instant at = occurredAt(fact);
        switch (fact.text("intent")) {
            case "PAID" -> quiet.put(id, new Quiet(false, about, at, PAID_DAYS, null, null));
            case "WILL_PAY" ->
                quiet.put(id, new Quiet(false, about, at, WILL_PAY_DAYS, LocalDate.parse(fact.text("payBy")), null));
            case "CALL_ME" -> {
                LocalDateTime callAt = fact.line().has("callAt") ? LocalDateTime.parse(fact.text("callAt")) : null;
                quiet.put(id, new Quiet(true, about, at, CALL_ME_DAYS, null, callAt));
            }
            case "OTHER" -> unclear.add(id);
            case "HOW_MUCH", "HOW_TO_PAY" -> {
                // A person may answer it as well.
                unclear.add(id);
                questions.put(id, new Question(fact.text("intent"), fact.text("pointId")));
            }
            case "DISPUTE" -> disputes.put(id, new Disputed(about, new HashSet<>()));
            case "WRONG_PERSON" -> wrong.put(id, fact.text("pointId"));
            case "STOP" -> {
                if (fact.line().has("pointId")) {
                    optedOut.put(id, fact.text("pointId"));
                } else {
                    optedOutChannels.put(id, fact.text("channel"));
                }
            }
            default -> {}
        }
    }

    private static Instant occurredAt(LenderFact fact) {
        return Instant.parse(fact.text("occurredAt"));
    }

    private static Set<String> accounts(LenderFact fact) {
        Set<String> accounts = new HashSet<>();
        fact.line().path("accounts").forEach(each -> accounts.add(each.asText()));
        return accounts;
    }
}
