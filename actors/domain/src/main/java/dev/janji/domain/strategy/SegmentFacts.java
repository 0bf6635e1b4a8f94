package dev.janji.domain.strategy;

import dev.janji.domain.account.AccountTerms;
import dev.janji.domain.contact.Channel;
import java.util.List;
import java.util.Set;

/**
 * What a segment may ask of an account and its debtor. A fact is worked out when it is asked for. Of one decision.
 */
public interface SegmentFacts {
    /** Operational bucket by today's days past due. */
    String bucket();

    /** Days past due; negative before the first due date, 0 when nothing is overdue. */
    int daysPastDue();

    /** All that is owed on the account, in minor units. */
    long outstandingMinor();

    /** What fell due before today and is not paid, in minor units. */
    long overdueMinor();

    /** ISO 4217. */
    String currency();

    String product();

    String riskClass();

    /** The lender's own stage of the account. */
    String stage();

    /** @return free attributes of the account as the lender named them */
    List<AccountTerms.Attribute> attributes();

    /** BCP 47 tag of the debtor. */
    String language();

    /** Open accounts of the debtor. */
    int openAccounts();

    /** Payments of the account that stand. */
    int payments();

    /** Payments of the account that were taken back. */
    int reversedPayments();

    /** Local days since a payment of the debtor was last stored; {@link Integer#MAX_VALUE} when there never was one. */
    int daysSincePayment();

    /** Promises of the account that were broken, in full or in part. */
    int brokenPromises();

    /** Promises of the account that were kept. */
    int keptPromises();

    /** Attempts of ours, of those that are remembered, since the debtor last talked with us or wrote. */
    int attemptsWithoutTalk();

    /** Channels on which the debtor has a point that is not known to be wrong and not opted out. */
    Set<Channel> contactable();

    /** Whether the account was placed with somebody else. */
    boolean isPlaced();

    /** Disposition of the conversation that was held last, such as {@code RPC_REFUSED}; {@code NONE} when none is known. */
    String lastDisposition();

    /** Whether the debtor has complained and was not answered. */
    boolean hasOpenComplaint();

    /** Operational bucket of the debtor: that of its worst open account. */
    String debtorBucket();

    /** The most days past due of an open account of the debtor. */
    int debtorDaysPastDue();

    /** All that is owed on the debtor's open accounts in the currency of this account, in minor units. */
    long debtorOutstandingMinor();

    /** The side of the strategy's split on which the debtor falls; empty when it has none. */
    String arm();
}
