package dev.janji.loadtest.demo;

import dev.janji.loadtest.portfolio.CardClient;
import dev.janji.loadtest.portfolio.MonthsOfDelay;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds computed days past due to the bank's months of delay. The bank's status of a month speaks of that month's statement, which falls due
 * in the next month: so the status of April is held to the arrears at the end of May. Where the next month was not run, the arrears at
 * the end of the same month are taken, and said to be. Immutable.
 */
record DelayComparison(List<Month> months, Map<Reason, Integer> reasons) {

    /**
     * One month of the bank's status.
     *
     * @param month 4 for April
     * @param sameMonth whether it could only be held to the end of the same month
     * @param clients compared
     * @param agree both say late, or both say not late
     * @param bothLate both say late
     * @param sameCount of these both count the same months; the bank counts from the statement, one more than from the due date
     */
    record Month(int month, boolean sameMonth, int clients, int agree, int bothLate, int sameCount) {}

    /** Why the bank and the computation disagree; the first that fits. */
    enum Reason {
        OLDER_ARREARS(
                "bank: late, ours: not", "the bank was late with the client before the first statement of the sample"),
        PAID_THE_ASSUMED_MINIMUM(
                "bank: late, ours: not",
                "something was paid, at least the assumed 2 %; the bank asked for more or sooner"),
        NOTHING_DUE("bank: late, ours: not", "the bill is zero or a credit, so no minimum is due by our rule"),
        PAID_AHEAD("bank: late, ours: not", "nothing was paid that month, but no minimum is open by our rule"),
        NO_USE(
                "ours: late, bank: not",
                "the bank calls the card unused (-2), with a bill and no payment in the sample"),
        PAID_IN_FULL(
                "ours: late, bank: not",
                "the bank calls the bill paid in full (-1): paid in another month or elsewhere"),
        PARTLY_PAID(
                "ours: late, bank: not", "revolving (0): the payment was below the assumed 2 %, and the bank took it"),
        GRACE("ours: late, bank: not", "revolving (0) without a payment that month: the bank granted time");

        private final String who;
        private final String sentence;

        Reason(String who, String sentence) {
            this.who = who;
            this.sentence = sentence;
        }

        String who() {
            return who;
        }

        String sentence() {
            return sentence;
        }
    }

    /**
     * @param monthsLate by month (0 for April) and debtor id, at the end of the month; months that were not run are missing
     */
    static DelayComparison of(
            List<CardClient> clients, List<MonthsOfDelay> bank, Map<Integer, Map<String, Integer>> monthsLate) {
        Map<Integer, MonthsOfDelay> status = new HashMap<>();
        bank.forEach(each -> status.put(each.number(), each));
        List<Month> months = new ArrayList<>();
        Map<Reason, Integer> reasons = new EnumMap<>(Reason.class);
        for (int month = 0; month < CardClient.MONTHS; month++) {
            boolean sameMonth = !monthsLate.containsKey(month + 1);
            int held = sameMonth ? month : month + 1;
            Map<String, Integer> computed = monthsLate.get(held);
            if (computed != null) {
                months.add(compare(clients, status, month, held, computed, reasons));
            }
        }
        return new DelayComparison(List.copyOf(months), reasons);
    }

    private static Month compare(
            List<CardClient> clients,
            Map<Integer, MonthsOfDelay> status,
            int month,
            int held,
            Map<String, Integer> computed,
            Map<Reason, Integer> reasons) {
        int count = 0;
        int agree = 0;
        int bothLate = 0;
        int sameCount = 0;
        for (CardClient client : clients) {
            MonthsOfDelay bank = status.get(client.number());
            Integer ours = computed.get("client-" + client.number());
            if (bank == null || ours == null) {
                continue;
            }
            count++;
            int theirs = bank.status().get(month);
            if (theirs >= 1 == ours >= 1) {
                agree++;
                bothLate += ours >= 1 ? 1 : 0;
                sameCount += ours >= 1 && theirs == ours + (held == month ? 0 : 1) ? 1 : 0;
            } else {
                reasons.merge(reason(client, bank, month, held), 1, Integer::sum);
            }
        }
        return new Month(4 + month, held == month, count, agree, bothLate, sameCount);
    }

    private static Reason reason(CardClient client, MonthsOfDelay bank, int month, int held) {
        int theirs = bank.status().get(month);
        long paid = client.payments().get(held);
        if (theirs >= 1) {
            boolean always = bank.status().subList(0, month + 1).stream().allMatch(each -> each >= 1);
            if (always) {
                return Reason.OLDER_ARREARS;
            }
            if (paid > 0) {
                return Reason.PAID_THE_ASSUMED_MINIMUM;
            }
            return client.bills().get(month) <= 0 ? Reason.NOTHING_DUE : Reason.PAID_AHEAD;
        }
        if (theirs == -2) {
            return Reason.NO_USE;
        }
        if (theirs == -1) {
            return Reason.PAID_IN_FULL;
        }
        return paid > 0 ? Reason.PARTLY_PAID : Reason.GRACE;
    }

    /** @return the share of client months on which both agree, 0 to 1; 0 when nothing was compared */
    double agreement() {
        long clients = months.stream().mapToLong(Month::clients).sum();
        return clients == 0 ? 0 : months.stream().mapToLong(Month::agree).sum() / (double) clients;
    }
}
