package dev.janji.loadtest.checker;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a strategy with segments did in a run, counted from the journal and the providers' logs. Immutable.
 *
 * @param contacts that reached a provider, by segment of the leading account and arm of the debtor
 * @param debtors that were worked, by arm
 * @param handedOver accounts, by receiver
 */
public record SegmentFigures(
        Map<String, Map<String, Integer>> contacts,
        Map<String, Integer> debtors,
        int promiseReminders,
        int brokenPromises,
        int returnedPayments,
        Map<String, Integer> handedOver) {

    public static SegmentFigures of(Evidence evidence) {
        Count count = new Count();
        evidence.debtors().values().forEach(count::debtor);
        return new SegmentFigures(
                count.contacts,
                count.debtors,
                count.of(HousePlan.Trigger.PROMISE),
                count.of(HousePlan.Trigger.PROMISE_BROKEN),
                count.of(HousePlan.Trigger.PAYMENT_REVERSED),
                count.handedOver);
    }

    private static final class Count {
        private final Map<String, Map<String, Integer>> contacts = new TreeMap<>();
        private final Map<String, Integer> debtors = new TreeMap<>();
        private final Map<HousePlan.Trigger, Integer> triggers = new HashMap<>();
        private final Map<String, Integer> handedOver = new TreeMap<>();

        private int of(HousePlan.Trigger trigger) {
            return triggers.getOrDefault(trigger, 0);
        }

        private void debtor(Evidence.DebtorHistory debtor) {
            Set<String> sent = new HashSet<>();
            debtor.sent().forEach(contact -> sent.add(contact.attempt()));
            Map<String, String> segments = new HashMap<>();
            String arm = "";
            for (JournalRow row : debtor.rows()) {
                if (row.record().hasSegmentEntered()) {
                    var entered = row.record().getSegmentEntered();
                    if (segments.isEmpty()) {
                        arm = entered.getArm();
                        debtors.merge(arm, 1, Integer::sum);
                    }
                    segments.put(entered.getAccountId(), entered.getSegment());
                } else if (row.record().hasAccountHandedOver()) {
                    String receiver =
                            row.record().getAccountHandedOver().getTo().name();
                    handedOver.merge(receiver.substring("RECEIVER_".length()), 1, Integer::sum);
                } else if (row.record().hasContactAuthorized()
                        && sent.contains(
                                row.record().getContactAuthorized().getAttempt().getAttemptId())) {
                    contact(row.steps(), segments, arm);
                }
            }
        }

        private void contact(List<JournalRow.StepTaken> steps, Map<String, String> segments, String arm) {
            steps.forEach(step -> triggers.merge(step.anchor().trigger(), 1, Integer::sum));
            String segment =
                    steps.isEmpty() ? "?" : segments.getOrDefault(steps.get(0).account(), "?");
            contacts.computeIfAbsent(segment, s -> new TreeMap<>()).merge(arm, 1, Integer::sum);
        }
    }
}
