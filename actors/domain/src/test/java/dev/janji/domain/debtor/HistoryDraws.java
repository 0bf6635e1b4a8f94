package dev.janji.domain.debtor;

import dev.janji.domain.account.AccountTerms;
import dev.janji.domain.account.Arrangement;
import dev.janji.domain.account.Instalment;
import dev.janji.domain.account.Offer;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.Consents;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.contact.Profile;
import dev.janji.domain.debtor.DebtorCommand.ApplyLenderEvent;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.ArrangementId;
import dev.janji.domain.id.CallbackId;
import dev.janji.domain.id.ComplaintId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.ConversationId;
import dev.janji.domain.id.EventId;
import dev.janji.domain.id.HoldId;
import dev.janji.domain.id.MoratoriumId;
import dev.janji.domain.id.OfferId;
import dev.janji.domain.id.PauseId;
import dev.janji.domain.id.PaymentId;
import dev.janji.domain.id.PromiseId;
import dev.janji.domain.id.ReplyId;
import dev.janji.domain.lender.AgeingEvent;
import dev.janji.domain.lender.AgreementEvent;
import dev.janji.domain.lender.ConversationEvent;
import dev.janji.domain.lender.Disposition;
import dev.janji.domain.lender.Hold;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.lender.LinkedPerson;
import dev.janji.domain.lender.Moratorium;
import dev.janji.domain.money.Money;
import dev.janji.domain.testing.DomainGenerators;
import dev.janji.domain.testing.TestRules;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A debtor with one or two accounts, and what a lender tells of it next, all of which is accepted. Few names and amounts, so that events meet
 * each other. Confined to one thread.
 */
final class HistoryDraws {
    private static final LocalDate START = LocalDate.of(2026, 3, 10);

    /** What is due from then on is not due before any history ends. */
    static final LocalDate FAR = START.plusDays(40);

    private final DomainGenerators gen;
    private final SplittableRandom random;
    private final TestRules rules;
    private final List<AccountId> accounts = new ArrayList<>();
    private final Instant start = START.atTime(12, 0).atZone(TestRules.JAKARTA).toInstant();
    /** Of some histories few kinds of events, of others any: what follows from each other must meet. */
    private final List<Integer> theme;

    private int named;
    private int promised;
    private int arranged;
    private int offered;

    HistoryDraws(long seed) {
        gen = new DomainGenerators(seed);
        random = gen.random();
        rules = TestRules.drawn(gen, START.minusDays(3));
        List<Integer> any = IntStream.range(0, 145).boxed().toList();
        List<Integer> disputes = Stream.concat(any.subList(54, 62).stream(), any.subList(105, 116).stream())
                .toList();
        theme = switch (random.nextInt(10)) {
            case 0 -> any;
            case 1, 7 -> any.subList(0, 45);
            case 2 -> any.subList(45, 72);
            case 3 -> any.subList(100, 130);
            case 4 -> any.subList(130, 145);
            case 5 -> disputes;
            case 6 -> any.subList(36, 45);
            default -> List.of(random.nextInt(145), random.nextInt(145), random.nextInt(145));
        };
    }

    History history(int events) {
        DebtorState before = debtor();
        List<Instant> at = new ArrayList<>();
        Instant next = start;
        for (int i = 0; i < events; i++) {
            at.add(next);
            next = next.plus(gen.percent(50) ? Duration.ofHours(1 + random.nextInt(72)) : Duration.ofSeconds(1));
        }
        Instant end = next.plus(Duration.ofHours(random.nextInt(96)));
        History history = new History(rules, before, List.of(), at, end);
        while (history.told().size() < events) {
            history = longer(history);
        }
        return history;
    }

    /** With one more event that is accepted at its instant, a second later, and when all is told at once. */
    private History longer(History history) {
        int size = history.told().size();
        Integer[] asTold = new Integer[size + 1];
        List<Instant> seconds = new ArrayList<>();
        for (int i = 0; i <= size; i++) {
            asTold[i] = i;
            seconds.add(start.plusSeconds(i));
        }
        for (int tries = 0; tries < 10_000; tries++) {
            History longer = history.with(event());
            History quick = new History(rules, longer.before(), longer.told(), seconds, seconds.get(size));
            if (quick.in(asTold) != null
                    && longer.in(asTold) != null
                    && longer.atOnce().in(asTold) != null) {
                return longer;
            }
        }
        throw new AssertionError("Expected something to be accepted after " + history.told());
    }

    private DebtorState debtor() {
        List<LenderEvent> told = new ArrayList<>();
        told.add(upserted());
        for (int i = 0; i <= random.nextInt(2); i++) {
            AccountId account = new AccountId("a" + i);
            accounts.add(account);
            told.add(new LenderEvent.AccountOpened(account, rupiah(1_000), START.minusDays(99), AccountTerms.NONE));
            told.add(schedule(account));
            told.add(paid(account));
        }
        Instant loaded = start.minusSeconds(3_600);
        Instant asOf = gen.percent(15) ? loaded : null;
        DebtorState state = new DebtorState.Unknown();
        for (LenderEvent event : told) {
            ApplyLenderEvent command =
                    new ApplyLenderEvent(new EventId("b" + ++named), new BodyHash(named, named), loaded, asOf, event);
            RuleContext context = RuleContext.at(DebtorStory.DEBTOR, loaded, rules.rules());
            state = ((Decision.Accepted) DebtorRules.decide(state, command, context)).after();
        }
        return state;
    }

    private LenderEvent event() {
        AccountId account = gen.oneOf(accounts);
        if (gen.percent(8)) {
            // Of these most are refused: without a promise or an arrangement there is nothing to end.
            return agreement(account);
        }
        int draw = gen.percent(85) ? gen.oneOf(theme) : random.nextInt(145);
        if (draw < 45) {
            return money(account, draw);
        }
        if (draw >= 130) {
            return ageing(account, draw - 130);
        }
        if (draw >= 100) {
            return said(account, draw - 100);
        }
        return draw < 72 ? stop(account, draw) : aside(account, draw);
    }

    private LenderEvent money(AccountId account, int draw) {
        if (draw < 16) {
            return paid(account);
        }
        if (draw < 25) {
            return new LenderEvent.PaymentReversed(account, new PaymentId("p" + random.nextInt(1, named + 2)), "NSF");
        }
        if (draw < 29) {
            long minor = random.nextInt(-300, 300);
            return new LenderEvent.BalanceAdjusted(account, rupiah(minor == 0 ? 1 : minor), "CORRECTION");
        }
        if (draw < 33) {
            return new LenderEvent.ChargePosted(account, "c" + ++named, rupiah(50), dueDate(), "FEE");
        }
        if (draw < 36) {
            return schedule(account);
        }
        if (draw < 41) {
            return agreement(account);
        }
        promised++;
        return new LenderEvent.PromiseRecorded(
                account, new PromiseId("pr" + promised), rupiah(gen.percent(70) ? 100 : 200), promisedBy());
    }

    private LenderEvent agreement(AccountId account) {
        int draw = random.nextInt(100);
        if (gen.percent(50)) {
            return offer(account, draw);
        }
        if (draw < 40) {
            int which = gen.percent(70) ? promised : random.nextInt(promised + 1);
            return new AgreementEvent.PromiseCancelled(account, new PromiseId("pr" + which), "");
        }
        if (draw < 60) {
            return new AgreementEvent.ArrangementEnded(
                    account,
                    new ArrangementId("ar" + random.nextInt(arranged + 1)),
                    gen.oneOf(List.of(
                            Arrangement.State.COMPLETED, Arrangement.State.BROKEN, Arrangement.State.CANCELLED)));
        }
        List<Instalment> instalments = instalments(START.plusDays(random.nextInt(2, 9)));
        arranged++;
        return new AgreementEvent.ArrangementAgreed(
                account,
                new ArrangementId("ar" + arranged),
                instalments,
                gen.oneOf(Arrangement.Role.class),
                gen.percent(70) ? 0 : 50);
    }

    private LenderEvent offer(AccountId account, int draw) {
        OfferId last = new OfferId("of" + (gen.percent(80) ? offered : random.nextInt(offered + 1)));
        if (draw < 40) {
            return new AgreementEvent.OfferAnswered(account, last, gen.oneOf(Offer.Answer.class));
        }
        if (draw < 55) {
            return new AgreementEvent.OfferWithdrawn(account, last);
        }
        LocalDate until = gen.percent(40) ? FAR : START.plusDays(random.nextInt(0, 9));
        offered++;
        return new AgreementEvent.OfferMade(
                account,
                new OfferId("of" + offered),
                gen.oneOf(Offer.Kind.class),
                instalments(until.plusDays(random.nextInt(5))),
                gen.oneOf(Arrangement.Role.class),
                gen.percent(70) ? 0 : 50,
                until,
                "");
    }

    private List<Instalment> instalments(LocalDate first) {
        List<Instalment> instalments = new ArrayList<>();
        LocalDate due = first;
        for (int i = 0; i <= random.nextInt(3); i++) {
            instalments.add(new Instalment(i + 1, due, 100));
            due = due.plusDays(1 + random.nextInt(9));
        }
        return instalments;
    }

    private LenderEvent stop(AccountId account, int draw) {
        return switch (draw % 27) {
            case 0, 1, 2, 3 -> new LenderEvent.DisputeOpened(account, "d" + random.nextInt(2), "AMOUNT");
            case 4, 5, 6, 7 -> new LenderEvent.DisputeResolved(account, "d" + random.nextInt(2));
            case 8, 9, 10 -> new LenderEvent.HoldPlaced(hold(account));
            case 11, 12, 13 -> new LenderEvent.HoldLifted(new HoldId("h" + random.nextInt(2)));
            case 14, 15, 16 -> new LenderEvent.AccountPlaced(account, "o" + random.nextInt(2));
            case 17, 18 -> new LenderEvent.AccountRecalled(account);
            case 19, 20 -> new LenderEvent.AccountWrittenOff(account);
            case 21, 22 -> new LenderEvent.AccountClosed(account, "PAID");
            case 23 -> new LenderEvent.DebtorErased();
            case 24 -> new LenderEvent.DebtorGoneLive();
            default -> opened();
        };
    }

    private LenderEvent aside(AccountId account, int draw) {
        return switch (draw % 14) {
            case 0, 1 -> new LenderEvent.ContactPointChanged(point("cp" + random.nextInt(3)));
            case 2, 3 ->
                new LenderEvent.ConsentChanged(
                        new ContactPointId("cp" + random.nextInt(2)), gen.oneOf(ContactPoint.Consent.class));
            case 4, 5, 6 ->
                new LenderEvent.DebtorConsentChanged(
                        gen.oneOf(Consents.Scope.class),
                        gen.orNull(() -> gen.oneOf(List.of(Channel.SMS, Channel.EMAIL))),
                        gen.oneOf(ContactPoint.Consent.class),
                        null);
            case 7, 8 ->
                new LenderEvent.AccountTermsSet(
                        account, new AccountTerms("product" + random.nextInt(3), "", "", List.of()));
            case 9 -> new LenderEvent.NoticeGivenElsewhere(account, gen.oneOf(LenderEvent.NoticeKind.class));
            case 10 ->
                new LenderEvent.ContactMadeElsewhere(
                        Channel.VOICE, gen.oneOf(LenderEvent.ContactResult.class), gen.orNull(() -> account));
            case 11 ->
                new LenderEvent.PersonsLinked(
                        List.of(new LinkedPerson(LinkedPerson.Kind.GUARANTOR, "person" + random.nextInt(9), null)));
            default -> upserted();
        };
    }

    private LenderEvent said(AccountId account, int draw) {
        List<AccountId> about = gen.percent(50) ? List.of() : List.of(account);
        ContactPointId point = gen.orNull(() -> new ContactPointId("cp" + random.nextInt(2)));
        if (draw < 9) {
            return new ConversationEvent.ConversationHeld(
                    new ConversationId("cv" + random.nextInt(3)),
                    Channel.VOICE,
                    gen.oneOf(ConversationEvent.Direction.class),
                    point,
                    about,
                    gen.percent(15) ? Disposition.RPC_DISPUTE : gen.oneOf(Disposition.class),
                    ConversationEvent.Reason.NONE,
                    "");
        }
        ConversationId one = new ConversationId("cv" + random.nextInt(3));
        return switch (draw) {
            case 9, 10, 11 ->
                new ConversationEvent.DispositionCorrected(
                        one, gen.oneOf(Disposition.class), ConversationEvent.Reason.NONE);
            case 12 -> new LenderEvent.HoldLifted(new HoldId(one.value()));
            case 13, 14 ->
                new LenderEvent.DisputeResolved(account, gen.percent(50) ? one.value() : "r" + random.nextInt(3));
            case 15, 16, 17, 18, 19 -> {
                ConversationEvent.Intent intent = gen.oneOf(ConversationEvent.Intent.class);
                yield new ConversationEvent.ReplyReceived(
                        new ReplyId("r" + random.nextInt(3)),
                        gen.oneOf(List.of(Channel.SMS, Channel.EMAIL)),
                        point,
                        about,
                        intent,
                        intent == ConversationEvent.Intent.WILL_PAY ? promisedBy() : null);
            }
            case 20, 21, 22 -> {
                Instant from = start.plusSeconds(3_600L * random.nextInt(48));
                yield new ConversationEvent.CallbackRequested(
                        new CallbackId("cb" + random.nextInt(2)), from, from.plusSeconds(3_600), "", point);
            }
            case 23, 24 ->
                new ConversationEvent.CallbackClosed(
                        new CallbackId((gen.percent(60) ? "cb" : "r") + random.nextInt(2)),
                        ConversationEvent.CallbackResult.DONE);
            case 25, 26, 27 ->
                new ConversationEvent.ComplaintReceived(
                        new ComplaintId("co" + random.nextInt(2)),
                        gen.oneOf(ConversationEvent.ComplaintCategory.class),
                        ConversationEvent.ComplaintSource.AGENT,
                        START.plusDays(3),
                        gen.percent(50));
            default ->
                new ConversationEvent.ComplaintClosed(
                        new ComplaintId("co" + random.nextInt(2)), ConversationEvent.ComplaintResult.REJECTED);
        };
    }

    private LenderEvent ageing(AccountId account, int draw) {
        LocalDate from = START.plusDays(random.nextInt(-20, 2));
        LocalDate until = gen.percent(20) ? null : from.plusDays(1 + random.nextInt(40));
        MoratoriumId moratorium = new MoratoriumId("m" + random.nextInt(3));
        PauseId pause = new PauseId("z" + random.nextInt(2));
        return switch (draw) {
            case 0, 1, 2, 3 ->
                new AgeingEvent.MoratoriumStarted(
                        moratorium, gen.oneOf(Moratorium.Kind.class), gen.percent(50) ? account : null, from, until);
            case 4, 5, 6 ->
                new AgeingEvent.MoratoriumEnded(moratorium, START.plusDays(random.nextInt(-20, 20)), null, "REVIEW");
            case 7, 8, 9, 10 -> new AgeingEvent.AgeingPaused(account, pause, from, until, "DISASTER");
            case 11, 12 -> new AgeingEvent.AgeingResumed(account, pause, START.plusDays(random.nextInt(-20, 20)));
            default -> new LenderEvent.ChargePosted(account, "c" + ++named, rupiah(50), dueDate(), "FEE");
        };
    }

    private LenderEvent opened() {
        AccountId account = new AccountId("a" + random.nextInt(2, 4));
        accounts.add(account);
        return new LenderEvent.AccountOpened(account, rupiah(500), START, AccountTerms.NONE);
    }

    private LenderEvent paid(AccountId account) {
        return new LenderEvent.PaymentReceived(
                account,
                new PaymentId("p" + ++named),
                rupiah(gen.percent(60) ? 100 : 1 + random.nextInt(300)),
                START.minusDays(gen.percent(70) ? 0 : random.nextInt(6)));
    }

    private LenderEvent.DebtorUpserted upserted() {
        return new LenderEvent.DebtorUpserted(new Profile(
                "name" + random.nextInt(3),
                "id",
                "street",
                gen.oneOf(TestRules.INDONESIA),
                List.of(point("cp0"), point("cp1"))));
    }

    private ContactPoint point(String id) {
        return new ContactPoint(
                new ContactPointId(id),
                gen.oneOf(List.of(Channel.SMS, Channel.EMAIL)),
                "address of " + id,
                ContactPoint.Role.OWN,
                gen.percent(80) ? ContactPoint.Verification.VERIFIED : ContactPoint.Verification.WRONG,
                gen.percent(80) ? ContactPoint.Consent.GIVEN : ContactPoint.Consent.WITHDRAWN);
    }

    private Hold hold(AccountId account) {
        return new Hold(
                new HoldId("h" + random.nextInt(2)),
                gen.oneOf(Hold.Kind.class),
                gen.percent(50) ? account : null,
                gen.orNull(() -> start.plusSeconds(3_600L * random.nextInt(200))));
    }

    private LenderEvent schedule(AccountId account) {
        List<Instalment> instalments = new ArrayList<>();
        LocalDate due = dueDate();
        for (int i = 0; i <= random.nextInt(4); i++) {
            instalments.add(new Instalment(i + 1, due, 100));
            due = due.plusDays(gen.percent(50) ? 30 : 1 + random.nextInt(10));
        }
        return new LenderEvent.ScheduleSet(account, instalments);
    }

    private LocalDate dueDate() {
        return START.plusDays(random.nextInt(-70, 10));
    }

    private LocalDate promisedBy() {
        return gen.percent(20) ? FAR : START.plusDays(random.nextInt(-2, 9));
    }

    private static Money rupiah(long minor) {
        return new Money(minor, DebtorStory.RUPIAH);
    }
}
