package dev.janji.loadtest.portfolio;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;

/**
 * What the sample does not say and the demo assumes. {@code docs/demo.md} has one row for each of these; shares are of 1. Constants, so
 * that a stream is a function of the seed, the bills and the payments alone.
 */
public final class Assumptions {
    /** Seed of the default portfolio. */
    public static final long SEED = 2026;

    /** The lender's own zone: its batches and booking times. */
    public static final ZoneId LENDER_ZONE = ZoneId.of("Asia/Jakarta");

    /** April 2005 becomes April 2026. */
    public static final YearMonth FIRST_MONTH = YearMonth.of(2026, 4);

    public static final LocalDate FIRST_DAY = FIRST_MONTH.atDay(1);

    /** The clock starts at 05:00 in Jakarta, 07:00 in Jayapura: before the first hour in which anybody may be contacted. */
    public static final Instant START =
            FIRST_DAY.atTime(5, 0).atZone(LENDER_ZONE).toInstant();

    /** 1 April to 30 September. */
    public static final int DAYS = 183;

    public static final String CURRENCY = "TWD";
    /** Minor units of a dollar. */
    public static final long MINOR = 100;

    /**
     * Minimum payment as a share of the bill. The largest issuer of the time asked for 2 % until January 2006, then 5 % and 10 %.
     */
    public static final double MINIMUM_SHARE = 0.02;

    /** Statement days run over 12 to 28, so that due dates run over 1 to 18 of the next month. */
    static final int FIRST_STATEMENT_DAY = 12;

    static final int LAST_STATEMENT_DAY = 28;
    static final int DAYS_TO_DUE = 20;

    /** Payments: on the due day, before it, a little late, later; the rest of 1 is later still. */
    static final double ON_DUE_DAY = 0.20;

    static final double BEFORE_DUE = 0.50;
    static final double ONE_TO_THREE_DAYS_LATE = 0.17;

    /** A third of the payments come in two parts. */
    static final double PARTIAL = 1.0 / 3;

    static final double BACK_DATED = 0.08;
    static final double REVERSED = 0.03;

    static final double MAKASSAR = 0.22;
    static final double JAYAPURA = 0.13;
    static final double ZONE_UNKNOWN = 0.06;

    static final double SMS_ONLY = 0.15;
    static final double EMAIL_ONLY = 0.12;
    static final double NO_USABLE_POINT = 0.02;
    static final double EMERGENCY_POINT = 0.15;
    static final double SECOND_UNVERIFIED = 0.10;
    /** Of those with a number for messages: the same number on WhatsApp, and they agreed to be written to there. */
    static final double WHATSAPP = 0.6;
    /** The bank's app, which lets itself be notified. */
    static final double APP = 0.5;

    static final double POSTAL_ADDRESS = 0.85;
    static final double OPTED_OUT_AT_START = 0.04;
    static final double OPTS_OUT = 0.05;
    static final double OPTS_IN_AGAIN = 0.5;
    static final double VERIFIED_LATER = 0.5;

    static final double PROMISE_BEFORE_LATE_PAYMENT = 0.35;
    static final double PROMISE_WITHOUT_PAYMENT = 0.15;
    static final double PROMISE_TAKEN_BACK = 0.2;
    /** Of the debtors with a month without a payment; once each. */
    static final double ARRANGEMENT = 0.15;

    static final double ARRANGEMENT_ENDED = 0.25;
    /** Of the debtors with a month without a payment who did not say to be in trouble; who did gets an offer for it. */
    static final double RESCHEDULING_OFFER = 0.2;

    static final double OFFER_ACCEPTED = 0.4;
    static final double OFFER_DECLINED = 0.15;
    static final double OFFER_WITHDRAWN = 0.1;
    static final double OFFER_REPLACED = 0.1;
    static final double DISPUTE = 0.04;
    static final double DISPUTE_STAYS = 0.15;
    static final double HOLD = 0.02;
    static final double MORATORIUM = 0.06;
    /** Of the moratoria: they end before the day that was told. */
    static final double MORATORIUM_ENDS_EARLY = 0.3;

    static final double PAUSE = 0.03;
    static final double CONTACT_ELSEWHERE = 0.12;
    static final double NOTICE_ELSEWHERE = 0.05;
    static final double WARNING_LETTER = 0.7;
    static final double CONVERSATION = 0.45;
    static final double REPLY = 0.35;
    /** Of the replies that say nothing else: they ask how much, or how to pay. */
    static final double QUESTION = 0.6;

    static final double COMPLAINT = 0.03;
    /** Of what a conversation, a reply or a complaint stops. */
    static final double SAID_STOP_ENDS = 0.7;

    /** Of the debtors: they are the same person as another one of the portfolio. One in a whole number. */
    static final double SAME_PERSON = 0.04;
    /** Of these persons: the lender finds out in mid-run who the second debtor is. */
    static final double LINKED_LATER = 0.2;
    /** Of the days on which the branch may ring up about a person's second card. */
    static final double PERSON_RUNG = 0.9;
    /** Of these days; on the others it rings twice. */
    static final double RUNG_THREE_TIMES = 0.6;

    static final double OTHER_HOURS = 0.03;
    static final double CHANNEL_OPTED_OUT = 0.02;
    static final double CLOSES_WHEN_UNUSED = 0.4;
    static final double ERASED_AFTER_CLOSING = 0.3;

    static final double SENT_AGAIN = 0.03;
    static final double PAYMENT_UNDER_SECOND_EVENT = 0.01;
    static final double CLERICAL_MISTAKE = 0.01;

    private Assumptions() {}
}
