package dev.janji.domain.debtor;

import dev.janji.domain.account.Promise;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.debtor.DebtorState.Known;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.lender.LenderEvent.NoticeKind;
import dev.janji.domain.money.Money;
import dev.janji.domain.policy.FieldTerms;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What field collectors are told of an account. Personal: name and address are in it. Immutable; its text form holds ids only.
 *
 * @param at when it was made
 * @param name of the debtor
 * @param language BCP 47 tag
 * @param address own and verified, as it stands on an envelope
 * @param zones of the address: every one of them must allow a visit; never empty
 * @param hours when a visit may begin, local time
 * @param today the debtor's local date at {@code at}
 * @param owed in all, and its parts as far as the lender told them
 * @param arrears to pay now
 * @param dueDate the earliest unpaid one
 * @param daysPastDue from 0
 * @param bucket empty before the first
 * @param product empty when the lender did not tell it
 * @param promise the last one; null when there never was one
 * @param promisesKept so far
 * @param promisesBroken so far
 * @param notices that the debtor was given, sorted
 * @param contacts about this account, the newest first, at most {@value #MOST_CONTACTS}
 * @param virtualAccount to which is paid; null when the lender did not tell it
 * @param letter template of the newest letter about this account that surely left; null when there is none
 */
public record FieldCase(
        DebtorKey debtor,
        AccountId account,
        Instant at,
        String name,
        String language,
        ContactPointId point,
        String address,
        List<ZoneId> zones,
        FieldTerms.Hours hours,
        LocalDate today,
        Owed owed,
        Money arrears,
        LocalDate dueDate,
        int daysPastDue,
        String bucket,
        String product,
        @Nullable Promise promise,
        int promisesKept,
        int promisesBroken,
        List<String> notices,
        List<PastTry> contacts,
        @Nullable String virtualAccount,
        @Nullable String letter) {
    /** Older ones are not told. */
    public static final int MOST_CONTACTS = 10;

    /** So many days ahead the days without visits are named. */
    static final int HOLIDAYS_AHEAD = 90;

    /** One contact. @param result what is known of it, a word of the journal */
    public record PastTry(Instant at, Channel channel, String result) {}

    public FieldCase {
        zones = List.copyOf(zones);
        notices = List.copyOf(notices);
        contacts = List.copyOf(contacts);
    }

    /**
     * @param state of the debtor
     * @return null when there is {@link FieldHandOver#against something against} it
     */
    public static @Nullable FieldCase of(DebtorState state, AccountId id, RuleContext context) {
        if (!(state instanceof Known known)
                || !FieldHandOver.against(state, id, context).isEmpty()) {
            return null;
        }
        Account account = known.account(id);
        ContactPoint point = FieldHandOver.address(known);
        FieldTerms.Hours hours = hours(known, context);
        if (account == null || point == null || hours == null) {
            return null;
        }
        LocalDate dueDate = account.ledger().earliestUnpaidDueDate();
        if (dueDate == null) {
            return null;
        }
        LocalDate today = context.today(known);
        return new FieldCase(
                context.debtor(),
                id,
                context.now(),
                known.profile().name(),
                known.profile().language(),
                point.id(),
                point.address(),
                context.rules().policy().zonesOf(ZoneCandidate.whereabouts(known)),
                hours,
                today,
                Owed.of(account),
                new Money(account.ledger().payableMinor(today), account.ledger().currency()),
                dueDate,
                account.ledger().daysPastDue(today),
                account.bucket(),
                account.terms().product(),
                account.promise(),
                account.promises().kept(),
                account.promises().broken(),
                noticesOf(account),
                contactsOf(known, id),
                account.terms().text(ContactFacts.VIRTUAL_ACCOUNT),
                letterOf(known, id));
    }

    static FieldTerms.@Nullable Hours hours(Known known, RuleContext context) {
        LocalDate today = context.today(known);
        return context.rules().policy().visiting(today, today.plusDays(HOLIDAYS_AHEAD));
    }

    /** What a letter with the case says. */
    public ContactFacts facts() {
        return new ContactFacts(name, account, arrears, dueDate, daysPastDue, today, owed, virtualAccount);
    }

    private static List<String> noticesOf(Account account) {
        TreeSet<String> names = new TreeSet<>();
        for (NoticeKind notice : account.notices()) {
            names.add(notice.name());
        }
        return List.copyOf(names);
    }

    private static List<PastTry> contactsOf(Known known, AccountId id) {
        List<PastTry> all = new ArrayList<>();
        for (PastAttempt past : known.history().attempts()) {
            if (past.isAbout(id)) {
                all.add(new PastTry(
                        past.at(),
                        past.channel(),
                        past.outcome() == null
                                ? past.answer().name()
                                : past.outcome().name()));
            }
        }
        for (ContactHistory.Elsewhere past : known.history().elsewhere()) {
            if (past.isAbout(id)) {
                all.add(new PastTry(past.at(), past.channel(), past.result().name()));
            }
        }
        all.sort(Comparator.comparing(PastTry::at).reversed());
        return all.subList(0, Math.min(all.size(), MOST_CONTACTS));
    }

    private static @Nullable String letterOf(Known known, AccountId id) {
        String newest = null;
        for (PastAttempt past : known.history().attempts()) {
            if (past.channel() == Channel.LETTER && past.isAbout(id) && past.surelySent()) {
                newest = past.attempt().template();
            }
        }
        return newest;
    }

    /** Never a name, never an address. */
    @Override
    public String toString() {
        return "FieldCase[" + debtor + ", " + account + "]";
    }
}
