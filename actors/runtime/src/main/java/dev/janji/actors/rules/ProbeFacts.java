package dev.janji.actors.rules;

import dev.janji.domain.account.AccountTerms;
import dev.janji.domain.account.BucketScale;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.strategy.SegmentFacts;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An account that may exist, to try conditions on. Immutable.
 *
 * @param numbers of the facts that are numbers, as a condition sees them
 * @param words of the facts that are texts
 */
record ProbeFacts(
        BucketScale buckets,
        Map<SegmentFact, Long> numbers,
        Map<SegmentFact, String> words,
        Set<Channel> contactable,
        boolean isPlaced)
        implements SegmentFacts {

    private long number(SegmentFact fact) {
        return numbers.getOrDefault(fact, 0L);
    }

    private int count(SegmentFact fact) {
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, number(fact)));
    }

    private String word(SegmentFact fact) {
        return words.getOrDefault(fact, "");
    }

    private long minor(long whole) {
        long minor = whole;
        for (int digit = Currency.getInstance(currency()).getDefaultFractionDigits(); digit > 0; digit--) {
            minor *= 10;
        }
        return minor;
    }

    @Override
    public String bucket() {
        return buckets.of(daysPastDue()).name();
    }

    @Override
    public int daysPastDue() {
        return count(SegmentFact.DPD);
    }

    @Override
    public long outstandingMinor() {
        return minor(number(SegmentFact.OUTSTANDING));
    }

    @Override
    public long overdueMinor() {
        return minor(number(SegmentFact.OVERDUE));
    }

    @Override
    public String currency() {
        return words.getOrDefault(SegmentFact.CURRENCY, "IDR");
    }

    @Override
    public String product() {
        return word(SegmentFact.PRODUCT);
    }

    @Override
    public String riskClass() {
        return word(SegmentFact.RISK_CLASS);
    }

    @Override
    public String stage() {
        return word(SegmentFact.STAGE);
    }

    @Override
    public List<AccountTerms.Attribute> attributes() {
        return List.of();
    }

    @Override
    public String language() {
        return word(SegmentFact.LANGUAGE);
    }

    @Override
    public int openAccounts() {
        return count(SegmentFact.OPEN_ACCOUNTS);
    }

    @Override
    public int payments() {
        return count(SegmentFact.PAYMENTS);
    }

    @Override
    public int reversedPayments() {
        return count(SegmentFact.REVERSED_PAYMENTS);
    }

    @Override
    public int daysSincePayment() {
        return count(SegmentFact.DAYS_SINCE_PAYMENT);
    }

    @Override
    public int brokenPromises() {
        return count(SegmentFact.BROKEN_PROMISES);
    }

    @Override
    public int keptPromises() {
        return count(SegmentFact.KEPT_PROMISES);
    }

    @Override
    public int attemptsWithoutTalk() {
        return count(SegmentFact.ATTEMPTS_WITHOUT_TALK);
    }

    @Override
    public String lastDisposition() {
        return word(SegmentFact.LAST_DISPOSITION);
    }

    @Override
    public boolean hasOpenComplaint() {
        return number(SegmentFact.OPEN_COMPLAINT) == 1;
    }

    @Override
    public String debtorBucket() {
        return buckets.of(debtorDaysPastDue()).name();
    }

    /** The account is one of the debtor's. */
    @Override
    public int debtorDaysPastDue() {
        return Math.max(daysPastDue(), count(SegmentFact.DEBTOR_DPD));
    }

    @Override
    public long debtorOutstandingMinor() {
        return minor(number(SegmentFact.DEBTOR_OUTSTANDING));
    }

    @Override
    public String arm() {
        return word(SegmentFact.ARM);
    }
}
