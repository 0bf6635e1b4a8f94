package dev.janji.orchestrator.words;

import dev.janji.domain.account.Instalment;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.contact.Profile;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.PromiseId;
import dev.janji.domain.lender.AgeingEvent;
import dev.janji.domain.lender.AgreementEvent;
import dev.janji.domain.lender.ConversationEvent;
import dev.janji.domain.lender.Hold;
import dev.janji.domain.lender.LenderEvent;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a lender told as one sentence: ids, amounts and dates, never what is personal, and no code that the lender may choose freely. */
record LenderEventSentence(Phrases phrases, ZoneId zone) implements LenderEvent.Cases<String> {

    @Override
    public String debtorUpserted(LenderEvent.DebtorUpserted e) {
        Profile profile = e.profile();
        String where = profile.zone() == null ? say("lender.no-zone") : say("lender.zone", profile.zone());
        return phrases.count("lender.debtor-upserted", profile.contactPoints().size(), profile.language(), where);
    }

    @Override
    public String accountOpened(LenderEvent.AccountOpened e) {
        return say("lender.account-opened", e.account(), phrases.money(e.openingBalance()));
    }

    @Override
    public String scheduleSet(LenderEvent.ScheduleSet e) {
        List<LocalDate> dates =
                e.instalments().stream().map(Instalment::dueDate).sorted().toList();
        return dates.isEmpty()
                ? say("lender.schedule-empty", e.account())
                : phrases.count(
                        "lender.schedule-set",
                        dates.size(),
                        e.account(),
                        phrases.date(dates.get(0)),
                        phrases.date(dates.get(dates.size() - 1)));
    }

    @Override
    public String paymentReceived(LenderEvent.PaymentReceived e) {
        return say("lender.payment-received", e.account(), phrases.money(e.amount()), phrases.date(e.valueDate()));
    }

    @Override
    public String paymentReversed(LenderEvent.PaymentReversed e) {
        return say("lender.payment-reversed", e.account(), e.payment());
    }

    @Override
    public String balanceAdjusted(LenderEvent.BalanceAdjusted e) {
        return say("lender.balance-adjusted", e.account(), phrases.money(e.amount()));
    }

    @Override
    public String chargePosted(LenderEvent.ChargePosted e) {
        return say("lender.charge-posted", e.account(), phrases.money(e.amount()), phrases.date(e.dueDate()));
    }

    @Override
    public String contactPointChanged(LenderEvent.ContactPointChanged e) {
        ContactPoint point = e.contactPoint();
        return say(
                "lender.contact-point-changed",
                point.id(),
                phrases.word(point.channel()),
                phrases.word(point.role()),
                phrases.word(point.verification()),
                phrases.word(point.consent()));
    }

    @Override
    public String consentChanged(LenderEvent.ConsentChanged e) {
        return say("lender.consent-changed", e.contactPoint(), phrases.word(e.consent()));
    }

    @Override
    public String debtorConsentChanged(LenderEvent.DebtorConsentChanged e) {
        String scope = phrases.word(e.scope());
        if (e.consent() == ContactPoint.Consent.WITHDRAWN) {
            return say("lender.consent-withdrawn", scope, by(phrases, e.channel()));
        }
        String until =
                e.until() == null ? say("lender.until-withdrawn") : say("lender.until", phrases.local(e.until(), zone));
        return say("lender.consent-given", scope, by(phrases, e.channel()), until);
    }

    static String by(Phrases phrases, @Nullable Channel channel) {
        return channel == null ? phrases.say("lender.by-all") : phrases.say("lender.by-channel", phrases.word(channel));
    }

    @Override
    public String disputeOpened(LenderEvent.DisputeOpened e) {
        return say("lender.dispute-opened", e.account());
    }

    @Override
    public String disputeResolved(LenderEvent.DisputeResolved e) {
        return say("lender.dispute-resolved", e.account());
    }

    @Override
    public String holdPlaced(LenderEvent.HoldPlaced e) {
        return hold("lender.hold-placed", e.hold(), phrases, zone);
    }

    static String hold(String key, Hold hold, Phrases phrases, ZoneId zone) {
        AccountId account = hold.account();
        return phrases.say(
                key,
                phrases.word(hold.kind()),
                account == null ? phrases.say("lender.the-person") : phrases.say("lender.the-account", account),
                hold.until() == null
                        ? phrases.say("lender.until-lifted")
                        : phrases.say("lender.until", phrases.local(hold.until(), zone)));
    }

    @Override
    public String holdLifted(LenderEvent.HoldLifted e) {
        return say("lender.hold-lifted", e.hold());
    }

    @Override
    public String accountClosed(LenderEvent.AccountClosed e) {
        return say("lender.account-closed", e.account());
    }

    @Override
    public String debtorErased(LenderEvent.DebtorErased e) {
        return say("lender.debtor-erased");
    }

    @Override
    public String accountTermsSet(LenderEvent.AccountTermsSet e) {
        return say("lender.account-terms-set", e.account());
    }

    @Override
    public String accountPlaced(LenderEvent.AccountPlaced e) {
        return say("lender.account-placed", e.account(), e.operatorId());
    }

    @Override
    public String accountRecalled(LenderEvent.AccountRecalled e) {
        return say("lender.account-recalled", e.account());
    }

    @Override
    public String accountWrittenOff(LenderEvent.AccountWrittenOff e) {
        return say("lender.account-written-off", e.account());
    }

    @Override
    public String promiseRecorded(LenderEvent.PromiseRecorded e) {
        PromiseId supersedes = e.supersedes();
        return supersedes == null
                ? say("lender.promise-recorded", e.account(), phrases.money(e.amount()), phrases.date(e.dueDate()))
                : say(
                        "lender.promise-rescheduled",
                        e.account(),
                        phrases.money(e.amount()),
                        phrases.date(e.dueDate()),
                        supersedes);
    }

    @Override
    public String contactMadeElsewhere(LenderEvent.ContactMadeElsewhere e) {
        AccountId account = e.account();
        String channel = phrases.word(e.channel());
        String result = phrases.word(e.result());
        return account == null
                ? say("lender.contact-elsewhere", channel, result)
                : say("lender.contact-elsewhere-about", channel, result, account);
    }

    @Override
    public String noticeGivenElsewhere(LenderEvent.NoticeGivenElsewhere e) {
        return say("lender.notice-given", e.account(), phrases.word(e.kind()));
    }

    @Override
    public String personsLinked(LenderEvent.PersonsLinked e) {
        return phrases.count("lender.persons-linked", e.persons().size());
    }

    @Override
    public String debtorGoneLive(LenderEvent.DebtorGoneLive e) {
        return say("lender.gone-live");
    }

    @Override
    public String conversation(ConversationEvent e) {
        return e.match(new ConversationSentence(phrases, zone));
    }

    @Override
    public String agreement(AgreementEvent e) {
        return e.match(new AgreementSentence(phrases));
    }

    @Override
    public String ageing(AgeingEvent e) {
        return e.match(new AgeingSentence(phrases));
    }

    private String say(String key, Object... parts) {
        return phrases.say(key, parts);
    }
}
