package dev.janji.loadtest.rules;

import com.typesafe.config.ConfigFactory;
import dev.janji.actors.channel.MessageTemplates;
import dev.janji.actors.rules.RuleBook;
import dev.janji.domain.account.AccountTerms;
import dev.janji.domain.account.Instalment;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.contact.Outcome;
import dev.janji.domain.contact.Profile;
import dev.janji.domain.debtor.Answer;
import dev.janji.domain.debtor.BodyHash;
import dev.janji.domain.debtor.DebtorCommand;
import dev.janji.domain.debtor.DebtorEvent;
import dev.janji.domain.debtor.DebtorRules;
import dev.janji.domain.debtor.DebtorState;
import dev.janji.domain.debtor.Decision;
import dev.janji.domain.debtor.RuleContext;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.DebtorId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.EventId;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.id.PaymentId;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;

/**
 * A debtor with three accounts that has been worked for so many days by the shipped rules: late every month, contacted by every step that
 * fell due, and then paying. Confined to one thread.
 */
final class WorkedDebtor {
    private static final ZoneId JAKARTA = ZoneId.of("Asia/Jakarta");
    private static final LocalDate BEGIN = LocalDate.of(2026, 1, 5);
    private static final Currency RUPIAH = Currency.getInstance("IDR");
    private static final long INSTALMENT = 100_000;
    private static final int LATE_DAYS = 16;
    private static final List<AccountId> ACCOUNTS =
            List.of(new AccountId("card"), new AccountId("loan"), new AccountId("phone"));

    private final DebtorKey key = new DebtorKey(new LenderId("bank"), new DebtorId("debtor-1"));
    private final RuleContext.LenderRules rules;
    private DebtorState state = new DebtorState.Unknown();
    private Instant now = BEGIN.atTime(6, 0).atZone(JAKARTA).toInstant();
    private long told;
    private long events;

    WorkedDebtor(int days, String strategy) {
        var config = ConfigFactory.parseMap(Map.of("janji.rules.default.strategy.file", strategy))
                .withFallback(ConfigFactory.load());
        rules = RuleBook.from(config, MessageTemplates.from(config)).rules(key.lender());
        tell(new LenderEvent.DebtorUpserted(new Profile(
                "Debtor", "id", "", JAKARTA, List.of(point("sms", Channel.SMS), point("mail", Channel.EMAIL)))));
        for (int i = 0; i < ACCOUNTS.size(); i++) {
            open(ACCOUNTS.get(i), BEGIN.plusDays(4L * i + 1));
        }
        for (int day = 0; day < days; day++) {
            live(BEGIN.plusDays(day));
        }
        // On to the next contact, which is what a wake-up costs most for.
        while (!(woken() instanceof DebtorEvent.ContactAuthorized)) {
            accept(new DebtorCommand.WakeUp());
            handOver();
            now = nextWakeUp();
        }
    }

    private static ContactPoint point(String id, Channel channel) {
        return new ContactPoint(
                new ContactPointId(id),
                channel,
                "address",
                ContactPoint.Role.OWN,
                ContactPoint.Verification.VERIFIED,
                ContactPoint.Consent.GIVEN);
    }

    private void open(AccountId account, LocalDate firstDue) {
        List<Instalment> instalments = new ArrayList<>();
        for (int month = 0; month < 12; month++) {
            instalments.add(new Instalment(month + 1, firstDue.plusMonths(month), INSTALMENT));
        }
        tell(new LenderEvent.AccountOpened(account, new Money(12 * INSTALMENT, RUPIAH), BEGIN, AccountTerms.NONE));
        tell(new LenderEvent.ScheduleSet(account, instalments));
    }

    private void live(LocalDate day) {
        Instant end = day.atTime(21, 0).atZone(JAKARTA).toInstant();
        for (int i = 0; i < ACCOUNTS.size(); i++) {
            if (day.minusDays(LATE_DAYS + 4L * i + 1).getDayOfMonth() == BEGIN.getDayOfMonth()) {
                now = later(day.atTime(7, 0).atZone(JAKARTA).toInstant());
                tell(payment(ACCOUNTS.get(i)));
            }
        }
        for (Instant next = nextWakeUp(); next.isBefore(end); next = nextWakeUp()) {
            now = later(next);
            accept(new DebtorCommand.WakeUp());
            handOver();
        }
    }

    private void handOver() {
        var open = ((DebtorState.Known) state).openAttempt();
        if (open != null) {
            accept(new DebtorCommand.RecordAnswer(open.id(), Answer.HANDED_OVER, "", "reference"));
            accept(new DebtorCommand.RecordOutcome(open.id(), Outcome.DELIVERED, now));
        }
    }

    private Instant nextWakeUp() {
        Instant next = DebtorRules.outstanding(state, context()).nextWakeUp();
        return next == null ? now.plus(Duration.ofDays(1)) : later(next);
    }

    private Instant later(Instant instant) {
        return instant.isAfter(now) ? instant : now;
    }

    LenderEvent payment(AccountId account) {
        return new LenderEvent.PaymentReceived(
                account,
                new PaymentId("payment-" + ++told),
                new Money(INSTALMENT, RUPIAH),
                LocalDate.ofInstant(now, JAKARTA));
    }

    DebtorCommand lenderEvent(LenderEvent event) {
        return new DebtorCommand.ApplyLenderEvent(
                new EventId("event-" + ++told), new BodyHash(told, told), now, null, event);
    }

    private void tell(LenderEvent event) {
        accept(lenderEvent(event));
    }

    private void accept(DebtorCommand command) {
        Decision decision = DebtorRules.decide(state, command, context());
        if (!(decision instanceof Decision.Accepted accepted)) {
            throw new IllegalStateException("Expected " + command + " to be accepted, but got " + decision);
        }
        state = accepted.after();
        events += accepted.events().size();
    }

    private Object woken() {
        Decision.Accepted woken = (Decision.Accepted) DebtorRules.decide(state, new DebtorCommand.WakeUp(), context());
        return woken.events().isEmpty() ? "" : woken.events().get(woken.events().size() - 1);
    }

    DebtorState state() {
        return state;
    }

    RuleContext context() {
        return RuleContext.at(key, now, rules);
    }

    long events() {
        return events;
    }
}
