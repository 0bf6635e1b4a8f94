package dev.janji.orchestrator.grpc;

import com.typesafe.config.ConfigFactory;
import dev.janji.actors.channel.MessageTemplates;
import dev.janji.actors.debtor.DebtorView;
import dev.janji.actors.journal.Recorded;
import dev.janji.actors.rules.RuleBook;
import dev.janji.domain.account.AccountTerms;
import dev.janji.domain.account.Instalment;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.contact.Profile;
import dev.janji.domain.debtor.BodyHash;
import dev.janji.domain.debtor.BucketHistory;
import dev.janji.domain.debtor.DebtorCommand;
import dev.janji.domain.debtor.DebtorEvent;
import dev.janji.domain.debtor.DebtorRules;
import dev.janji.domain.debtor.DebtorState;
import dev.janji.domain.debtor.Decision;
import dev.janji.domain.debtor.RuleContext;
import dev.janji.domain.debtor.RuleContext.LenderRules;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.EventId;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.money.Money;
import dev.janji.orchestrator.words.Language;
import dev.janji.protocols.lender.v1.ExplainResponse;
import dev.janji.protocols.lender.v1.GetDebtorResponse;
import dev.janji.protocols.lender.v1.ListHistoryResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.UUID;

/** One debtor in Jakarta by the shipped rules, told step by step in its local time, and how the edge shows it. */
final class DebtorInWords {
    static final ZoneId JAKARTA = ZoneId.of("Asia/Jakarta");
    static final AccountId CARD = new AccountId("card");
    static final LenderRules SHIPPED = RuleBook.from(ConfigFactory.load(), MessageTemplates.from(ConfigFactory.load()))
            .rules(DebtorKey.parse("bank~d").lender());
    static final List<String> PERSONAL = List.of("Ayu", "Jalan", "+62811", "ayu@");

    private static final DebtorKey DEBTOR = DebtorKey.parse("bank~d-1");
    private static final Currency RUPIAH = Currency.getInstance("IDR");

    final List<Recorded> journal = new ArrayList<>();
    private DebtorState state = new DebtorState.Unknown();
    private LenderRules rules = SHIPPED;
    private Instant now = Instant.EPOCH;
    private int told;

    /** A debtor with a card of which 500,000 rupiah fall due on a day. */
    static DebtorInWords withCard(String localTime, String dueDate) {
        return new DebtorInWords()
                .at(localTime)
                .tell(new LenderEvent.DebtorUpserted(new Profile(
                        "Ayu",
                        "id",
                        "Jalan 1",
                        JAKARTA,
                        List.of(point("sms", Channel.SMS, "+62811"), point("mail", Channel.EMAIL, "ayu@mail.test")))))
                .tell(new LenderEvent.AccountOpened(
                        CARD, rupiah(50_000_000), LocalDate.parse("2026-01-01"), AccountTerms.NONE))
                .tell(new LenderEvent.ScheduleSet(
                        CARD, List.of(new Instalment(1, LocalDate.parse(dueDate), 50_000_000))));
    }

    private static ContactPoint point(String id, Channel channel, String address) {
        return new ContactPoint(
                new ContactPointId(id),
                channel,
                address,
                ContactPoint.Role.OWN,
                ContactPoint.Verification.VERIFIED,
                ContactPoint.Consent.GIVEN);
    }

    static Money rupiah(long minor) {
        return new Money(minor, RUPIAH);
    }

    DebtorInWords at(String localTime) {
        now = LocalDateTime.parse(localTime).atZone(JAKARTA).toInstant();
        return this;
    }

    DebtorInWords by(LenderRules changed) {
        rules = changed;
        return this;
    }

    DebtorInWords tell(LenderEvent event) {
        return accept(new DebtorCommand.ApplyLenderEvent(
                new EventId("e" + ++told), new BodyHash(told, told), now, null, event));
    }

    DebtorInWords accept(DebtorCommand command) {
        Decision decision = DebtorRules.decide(state, command, RuleContext.at(DEBTOR, now, rules));
        for (DebtorEvent event : ((Decision.Accepted) decision).events()) {
            state = DebtorRules.evolve(state, event);
            journal.add(new Recorded(DEBTOR, state.version(), new UUID(0, 1), event, null));
        }
        return this;
    }

    DebtorInWords wake() {
        return accept(new DebtorCommand.WakeUp());
    }

    DebtorState.Known known() {
        return (DebtorState.Known) state;
    }

    private DebtorView view() {
        RuleContext context = RuleContext.at(DEBTOR, now, rules);
        return new DebtorView(
                DEBTOR,
                state,
                DebtorRules.explain(state, context),
                DebtorRules.outstanding(state, context).nextWakeUp(),
                now,
                context.today(state),
                rules);
    }

    GetDebtorResponse shown() {
        return StandingMapper.with(stays(), ViewMapper.debtor(view(), known()));
    }

    private BucketHistory stays() {
        BucketHistory.Fold fold = new BucketHistory.Fold(rules);
        journal.forEach(recorded -> fold.add(recorded.event()));
        return fold.at(view().today());
    }

    ExplainResponse explain(Language language) {
        return ExplanationMapper.explanation(view(), known(), journal.get(journal.size() - 1), stays(), language);
    }

    List<String> history(Language language) {
        HistoryMapper mapper = new HistoryMapper(language, JAKARTA);
        return journal.stream()
                .map(mapper::line)
                .map(ListHistoryResponse::getSummary)
                .toList();
    }
}
