package dev.janji.actors.debtor;

import com.typesafe.config.ConfigFactory;
import dev.janji.actors.channel.MessageTemplates;
import dev.janji.actors.desk.AgentDebtors;
import dev.janji.actors.journal.Recorded;
import dev.janji.actors.rules.LenderBook;
import dev.janji.actors.rules.RuleBook;
import dev.janji.domain.account.AccountTerms;
import dev.janji.domain.account.Instalment;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.contact.Profile;
import dev.janji.domain.debtor.BodyHash;
import dev.janji.domain.debtor.DebtorCommand;
import dev.janji.domain.debtor.DebtorEvent;
import dev.janji.domain.debtor.DebtorRules;
import dev.janji.domain.debtor.DebtorState;
import dev.janji.domain.debtor.Decision;
import dev.janji.domain.debtor.RuleContext;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.EventId;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.money.Money;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Debtors by the shipped rules, in memory: the real decisions without a store. Thread-safe. */
public final class RuledDebtors implements AgentDebtors {
    public static final ZoneId JAKARTA = ZoneId.of("Asia/Jakarta");
    public static final AccountId CARD = new AccountId("card-1");
    /** Of every debtor; no part of it may be on a screen but its last three digits. */
    public static final String NUMBER = "+6281234567890";

    public static final MessageTemplates TEXTS = MessageTemplates.from(ConfigFactory.load());
    private static final RuleBook BOOK = RuleBook.from(ConfigFactory.load(), TEXTS);
    private static final Currency RUPIAH = Currency.getInstance("IDR");

    private final InstantSource clock;
    private final Map<DebtorKey, DebtorState> states = new HashMap<>();
    private final Map<DebtorKey, List<Recorded>> journals = new HashMap<>();
    private int told;

    public RuledDebtors(InstantSource clock) {
        this.clock = clock;
    }

    public static LenderBook book(LenderId lender) {
        return BOOK.of(lender);
    }

    /** A debtor with a card of which 500,000 rupiah fell due on a day, and a telephone. */
    public synchronized void add(DebtorKey debtor, LocalDate dueDate) {
        tell(
                debtor,
                new LenderEvent.DebtorUpserted(new Profile(
                        "Debtor One",
                        "id",
                        "Jalan Satu 1",
                        JAKARTA,
                        List.of(new ContactPoint(
                                new ContactPointId("phone"),
                                Channel.VOICE,
                                NUMBER,
                                ContactPoint.Role.OWN,
                                ContactPoint.Verification.VERIFIED,
                                ContactPoint.Consent.GIVEN)))));
        tell(debtor, new LenderEvent.AccountOpened(CARD, rupiah(500_000), dueDate.minusDays(60), AccountTerms.NONE));
        tell(debtor, new LenderEvent.ScheduleSet(CARD, List.of(new Instalment(1, dueDate, 50_000_000))));
    }

    public static Money rupiah(long whole) {
        return new Money(whole * 100, RUPIAH);
    }

    /** An event of the lender. */
    public synchronized Reply tell(DebtorKey debtor, LenderEvent event) {
        told++;
        return decide(
                debtor,
                new DebtorCommand.ApplyLenderEvent(
                        new EventId("lender-" + told), new BodyHash(told, told), clock.instant(), null, event));
    }

    public synchronized List<DebtorEvent> events(DebtorKey debtor) {
        return journals.getOrDefault(debtor, List.of()).stream()
                .map(Recorded::event)
                .toList();
    }

    /** @return the events of the lender that were stored, of one kind */
    public <E extends LenderEvent> List<E> told(DebtorKey debtor, Class<E> kind) {
        return events(debtor).stream()
                .filter(DebtorEvent.LenderEventApplied.class::isInstance)
                .map(event -> ((DebtorEvent.LenderEventApplied) event).event())
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    private Reply decide(DebtorKey debtor, DebtorCommand command) {
        DebtorState state = states.getOrDefault(debtor, new DebtorState.Unknown());
        Decision decision = DebtorRules.decide(state, command, context(debtor));
        if (decision instanceof Decision.Rejected rejected) {
            return new Reply.Refused(rejected.reason(), rejected.detail());
        }
        if (decision instanceof Decision.Duplicate duplicate) {
            return new Reply.Applied(duplicate.sequenceNumber(), true, false);
        }
        Decision.Accepted accepted = (Decision.Accepted) decision;
        for (DebtorEvent event : accepted.events()) {
            state = DebtorRules.evolve(state, event);
            journals.computeIfAbsent(debtor, key -> new ArrayList<>())
                    .add(new Recorded(debtor, state.version(), new UUID(0, 1), event, null));
        }
        states.put(debtor, state);
        return new Reply.Applied(state.version(), false, false);
    }

    private RuleContext context(DebtorKey debtor) {
        return RuleContext.at(debtor, clock.instant(), BOOK.rules(debtor.lender()));
    }

    @Override
    public synchronized CompletionStage<DebtorView> view(DebtorKey debtor) {
        return CompletableFuture.completedStage(
                DebtorView.of(debtor, states.getOrDefault(debtor, new DebtorState.Unknown()), context(debtor)));
    }

    @Override
    public synchronized CompletionStage<List<Recorded>> history(DebtorKey debtor, long from) {
        return CompletableFuture.completedStage(journals.getOrDefault(debtor, List.of()).stream()
                .filter(recorded -> recorded.sequenceNumber() >= from)
                .toList());
    }

    @Override
    public synchronized CompletionStage<Reply> ask(DebtorKey debtor, DebtorCommand command) {
        return CompletableFuture.completedStage(decide(debtor, command));
    }
}
