package dev.janji.domain.testing;

import dev.janji.domain.account.Arrangement;
import dev.janji.domain.account.Instalment;
import dev.janji.domain.account.Offer;
import dev.janji.domain.account.Payment;
import dev.janji.domain.account.Promise;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.Consents;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.contact.Profile;
import dev.janji.domain.debtor.Account;
import dev.janji.domain.debtor.DebtorState.Known;
import dev.janji.domain.debtor.DebtorState.LifeCycle;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.ArrangementId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.HoldId;
import dev.janji.domain.id.OfferId;
import dev.janji.domain.id.PaymentId;
import dev.janji.domain.id.PromiseId;
import dev.janji.domain.lender.AgreementEvent;
import dev.janji.domain.lender.Hold;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.SplittableRandom;

/** What a lender would tell of this debtor next: mostly plausible, now and then nonsense. Every kind of event comes up. */
final class LenderDraws {
    private static final Currency RUPIAH = Currency.getInstance("IDR");

    private final DomainGenerators gen;
    private final SplittableRandom random;
    private final ConversationDraws conversations;
    private final AgeingDraws ageing;
    private int counter;

    LenderDraws(DomainGenerators gen) {
        this.gen = gen;
        this.random = gen.random();
        this.conversations = new ConversationDraws(gen);
        this.ageing = new AgeingDraws(gen);
    }

    LenderEvent.DebtorUpserted upserted(ZoneId zone) {
        List<ContactPoint> points = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(4); i++) {
            points.add(point("cp" + i));
        }
        return new LenderEvent.DebtorUpserted(new Profile(
                "name",
                "id",
                "street",
                zone,
                points,
                zone == null && gen.percent(40) ? List.of(gen.zone()) : List.of()));
    }

    private ContactPoint point(String id) {
        return new ContactPoint(
                new ContactPointId(id),
                gen.percent(90)
                        ? gen.oneOf(List.of(Channel.SMS, Channel.EMAIL, Channel.VOICE))
                        : gen.oneOf(Channel.class),
                "address of " + id,
                gen.percent(85) ? ContactPoint.Role.OWN : gen.oneOf(ContactPoint.Role.class),
                gen.percent(93) ? ContactPoint.Verification.VERIFIED : gen.oneOf(ContactPoint.Verification.class),
                gen.percent(90) ? ContactPoint.Consent.GIVEN : ContactPoint.Consent.WITHDRAWN);
    }

    LenderEvent next(Known known, Instant now, LocalDate today) {
        if (known.accounts().isEmpty() || known.accounts().size() < 4 && gen.percent(4)) {
            return new LenderEvent.AccountOpened(new AccountId("a" + ++counter), rupiah(2_000_000), today, gen.terms());
        }
        Account account = gen.oneOf(known.accounts());
        if (account.ledger().dues().isEmpty() && gen.percent(70)) {
            return schedule(account, today);
        }
        if (known.lifeCycle() == LifeCycle.LOADING && gen.percent(20)) {
            return new LenderEvent.DebtorGoneLive();
        }
        Offer offer = account.offer();
        if (offer != null && offer.isOpen() && gen.percent(30)) {
            // Else its last day passes before anybody speaks of it.
            return offer(account, today);
        }
        int draw = random.nextInt(100);
        if (draw < 45) {
            return money(account, draw, today);
        }
        return draw < 70 ? stop(known, account, draw - 45, now) : aside(known, account, draw - 70, now);
    }

    private LenderEvent money(Account account, int draw, LocalDate today) {
        AccountId id = account.id();
        if (draw < 18) {
            LocalDate valueDate = today.minusDays(gen.percent(60) ? 0 : random.nextInt(-1, 40));
            return new LenderEvent.PaymentReceived(
                    id, new PaymentId("p" + ++counter), rupiah(gen.percent(85) ? 60_000 : 400_000), valueDate);
        }
        List<Payment> payments = account.ledger().payments();
        if (draw < 23 && !payments.isEmpty()) {
            return new LenderEvent.PaymentReversed(id, gen.oneOf(payments).id(), "NSF");
        }
        if (draw < 28) {
            return new LenderEvent.ChargePosted(
                    id, "c" + ++counter, rupiah(50_000), today.plusDays(random.nextInt(-5, 20)), "LATE_FEE");
        }
        if (draw < 31) {
            long minor = random.nextLong(-100_000, 300_000);
            return new LenderEvent.BalanceAdjusted(id, new Money(minor, RUPIAH), "CORRECTION");
        }
        if (draw < 34) {
            return schedule(account, today);
        }
        if (draw < 38) {
            return agreement(account, today);
        }
        if (draw < 41) {
            return offer(account, today);
        }
        LocalDate by = today.plusDays(random.nextInt(-1, 15));
        return new LenderEvent.PromiseRecorded(id, new PromiseId("pr" + ++counter), rupiah(200_000), by);
    }

    private LenderEvent stop(Known known, Account account, int draw, Instant now) {
        AccountId id = account.id();
        String dispute = account.dispute();
        if (dispute != null && gen.percent(50)) {
            return new LenderEvent.DisputeResolved(id, dispute);
        }
        if (!known.holds().isEmpty() && gen.percent(60)) {
            return new LenderEvent.HoldLifted(gen.oneOf(known.holds()).id());
        }
        if (account.status() != Account.Status.OPEN && gen.percent(60)) {
            return new LenderEvent.AccountPlaced(id, "operator");
        }
        if (draw < 4) {
            return new LenderEvent.DisputeOpened(id, "d" + ++counter, "AMOUNT");
        }
        if (draw < 7) {
            Instant until = gen.percent(20) ? null : now.plus(Duration.ofMinutes(random.nextInt(20 * 1_440)));
            return new LenderEvent.HoldPlaced(new Hold(
                    new HoldId("h" + ++counter), gen.oneOf(Hold.Kind.class), gen.percent(50) ? id : null, until));
        }
        return switch (draw) {
            case 7, 8, 9 -> new LenderEvent.AccountRecalled(id);
            case 10 -> gen.percent(30) ? new LenderEvent.AccountWrittenOff(id) : new LenderEvent.AccountRecalled(id);
            case 11 -> gen.percent(6) ? new LenderEvent.AccountClosed(id, "PAID") : money(account, 0, today(now));
            case 12 -> gen.percent(2) ? new LenderEvent.DebtorErased() : money(account, 0, today(now));
            case 13 -> new LenderEvent.AccountPlaced(id, "operator");
            case 14 -> new LenderEvent.DisputeResolved(id, "d" + counter);
            case 15 -> new LenderEvent.HoldLifted(new HoldId("h" + counter));
            case 16, 17, 18 -> ageing.next(known, account, today(now));
            default ->
                new LenderEvent.ContactMadeElsewhere(
                        gen.oneOf(Channel.class),
                        gen.oneOf(LenderEvent.ContactResult.class),
                        gen.percent(50) ? id : null);
        };
    }

    private static LocalDate today(Instant now) {
        return LocalDate.ofInstant(now, TestRules.JAKARTA);
    }

    private LenderEvent aside(Known known, Account account, int draw, Instant now) {
        LocalDate today = today(now);
        AccountId id = account.id();
        List<ContactPoint> points = known.profile().contactPoints();
        return switch (draw) {
            case 0, 1 -> upserted(gen.percent(60) ? known.profile().zone() : gen.orNull(gen::zone));
            case 2, 3, 4, 5 -> new LenderEvent.ContactPointChanged(point("cp" + random.nextInt(6)));
            case 6, 7, 8 ->
                new LenderEvent.ConsentChanged(
                        points.isEmpty()
                                ? new ContactPointId("none")
                                : gen.oneOf(points).id(),
                        gen.percent(75) ? ContactPoint.Consent.GIVEN : ContactPoint.Consent.WITHDRAWN);
            case 9, 10 -> new LenderEvent.AccountTermsSet(id, gen.terms());
            case 11, 12 -> new LenderEvent.NoticeGivenElsewhere(id, gen.oneOf(LenderEvent.NoticeKind.class));
            case 13 ->
                new LenderEvent.DebtorConsentChanged(
                        gen.oneOf(Consents.Scope.class),
                        gen.orNull(() -> gen.oneOf(Channel.class)),
                        gen.percent(75) ? ContactPoint.Consent.GIVEN : ContactPoint.Consent.WITHDRAWN,
                        null);
            case 14 -> new LenderEvent.PersonsLinked(gen.listOf(3, gen::linkedPerson));
            case 15 -> new LenderEvent.DebtorGoneLive();
            case 16, 17, 18 -> gen.lenderEvent();
            case 19, 20 -> schedule(account, today);
            case 21, 22, 23, 24, 25 -> conversations.next(known, id, now);
            case 26, 27 -> offer(account, today);
            default -> money(account, random.nextInt(45), today);
        };
    }

    private LenderEvent agreement(Account account, LocalDate today) {
        Arrangement last = account.ledger().arrangement();
        if (last != null && gen.percent(last.stands() ? 30 : 5)) {
            return new AgreementEvent.ArrangementEnded(account.id(), last.id(), gen.oneOf(Arrangement.State.class));
        }
        Promise promise = account.promise();
        if (promise != null && gen.percent(account.hasActivePromise() ? 60 : 10)) {
            return new AgreementEvent.PromiseCancelled(account.id(), promise.id(), "DEBTOR");
        }
        List<Instalment> instalments = new ArrayList<>();
        LocalDate first = today.plusDays(random.nextInt(-1, 20));
        for (int i = 0; i <= random.nextInt(7); i++) {
            instalments.add(new Instalment(i + 1, first.plusMonths(i), 1 + random.nextLong(90_000)));
        }
        return new AgreementEvent.ArrangementAgreed(
                account.id(),
                new ArrangementId("ar" + ++counter),
                instalments,
                gen.oneOf(Arrangement.Role.class),
                gen.percent(60) ? 0 : random.nextLong(100_000));
    }

    /** Mostly about the last offer, or a new one. */
    private LenderEvent offer(Account account, LocalDate today) {
        Offer last = account.offer();
        if (last != null && gen.percent(last.isOpen() ? 70 : 15)) {
            OfferId id = gen.percent(95) ? last.id() : new OfferId("of0");
            return gen.percent(55)
                    ? new AgreementEvent.OfferAnswered(account.id(), id, gen.oneOf(Offer.Answer.class))
                    : new AgreementEvent.OfferWithdrawn(account.id(), id);
        }
        LocalDate until = today.plusDays(random.nextInt(-1, 20));
        LocalDate first = until.plusDays(random.nextInt(-1, 9));
        List<Instalment> instalments = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(4); i++) {
            instalments.add(new Instalment(i + 1, first.plusMonths(i), 1 + random.nextLong(90_000)));
        }
        return new AgreementEvent.OfferMade(
                account.id(),
                new OfferId("of" + ++counter),
                gen.oneOf(Offer.Kind.class),
                instalments,
                gen.oneOf(Arrangement.Role.class),
                gen.percent(60) ? 0 : random.nextLong(100_000),
                until,
                gen.percent(50) ? "" : "cv1");
    }

    private LenderEvent schedule(Account account, LocalDate today) {
        List<Instalment> instalments = new ArrayList<>();
        LocalDate first = today.plusDays(random.nextInt(-70, 25));
        for (int i = 0; i <= random.nextInt(12); i++) {
            instalments.add(new Instalment(i + 1, first.plusMonths(i), 1 + random.nextLong(200_000)));
        }
        return new LenderEvent.ScheduleSet(account.id(), instalments);
    }

    private Money rupiah(long most) {
        return new Money(1 + random.nextLong(most), RUPIAH);
    }
}
