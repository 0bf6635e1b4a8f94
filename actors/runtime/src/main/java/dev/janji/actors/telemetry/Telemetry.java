package dev.janji.actors.telemetry;

import java.time.Duration;
import kamon.Kamon;

/**
 * Every metric of the actors by name, and the calls that record it. Tags have few values: never an id. Thread-safe; cheap
 * enough for the hot path when the instrument is kept in a field.
 */
public final class Telemetry {

    /** Holds that kept a scaled clock waiting for too long; tag {@code hold}. */
    public static final String CLOCK_LONG_HOLDS = "janji.clock.long-holds";

    /** Reads of a shared value that failed; tag {@code value}. */
    public static final String SHARED_READ_FAILURES = "janji.shared.read-failures";

    /** Seconds since this node last read a shared value from the store; tag {@code value}. */
    public static final String SHARED_AGE = "janji.shared.age";

    /** Registrations with the wake-up index that were stored. */
    public static final String WAKE_UPS_REGISTERED = "janji.wake-ups.registered";

    /** Wake-ups sent to debtors. */
    public static final String WAKE_UPS_FIRED = "janji.wake-ups.fired";

    /** Wake-ups that a debtor did not answer in time and that were moved to a later minute. */
    public static final String WAKE_UPS_MOVED = "janji.wake-ups.moved";

    /** Wake-ups that are due and not yet fired, as far as this node has read them; tag {@code slice}. */
    public static final String WAKE_UPS_DUE = "janji.wake-ups.due";

    /** Wake-ups sent and not yet answered; tag {@code slice}. */
    public static final String WAKE_UPS_OUTSTANDING = "janji.wake-ups.outstanding";

    /** How long after its due instant a wake-up was fired, by the house clock. */
    public static final String WAKE_UPS_LATENESS = "janji.wake-ups.lateness";

    /** Statements of the wake-up index that failed and are tried again. */
    public static final String WAKE_UPS_STORE_FAILURES = "janji.wake-ups.store-failures";

    /** Entries of the rows that slices committed. */
    public static final String EVENT_LOG_BATCH_SIZE = "janji.event-log.batch-size";

    /** From the first offer of a row to its commit. */
    public static final String EVENT_LOG_COMMIT_LATENCY = "janji.event-log.commit-latency";

    /** Rows that were offered again because it was not known what became of them. */
    public static final String EVENT_LOG_OFFERED_AGAIN = "janji.event-log.offered-again";

    /** Slices of this node that another owner claimed. */
    public static final String EVENT_LOG_FENCED = "janji.event-log.fenced-writers";

    /** Slices that were given up because the store had lost a row that it had acknowledged. */
    public static final String EVENT_LOG_FORGOTTEN = "janji.event-log.forgotten-rows";

    /** Rows written to the history. */
    public static final String EVENT_LOG_FLUSHED_ROWS = "janji.event-log.flushed-rows";

    /** Rows of a slice's log that are not all in the history; tag {@code slice}. */
    public static final String EVENT_LOG_CHECKPOINT_LAG = "janji.event-log.checkpoint-lag";

    /** Bytes of a slice's events that are in memory because they are not in the history; tag {@code slice}. */
    public static final String EVENT_LOG_TAIL_MEMORY = "janji.event-log.tail-memory";

    /** Answers that channel gateways gave; tags {@code channel}, {@code answer}. */
    public static final String CHANNEL_ANSWERS = "janji.channel.answers";

    /** From the arrival at the gateway to the answer, in real time; tag {@code channel}. */
    public static final String CHANNEL_ANSWER_TIME = "janji.channel.answer-time";

    /** Answers to withdrawals; tags {@code channel}, {@code answer}. */
    public static final String CHANNEL_WITHDRAWALS = "janji.channel.withdrawals";

    /** Answers to look-ups; tags {@code channel}, {@code answer}. */
    public static final String CHANNEL_LOOK_UPS = "janji.channel.look-ups";

    /** Messages that wait in the gateways of this node; tag {@code channel}. */
    public static final String CHANNEL_WAITING = "janji.channel.waiting";

    /** Messages handed to the adapters of this node and not yet answered; tag {@code channel}. */
    public static final String CHANNEL_IN_FLIGHT = "janji.channel.in-flight";

    /** Circuit breakers that opened; tag {@code channel}. */
    public static final String CHANNEL_BREAKERS_OPENED = "janji.channel.breakers-opened";

    /** Messages that went by the second account of a channel, because the first surely did not send them; tag {@code channel}. */
    public static final String CHANNEL_SECOND_ACCOUNT = "janji.channel.second-account";

    /** What providers bring by calling us, and requests that were refused; tags {@code channel}, {@code item}. */
    public static final String CHANNEL_WEBHOOK_ITEMS = "janji.channel.webhook-items";

    /** Answers of adapters that came too late or broke the port's contract; tags {@code channel}, {@code answer}. */
    public static final String CHANNEL_ODD_ANSWERS = "janji.channel.odd-answers";

    /** Mails that came back: bounces, complaints, replies; tag {@code kind}. */
    public static final String EMAIL_RETURNED = "janji.email.returned";

    /** Batches of letters that wait to be brought to the print house's server. */
    public static final String LETTER_BATCHES_WAITING = "janji.letters.batches-waiting";

    /** What the courier to the print house's server did; tag {@code item}: delivered, fetched, failed, away, in-doubt, name-taken. */
    public static final String LETTER_SFTP = "janji.letters.sftp";

    /** Commands that found no room in their slice of the event log. */
    public static final String COMMANDS_REFUSED = "janji.debtor.refused-for-load";

    /** Turns that debtors asked for who are the same person as others; tag {@code outcome}: taken, busy, failed. */
    public static final String PERSON_TURNS = "janji.person.turns";

    /** Events that debtors stored; tag {@code kind}. */
    public static final String DEBTOR_EVENTS = "janji.debtor.events";

    /** Contacts that may leave; tag {@code channel}. */
    public static final String CONTACTS_AUTHORIZED = "janji.contacts.authorized";

    /** Due contacts that must wait, once for each rule that says so; tag {@code rule}. */
    public static final String CONTACTS_DEFERRED = "janji.contacts.deferred";

    /** Due contacts that were forbidden, once for each rule that says so; tag {@code rule}. */
    public static final String CONTACTS_REFUSED = "janji.contacts.refused";

    /** Stops of the operator that stand, as this node knows them. */
    public static final String STOPS_STANDING = "janji.stops.standing";

    /** Seats of live desks on this node; tag {@code state}. */
    public static final String DESK_SEATS = "janji.desk.seats";

    /** Calls of live desks on this node that are asked for, dialed or ring. */
    public static final String DESK_LINES = "janji.desk.lines";

    /** What happened to the calls of live desks; tag {@code event}. */
    public static final String DESK_CALLS = "janji.desk.calls";

    /** Answers of agents in writing that their debtors allowed. */
    public static final String DESK_ANSWERS = "janji.desk.answers";

    /** What became of calls to the house; tag {@code event}. */
    public static final String DESK_INBOUND = "janji.desk.inbound";

    /** What became of calls that a machine makes; tag {@code event}. */
    public static final String RECORDED_CALLS = "janji.recorded-calls";

    /** Leads that live desks closed; tag {@code result}. */
    public static final String DESK_LEADS_CLOSED = "janji.desk.leads-closed";

    /** From a lead's coming to its offer to an agent, by the house clock. */
    public static final String DESK_OFFER_WAIT = "janji.desk.offer-wait";

    /** From the question to the debtor to the answered call, by the house clock. */
    public static final String DESK_DIAL_TO_ANSWER = "janji.desk.dial-to-answer";

    /** Cases of field collectors; tag {@code change}: handed, recalled, without (handed over, but something is against a case). */
    public static final String FIELD_CASES = "janji.field.cases";

    /** Accounts whose case field collectors have; tag {@code slice}. */
    public static final String FIELD_OPEN = "janji.field.open";

    /** Looks at accounts that were handed over that failed and are tried again. */
    public static final String FIELD_FAILURES = "janji.field.failures";

    /** Cases and recalls that wait in the outbox. */
    public static final String FIELD_WAITING = "janji.field.waiting";

    /** Seconds for which the oldest of them has waited, by the house clock. */
    public static final String FIELD_OLDEST_WAITING = "janji.field.oldest-waiting";

    /** What the courier to the field system did; tag {@code item} as with letters. */
    public static final String FIELD_SFTP = "janji.field.sftp";

    /** Rows of the address book; tag {@code change}: entered, left. */
    public static final String ADDRESS_ROWS = "janji.addresses.rows";

    /** From the commit of an event to its place in the address book, by the house clock. */
    public static final String ADDRESS_DELAY = "janji.addresses.delay";

    /** Seconds for which the address book of a slice has been behind the log, by the house clock; tag {@code slice}. */
    public static final String ADDRESS_LAG = "janji.addresses.lag";

    /** Events that the address book left out because they could not be read. */
    public static final String ADDRESS_UNREADABLE = "janji.addresses.unreadable";

    /** Messages that no debtor was found for; tag {@code change}: kept, assigned, dismissed. */
    public static final String REPLIES_UNMATCHED = "janji.replies.unmatched";

    /** Payment links that somebody, or a program, opened; tag {@code outcome}: led, expired, ended, unknown, failed. */
    public static final String PAYMENT_LINKS_OPENED = "janji.payment-links.opened";

    /** Requests of pages for anybody that were answered with 429; tag {@code bound}: place, all. */
    public static final String VISITORS_TURNED_AWAY = "janji.visitors.turned-away";

    /** Accounts that entered a bucket; tag {@code bucket}. */
    public static final String BUCKETS_ENTERED = "janji.buckets.entered";

    /** Promises that moved; tag {@code state}. */
    public static final String PROMISES_SETTLED = "janji.promises.settled";

    /** Arrangements that moved by themselves; tag {@code state}. */
    public static final String ARRANGEMENTS_SETTLED = "janji.arrangements.settled";

    /** Offers that ended without the debtor; tag {@code state}. */
    public static final String OFFERS_SETTLED = "janji.offers.settled";

    private Telemetry() {}

    /** Adds one. */
    public static void count(String name) {
        Kamon.counter(name).withoutTags().increment();
    }

    /** Adds one under a tag. */
    public static void count(String name, String tag, String value) {
        Kamon.counter(name).withTag(tag, value).increment();
    }

    public static Counter counter(String name) {
        return new Counter(Kamon.counter(name).withoutTags());
    }

    public static Counter counter(String name, String tag, String value) {
        return new Counter(Kamon.counter(name).withTag(tag, value));
    }

    public static Counter counter(String name, String tag, String value, String secondTag, String secondValue) {
        return new Counter(Kamon.counter(name).withTag(tag, value).withTag(secondTag, secondValue));
    }

    public static Gauge gauge(String name) {
        return new Gauge(Kamon.gauge(name).withoutTags());
    }

    public static Gauge gauge(String name, String tag, String value) {
        return new Gauge(Kamon.gauge(name).withTag(tag, value));
    }

    public static Distribution distribution(String name) {
        return new Distribution(Kamon.histogram(name).withoutTags());
    }

    public static Timer timer(String name) {
        return new Timer(Kamon.timer(name).withoutTags());
    }

    public static Timer timer(String name, String tag, String value) {
        return new Timer(Kamon.timer(name).withTag(tag, value));
    }

    /** A number that only grows. */
    public static final class Counter {
        private final kamon.metric.Counter counter;

        private Counter(kamon.metric.Counter counter) {
            this.counter = counter;
        }

        public void increment() {
            counter.increment();
        }

        public void increment(long times) {
            counter.increment(times);
        }
    }

    /** A number that goes up and down. */
    public static final class Gauge {
        private final kamon.metric.Gauge gauge;

        private Gauge(kamon.metric.Gauge gauge) {
            this.gauge = gauge;
        }

        public void set(double value) {
            gauge.update(value);
        }

        /** Moves it by some; for a gauge that several owners share. */
        public void add(double value) {
            gauge.increment(value);
        }
    }

    /** A distribution of whole numbers from 0. */
    public static final class Distribution {
        private final kamon.metric.Histogram histogram;

        private Distribution(kamon.metric.Histogram histogram) {
            this.histogram = histogram;
        }

        public void record(long value) {
            histogram.record(value);
        }
    }

    /** A distribution of durations. */
    public static final class Timer {
        private final kamon.metric.Timer timer;

        private Timer(kamon.metric.Timer timer) {
            this.timer = timer;
        }

        public void record(Duration duration) {
            timer.record(duration);
        }
    }
}
