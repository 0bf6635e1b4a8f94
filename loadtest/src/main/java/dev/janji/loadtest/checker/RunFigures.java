package dev.janji.loadtest.checker;

import dev.janji.protocols.journal.v1.Answer;
import dev.janji.protocols.journal.v1.LenderEventApplied;
import dev.janji.protocols.journal.v1.PromiseState;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What happened in a run, counted from the journal and the providers' logs. Immutable.
 *
 * @param contacts by channel and step, that reached a provider
 * @param deferred decisions to wait, by rule id
 * @param refused decisions against a contact, by rule id
 * @param promises by state at their last move
 * @param arrangements agreed, and by state at their last move
 * @param offers made, what was said of them, and how others ended
 * @param answers of the channels to attempts
 * @param bucketsEntered by name
 * @param conversations by disposition, as it was first told
 * @param replies by intent
 * @param written of the replies, by channel, those that debtors wrote to the house itself
 * @param pauses moratoria and pauses that were told, by the name of the event
 * @param otherwiseSaid corrections, callbacks and complaints by the name of the event
 */
public record RunFigures(
        Map<String, Map<String, Integer>> contacts,
        Map<String, Integer> deferred,
        Map<String, Integer> refused,
        Map<String, Integer> promises,
        Map<String, Integer> arrangements,
        Map<String, Integer> offers,
        Map<String, Integer> answers,
        Map<String, Integer> bucketsEntered,
        Map<String, Integer> conversations,
        Map<String, Integer> replies,
        Map<String, Integer> written,
        Map<String, Integer> otherwiseSaid,
        Map<String, Integer> pauses,
        long rows) {

    public static RunFigures of(Evidence evidence) {
        Map<String, Map<String, Integer>> contacts = new TreeMap<>();
        Map<String, Integer> deferred = new TreeMap<>();
        Map<String, Integer> refused = new TreeMap<>();
        Map<String, Integer> promises = new TreeMap<>();
        Map<String, Integer> arrangements = new TreeMap<>();
        Map<String, Integer> offers = new TreeMap<>();
        Map<String, Integer> answers = new TreeMap<>();
        Map<String, Integer> buckets = new TreeMap<>();
        Map<String, Integer> conversations = new TreeMap<>();
        Map<String, Integer> replies = new TreeMap<>();
        Map<String, Integer> written = new TreeMap<>();
        Map<String, Integer> said = new TreeMap<>();
        Map<String, Integer> pauses = new TreeMap<>();
        long rows = 0;
        for (Evidence.DebtorHistory debtor : evidence.debtors().values()) {
            Map<String, String> stepByAttempt = new TreeMap<>();
            rows += debtor.rows().size();
            debtor.written().stream()
                    .filter(WrittenReply::stored)
                    .forEach(reply -> written.merge(reply.channel(), 1, Integer::sum));
            for (JournalRow row : debtor.rows()) {
                switch (row.record().getEventCase()) {
                    case CONTACT_AUTHORIZED ->
                        stepByAttempt.put(
                                row.record().getContactAuthorized().getAttempt().getAttemptId(),
                                row.steps().isEmpty() ? "?" : row.steps().get(0).name());
                    case CONTACT_DEFERRED ->
                        count(deferred, row.record().getContactDeferred().getRuleIdsList());
                    case CONTACT_REFUSED ->
                        count(refused, row.record().getContactRefused().getRuleIdsList());
                    case PROMISE_SETTLED ->
                        promises.merge(word(row.record().getPromiseSettled().getTo()), 1, Integer::sum);
                    case ARRANGEMENT_SETTLED ->
                        arrangements.merge(
                                ArrangementChecks.word(
                                        row.record().getArrangementSettled().getTo()),
                                1,
                                Integer::sum);
                    case OFFER_SETTLED ->
                        offers.merge(
                                row.record().getOfferSettled().getTo().name().substring("OFFER_STATE_".length()),
                                1,
                                Integer::sum);
                    case ATTEMPT_ANSWERED ->
                        answers.merge(word(row.record().getAttemptAnswered().getAnswer()), 1, Integer::sum);
                    case LENDER_EVENT_APPLIED -> {
                        said(row.record().getLenderEventApplied(), conversations, replies, said);
                        agreement(row, promises, arrangements);
                        offer(row.record().getLenderEventApplied(), offers);
                        paused(row.record().getLenderEventApplied(), pauses);
                    }
                    case BUCKET_ENTERED ->
                        buckets.merge(row.record().getBucketEntered().getTo(), 1, Integer::sum);
                    default -> {}
                }
            }
            debtor.sent()
                    .forEach(sent -> contacts.computeIfAbsent(sent.channel(), c -> new TreeMap<>(STEP_ORDER))
                            .merge(stepByAttempt.getOrDefault(sent.attempt(), "?"), 1, Integer::sum));
        }
        return new RunFigures(
                contacts,
                deferred,
                refused,
                promises,
                arrangements,
                offers,
                answers,
                buckets,
                conversations,
                replies,
                written,
                said,
                pauses,
                rows);
    }

    private static void said(
            LenderEventApplied event,
            Map<String, Integer> conversations,
            Map<String, Integer> replies,
            Map<String, Integer> others) {
        switch (event.getEventCase()) {
            case CONVERSATION_HELD ->
                conversations.merge(
                        event.getConversationHeld().getDisposition().name().replace("DISPOSITION_", ""),
                        1,
                        Integer::sum);
            case REPLY_RECEIVED ->
                replies.merge(
                        event.getReplyReceived().getIntent().name().replace("REPLY_INTENT_", ""), 1, Integer::sum);
            case DISPOSITION_CORRECTED -> others.merge("dispositions corrected", 1, Integer::sum);
            case CALLBACK_REQUESTED -> others.merge("callbacks promised", 1, Integer::sum);
            case CALLBACK_CLOSED -> others.merge("callbacks closed", 1, Integer::sum);
            case COMPLAINT_RECEIVED -> others.merge("complaints received", 1, Integer::sum);
            case COMPLAINT_CLOSED -> others.merge("complaints closed", 1, Integer::sum);
            default -> {}
        }
    }

    private static void paused(LenderEventApplied event, Map<String, Integer> pauses) {
        switch (event.getEventCase()) {
            case MORATORIUM_STARTED -> pauses.merge("moratoria started", 1, Integer::sum);
            case MORATORIUM_ENDED -> pauses.merge("moratoria ended early", 1, Integer::sum);
            case AGEING_PAUSED -> pauses.merge("accounts paused", 1, Integer::sum);
            case AGEING_RESUMED -> pauses.merge("accounts resumed early", 1, Integer::sum);
            default -> {}
        }
    }

    private static void agreement(JournalRow row, Map<String, Integer> promises, Map<String, Integer> arrangements) {
        switch (row.record().getLenderEventApplied().getEventCase()) {
            case PROMISE_CANCELLED -> promises.merge("TAKEN_BACK", 1, Integer::sum);
            case ARRANGEMENT_AGREED -> arrangements.merge("AGREED", 1, Integer::sum);
            case ARRANGEMENT_ENDED -> arrangements.merge("ENDED_BY_THE_LENDER", 1, Integer::sum);
            default -> {}
        }
    }

    private static void offer(LenderEventApplied event, Map<String, Integer> offers) {
        switch (event.getEventCase()) {
            case OFFER_MADE -> offers.merge("MADE", 1, Integer::sum);
            case OFFER_ANSWERED ->
                offers.merge(event.getOfferAnswered().getAnswer().name().replace("OFFER_ANSWER_", ""), 1, Integer::sum);
            case OFFER_WITHDRAWN -> offers.merge("WITHDRAWN", 1, Integer::sum);
            default -> {}
        }
    }

    /** Steps in the order of their days: D-3 before H+1 before H+14; those of other triggers last. */
    private static final Comparator<String> STEP_ORDER =
            Comparator.comparingInt(RunFigures::days).thenComparing(Comparator.naturalOrder());

    /** @return the order of steps by their days */
    public Comparator<String> stepOrder() {
        return STEP_ORDER;
    }

    public int contactsIn(String channel) {
        return contacts.getOrDefault(channel, Map.of()).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    /** Whether some rule deferred or refused some contact. A run in which none did has not tested the rules. */
    public boolean rulesWorked() {
        return !deferred.isEmpty() || !refused.isEmpty();
    }

    private static void count(Map<String, Integer> counts, Collection<String> ids) {
        List.copyOf(ids).forEach(id -> counts.merge(id, 1, Integer::sum));
    }

    private static int days(String step) {
        return step.matches("[DH][+-]\\d+") ? Integer.parseInt(step.substring(1)) : Integer.MAX_VALUE;
    }

    private static String word(PromiseState state) {
        return state.name().replace("PROMISE_STATE_", "");
    }

    private static String word(Answer answer) {
        return answer.name().replace("ANSWER_", "");
    }
}
