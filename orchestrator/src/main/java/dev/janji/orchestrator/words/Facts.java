package dev.janji.orchestrator.words;

import dev.janji.domain.account.Arrangement;
import dev.janji.domain.account.Offer;
import dev.janji.domain.account.Promise;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.Consents;
import dev.janji.domain.debtor.Circumstances;
import dev.janji.domain.debtor.Conversation;
import dev.janji.domain.debtor.StepProgress;
import dev.janji.domain.debtor.ZoneCandidate;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** What the rules look at, fact by fact, in words; without personal data. Used once, by one thread. */
final class Facts {
    private final Phrases phrases;
    private final Circumstances of;
    private final List<Told> told = new ArrayList<>();

    private Facts(Phrases phrases, Circumstances of) {
        this.phrases = phrases;
        this.of = of;
    }

    static List<Told> of(Circumstances circumstances, Phrases phrases) {
        Facts facts = new Facts(phrases, circumstances);
        facts.person();
        circumstances.debts().forEach(facts::debt);
        return List.copyOf(facts.told);
    }

    private void person() {
        String zone = of.zone().getId();
        person("local_time", phrases.when(of.at(), of.zone()));
        person("zone", of.zoneKnown() ? zone : phrases.say("value.zone-of-policy", zone));
        person("zones", phrases.list(of.zones().stream().map(this::zone).toList()));
        String contacts = phrases.number(of.contacts());
        person("contacts_last_7_days", of.moreContacts() ? phrases.say("value.at-least", contacts) : contacts);
        Circumstances.LastContact contact = of.last();
        person(
                "last_contact",
                contact == null
                        ? phrases.say("value.never")
                        : phrases.say(
                                "value.contact",
                                phrases.when(contact.at(), of.zone()),
                                phrases.word(contact.channel())));
        Circumstances.UsedPoint used = of.used();
        person(
                "contact_point",
                used == null
                        ? phrases.say("value.never")
                        : phrases.say(
                                "value.point",
                                used.point().value(),
                                phrases.word(used.channel()),
                                PointInWords.of(used.history(), phrases, of.zone())));
        person("reachable_by", channels(of.reachableBy()));
        person("opted_out_channels", channels(of.optedOut()));
        person("consents", orNone(of.consents().stream().map(this::consent).toList()));
        person(
                "holds",
                orNone(of.holds().stream()
                        .map(hold -> LenderEventSentence.hold("value.hold", hold, phrases, of.zone()))
                        .toList()));
        person(
                "moratoria",
                orNone(of.respites().stream()
                        .map(new AgeingSentence(phrases)::of)
                        .toList()));
        Conversation last = of.lastConversation();
        person(
                "last_conversation",
                last == null
                        ? phrases.say("value.never")
                        : phrases.say(
                                "value.conversation",
                                phrases.when(last.at(), of.zone()),
                                phrases.word(last.channel()),
                                phrases.word(last.disposition())));
        person(
                "callbacks",
                orNone(of.callbacks().stream()
                        .map(each -> phrases.say(
                                "value.callback",
                                each.id(),
                                phrases.when(each.from(), of.zone()),
                                phrases.when(each.until(), of.zone())))
                        .toList()));
        person(
                "complaints",
                orNone(of.complaints().stream()
                        .map(each -> phrases.say(
                                each.hold() ? "value.complaint-hold" : "value.complaint",
                                each.id(),
                                phrases.word(each.category()),
                                phrases.date(each.answerBy())))
                        .toList()));
    }

    private void debt(Circumstances.Debt debt) {
        about(debt, "bucket", debt.bucket());
        about(debt, "days_past_due", phrases.number(debt.daysPastDue()));
        about(debt, "paused_days", phrases.number(debt.pausedDays()));
        about(debt, "overdue", phrases.money(debt.overdue()));
        about(debt, "outstanding", phrases.money(debt.outstanding()));
        Promise promise = debt.promise();
        about(
                debt,
                "promise",
                promise == null
                        ? phrases.say("value.none")
                        : phrases.say(
                                "value.promise",
                                phrases.money(new Money(
                                        promise.amountMinor(),
                                        debt.outstanding().currency())),
                                phrases.date(promise.dueDate())));
        Arrangement arrangement = debt.arrangement();
        about(
                debt,
                "arrangement",
                arrangement == null
                        ? phrases.say("value.none")
                        : phrases.count(
                                "value.arrangement",
                                arrangement.instalments().size(),
                                arrangement.id(),
                                phrases.date(arrangement.lastDueDate())));
        Offer offer = debt.offer();
        about(
                debt,
                "offer",
                offer == null
                        ? phrases.say("value.none")
                        : phrases.count(
                                "value.offer",
                                offer.instalments().size(),
                                offer.id(),
                                phrases.word(offer.kind()),
                                phrases.date(offer.validUntil())));
        about(debt, "dispute", phrases.say(debt.disputed() ? "value.open" : "value.none"));
        about(debt, "operator", debt.operator() == null ? phrases.say("value.the-lender") : debt.operator());
        StepProgress.Assignment assignment = debt.assignment();
        about(
                debt,
                "segment",
                assignment == null || assignment.segment().isEmpty()
                        ? phrases.say("value.none")
                        : phrases.say("value.segment", assignment.segment(), assignment.strategyVersion()));
        StepProgress.HandedOver handedOver = debt.handedOver();
        about(
                debt,
                "handed_over",
                handedOver == null
                        ? phrases.say("value.none")
                        : phrases.say(
                                "value.handed-over",
                                phrases.word(handedOver.to()),
                                phrases.date(handedOver.dueDate())));
        about(debt, "notices", debt.notices().isEmpty() ? phrases.say("value.none") : phrases.words(debt.notices()));
    }

    private String consent(Consents.Given given) {
        Instant until = given.until();
        return phrases.say(
                "value.consent",
                phrases.word(given.scope()),
                LenderEventSentence.by(phrases, given.channel()),
                until == null
                        ? phrases.say("lender.until-withdrawn")
                        : phrases.say("lender.until", phrases.when(until, of.zone())));
    }

    private String channels(Collection<Channel> channels) {
        return channels.isEmpty() ? phrases.say("value.none") : phrases.words(channels);
    }

    private String orNone(List<String> words) {
        return words.isEmpty() ? phrases.say("value.none") : String.join("; ", words);
    }

    private void person(String name, String value) {
        told.add(new Told(name, phrases.say("fact." + name), value, ""));
    }

    private void about(Circumstances.Debt debt, String name, String value) {
        told.add(new Told(
                name, phrases.say("fact." + name), value, debt.account().value()));
    }

    private String zone(ZoneCandidate candidate) {
        ContactPointId point = candidate.point();
        return phrases.say(
                "value.zone-from-" + candidate.source().name().toLowerCase(Locale.ROOT),
                candidate.zone().getId(),
                point == null ? "" : point.value());
    }
}
