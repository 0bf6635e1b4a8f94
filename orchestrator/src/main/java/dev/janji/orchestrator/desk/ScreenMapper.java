package dev.janji.orchestrator.desk;

import dev.janji.actors.debtor.DebtorView;
import dev.janji.actors.desk.AgentAction;
import dev.janji.actors.desk.CaseView;
import dev.janji.actors.desk.IdentityCheck;
import dev.janji.actors.desk.WhyNot;
import dev.janji.actors.desk.WrittenCase;
import dev.janji.actors.journal.Recorded;
import dev.janji.actors.rules.LenderBook;
import dev.janji.domain.account.Promise;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.debtor.Account;
import dev.janji.domain.debtor.Attempt;
import dev.janji.domain.debtor.Circumstances;
import dev.janji.domain.debtor.DebtorEvent;
import dev.janji.domain.debtor.DebtorState;
import dev.janji.domain.debtor.PointHistory;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.LeadId;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.lender.ConversationEvent;
import dev.janji.domain.lender.Hold;
import dev.janji.orchestrator.grpc.ViewMapper;
import dev.janji.orchestrator.words.EventSentence;
import dev.janji.orchestrator.words.Language;
import dev.janji.orchestrator.words.Phrases;
import dev.janji.protocols.desk.v1.ActionName;
import dev.janji.protocols.desk.v1.AllowedAction;
import dev.janji.protocols.desk.v1.Debt;
import dev.janji.protocols.desk.v1.Screen;
import dev.janji.protocols.desk.v1.TimelineEntry;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What an agent sees of a debtor. Until the identity check is passed nothing in it speaks of a debt, and a whole number or address never is in
 * it. Pure; immutable.
 *
 * @param lenders what each lender's debtors are worked by
 */
record ScreenMapper(Function<LenderId, LenderBook> lenders, Scripts scripts) {
    private static final int SHOWN_DIGITS = 3;
    private static final int LEAST_DIGITS = 7;

    Screen screen(CaseView view, Language language) {
        DebtorView debtor = view.view();
        LenderBook lender = lenders.apply(debtor.debtor().lender());
        LeadId lead = view.lead();
        Screen.Builder screen = Screen.newBuilder()
                .setLeadId(lead == null ? "" : lead.value())
                .setLenderId(debtor.debtor().lender().value())
                .setLenderName(lender.name())
                .setDebtorId(debtor.debtor().debtor().value())
                .setIdentity(dev.janji.protocols.desk.v1.IdentityCheck.valueOf(
                        "IDENTITY_CHECK_" + view.identity().name()));
        for (AgentAction action : AgentAction.values()) {
            screen.addActions(
                    action(action, view.actions().getOrDefault(action, Optional.empty()), language.phrases()));
        }
        if (!(debtor.state() instanceof DebtorState.Known known)) {
            return screen.build();
        }
        ZoneId zone = known.profile().homeZone();
        screen.setDebtorName(known.profile().name())
                .setLanguage(known.profile().language())
                .setMaskedNumber(maskedNumber(view, known))
                .setScript(view.written() == null ? scripts.of(view, known, lender) : "")
                .setZone(zone == null ? "" : zone.getId())
                .setLocalTime(
                        zone == null ? "" : language.phrases().clock(LocalTime.ofInstant(debtor.computedAt(), zone)));
        screen.addAllTriedPoints(TriedPoints.of(
                known.profile().contactPoints(),
                point -> PointHistory.of(point.id(), known),
                view.point(),
                language.phrases(),
                debtor.zone()));
        WrittenCase written = view.written();
        if (written != null) {
            screen.setWritten(WrittenScreen.of(written, view, known, lender, language.phrases()));
        }
        if (view.identity() == IdentityCheck.PASSED) {
            debtor.circumstances(known).debts().forEach(debt -> screen.addDebts(debt(debt, debtor, known, language)));
            screen.addAllTimeline(timeline(view, language));
        }
        return screen.build();
    }

    static String why(WhyNot why, String subject, Phrases phrases) {
        String said = phrases.say("desk.why." + why.name());
        return subject.isEmpty() ? said : said + " [" + subject + "]";
    }

    private static AllowedAction action(AgentAction action, Optional<WhyNot> against, Phrases phrases) {
        return AllowedAction.newBuilder()
                .setName(ActionName.valueOf("ACTION_NAME_" + action.name()))
                .setAllowed(against.isEmpty())
                .setWhyNot(against.map(why -> why(why, "", phrases)).orElse(""))
                .build();
    }

    private static Debt debt(Circumstances.Debt debt, DebtorView view, DebtorState.Known known, Language language) {
        Debt.Builder shown = Debt.newBuilder()
                .setAccountId(debt.account().value())
                .setBucket(debt.bucket())
                .setDaysPastDue(debt.daysPastDue())
                .setOverdue(ViewMapper.money(debt.overdue()))
                .setOutstanding(ViewMapper.money(debt.outstanding()))
                .setSuspended(suspended(debt, view, known, language.phrases()));
        Account account = known.account(debt.account());
        if (account != null) {
            shown.setProduct(account.terms().product())
                    .setKept(account.promises().kept())
                    .setBroken(account.promises().broken());
            LocalDate due = account.ledger().earliestUnpaidDueDate();
            if (due != null) {
                shown.setDueDate(ViewMapper.date(due));
            }
        }
        Promise promise = debt.promise();
        if (promise != null) {
            shown.setPromised(ViewMapper.money(new dev.janji.domain.money.Money(
                            promise.amountMinor(), debt.overdue().currency())))
                    .setPromisedBy(ViewMapper.date(promise.dueDate()));
        }
        return shown.build();
    }

    private static String suspended(
            Circumstances.Debt debt, DebtorView view, DebtorState.Known known, Phrases phrases) {
        List<String> why = new ArrayList<>();
        if (debt.disputed()) {
            why.add(phrases.say("desk.suspended.disputed"));
        }
        for (Hold hold : known.standingHolds(view.computedAt(), view.zone())) {
            if (hold.account() == null || hold.account().equals(debt.account())) {
                why.add(phrases.word(hold.kind()));
            }
        }
        return String.join(", ", why);
    }

    private static List<TimelineEntry> timeline(CaseView view, Language language) {
        Map<AttemptId, Channel> channels = new HashMap<>();
        EventSentence words = new EventSentence(language.phrases(), view.view().zone(), channels::get);
        List<TimelineEntry> newestFirst = new ArrayList<>();
        for (Recorded recorded : view.timeline()) {
            if (recorded.event() instanceof DebtorEvent.ContactAuthorized authorized) {
                Attempt attempt = authorized.attempt();
                channels.put(attempt.id(), attempt.channel());
            }
            newestFirst.add(
                    0,
                    TimelineEntry.newBuilder()
                            .setAt(ViewMapper.timestamp(recorded.event().at()))
                            .setText(recorded.event().match(words))
                            .setConversationId(conversation(recorded.event()))
                            .setWords(WrittenScreen.words(recorded.event()))
                            .build());
        }
        return newestFirst;
    }

    /** Whoever sees the debtor may correct what a conversation ended with. */
    private static String conversation(DebtorEvent event) {
        return event instanceof DebtorEvent.LenderEventApplied applied
                        && applied.event() instanceof ConversationEvent.ConversationHeld held
                ? held.conversation().value()
                : "";
    }

    /** Of the point that is called; before that, of the first one that a call could go to. */
    private static String maskedNumber(CaseView view, DebtorState.Known known) {
        ContactPointId called = view.point();
        for (ContactPoint point : known.profile().contactPoints()) {
            boolean meant = called == null
                    ? point.channel() == Channel.VOICE
                    : point.id().equals(called);
            if (meant) {
                return WrittenScreen.masked(point);
            }
        }
        return "";
    }

    /** Country code and the last three digits of a number that is long enough to hide something; else nothing of it. */
    static String masked(String number) {
        String digits = number.replaceAll("\\D", "");
        if (digits.length() < LEAST_DIGITS) {
            return digits.isEmpty() ? "" : "***";
        }
        String end = digits.substring(digits.length() - SHOWN_DIGITS);
        return number.startsWith("+62") ? "+62 *** *** " + end : "*** *** " + end;
    }
}
