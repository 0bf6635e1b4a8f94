package dev.janji.domain.testing;

import dev.janji.domain.account.AccountTerms;
import dev.janji.domain.account.Arrangement;
import dev.janji.domain.account.Instalment;
import dev.janji.domain.account.Offer;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.Consents;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.contact.Profile;
import dev.janji.domain.debtor.BodyHash;
import dev.janji.domain.debtor.DebtorEvent;
import dev.janji.domain.debtor.DebtorState;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.ArrangementId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.DebtorId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.EventId;
import dev.janji.domain.id.HoldId;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.id.OfferId;
import dev.janji.domain.id.PaymentId;
import dev.janji.domain.id.PromiseId;
import dev.janji.domain.lender.AgreementEvent;
import dev.janji.domain.lender.Hold;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.lender.LinkedPerson;
import dev.janji.domain.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * Any legal value of the domain, the same ones for the same seed: texts with characters beyond ASCII, empty lists, absent values,
 * extreme amounts, every zone that the JDK knows. Confined to one thread.
 */
public final class DomainGenerators {
    private static final List<ZoneId> ZONES =
            ZoneId.getAvailableZoneIds().stream().sorted().map(ZoneId::of).toList();

    private static final String ID_LETTERS =
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:/+#@!$%&*=?^{}[]()<>,;'\"\\`";

    private static final List<String> TEXTS = List.of(
            "",
            "x",
            "Ayu Lestari",
            "Łódź",
            "Ðệ Nguyễn",
            "日本語",
            "😀👍🏽",
            "a\nb\tc",
            "\u0000",
            "' OR 1=1 --",
            "\u200Fعربي",
            "x".repeat(300));

    private final SplittableRandom random;

    public DomainGenerators(long seed) {
        this(new SplittableRandom(seed));
    }

    public DomainGenerators(SplittableRandom random) {
        this.random = random;
    }

    public SplittableRandom random() {
        return random;
    }

    public <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    public <E extends Enum<E>> E oneOf(Class<E> type) {
        E[] all = type.getEnumConstants();
        return all[random.nextInt(all.length)];
    }

    /** True so often of a hundred times. */
    public boolean percent(int chance) {
        return random.nextInt(100) < chance;
    }

    public <T> T orNull(Supplier<T> value) {
        return percent(30) ? null : value.get();
    }

    public <T> List<T> listOf(int most, Supplier<T> element) {
        List<T> list = new ArrayList<>();
        int size = percent(20) ? 0 : random.nextInt(most + 1);
        for (int i = 0; i < size; i++) {
            list.add(element.get());
        }
        return list;
    }

    public String text() {
        return oneOf(TEXTS);
    }

    /** 1 to 64 letters of the alphabet that lender-given identifiers allow. */
    public String idText() {
        int length = percent(5) ? 64 : 1 + random.nextInt(20);
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(ID_LETTERS.charAt(random.nextInt(ID_LETTERS.length())));
        }
        return text.toString();
    }

    public LenderId lenderId() {
        return new LenderId("lender-" + random.nextInt(1_000));
    }

    public DebtorId debtorId() {
        return new DebtorId(idText());
    }

    public DebtorKey debtorKey() {
        return new DebtorKey(lenderId(), debtorId());
    }

    public AccountId accountId() {
        return new AccountId(idText());
    }

    public ContactPointId contactPointId() {
        return new ContactPointId(idText());
    }

    public EventId eventId() {
        return new EventId(idText());
    }

    public PaymentId paymentId() {
        return new PaymentId(idText());
    }

    public PromiseId promiseId() {
        return new PromiseId(idText());
    }

    public HoldId holdId() {
        return new HoldId(idText());
    }

    public BodyHash bodyHash() {
        return new BodyHash(random.nextLong(), random.nextLong());
    }

    /** From 2000 to 2060, in nanoseconds. */
    public Instant instant() {
        long second = 946_684_800L + random.nextLong(60L * 365 * 86_400);
        return Instant.ofEpochSecond(second, percent(50) ? 0 : random.nextInt(1_000_000_000));
    }

    /** From 1990 to 2079, every leap day among them. */
    public LocalDate date() {
        return LocalDate.of(1990, 1, 1).plusDays(random.nextInt(90 * 365));
    }

    public ZoneId zone() {
        return oneOf(ZONES);
    }

    public Currency currency() {
        return Currency.getInstance(oneOf(List.of("IDR", "USD", "JPY", "KWD", "EUR", "XAU")));
    }

    /** From 1 to the largest that is taken from outside, small ones more often. */
    public long amountMinor() {
        return switch (random.nextInt(5)) {
            case 0 -> 1;
            case 1 -> Money.LARGEST_MINOR;
            case 2 -> 1 + random.nextLong(Money.LARGEST_MINOR);
            default -> 1 + random.nextLong(10_000_000);
        };
    }

    public Money money() {
        return new Money(amountMinor(), currency());
    }

    public Money signedMoney() {
        return new Money(percent(50) ? amountMinor() : -amountMinor(), currency());
    }

    public ContactPoint contactPoint() {
        return new ContactPoint(
                contactPointId(),
                oneOf(Channel.class),
                text(),
                oneOf(ContactPoint.Role.class),
                oneOf(ContactPoint.Verification.class),
                oneOf(ContactPoint.Consent.class),
                percent(70) ? List.of() : listOf(3, this::zone));
    }

    public Profile profile() {
        return new Profile(
                text(),
                oneOf(List.of("id", "en", "jv-ID", "")),
                text(),
                orNull(this::zone),
                listOf(4, this::contactPoint),
                percent(60) ? List.of() : listOf(3, this::zone));
    }

    public AccountTerms terms() {
        return new AccountTerms(text(), text(), text(), listOf(4, this::attribute));
    }

    public AccountTerms.Attribute attribute() {
        return new AccountTerms.Attribute(idText(), oneOfEachAttributeValue().get(random.nextInt(4)));
    }

    public List<AccountTerms.AttributeValue> oneOfEachAttributeValue() {
        return List.of(
                new AccountTerms.Text(text()),
                new AccountTerms.Number(percent(20) ? Long.MIN_VALUE : random.nextLong()),
                new AccountTerms.Flag(percent(50)),
                new AccountTerms.Day(date()));
    }

    public Instalment instalment() {
        return new Instalment(1 + random.nextInt(600), date(), amountMinor());
    }

    public Hold hold() {
        return new Hold(holdId(), oneOf(Hold.Kind.class), orNull(this::accountId), orNull(this::instant));
    }

    public LinkedPerson linkedPerson() {
        return new LinkedPerson(oneOf(LinkedPerson.Kind.class), text(), orNull(this::debtorId));
    }

    public LenderEvent lenderEvent() {
        return oneOf(oneOfEachLenderEvent());
    }

    public ArrangementId arrangementId() {
        return new ArrangementId(idText());
    }

    public OfferId offerId() {
        return new OfferId(idText());
    }

    /** One of each kind that a lender can tell. */
    public List<LenderEvent> oneOfEachLenderEvent() {
        List<LenderEvent> all = new ArrayList<>(List.of(
                new AgreementEvent.PromiseCancelled(accountId(), promiseId(), text()),
                new AgreementEvent.ArrangementAgreed(
                        accountId(),
                        arrangementId(),
                        listOf(12, this::instalment),
                        oneOf(Arrangement.Role.class),
                        percent(50) ? 0 : amountMinor()),
                new AgreementEvent.ArrangementEnded(accountId(), arrangementId(), oneOf(Arrangement.State.class)),
                new AgreementEvent.OfferMade(
                        accountId(),
                        offerId(),
                        oneOf(Offer.Kind.class),
                        listOf(12, this::instalment),
                        oneOf(Arrangement.Role.class),
                        percent(50) ? 0 : amountMinor(),
                        date(),
                        percent(50) ? "" : idText()),
                new AgreementEvent.OfferAnswered(accountId(), offerId(), oneOf(Offer.Answer.class)),
                new AgreementEvent.OfferWithdrawn(accountId(), offerId()),
                new LenderEvent.DebtorUpserted(profile()),
                new LenderEvent.AccountOpened(accountId(), signedMoney(), date(), terms()),
                new LenderEvent.ScheduleSet(accountId(), listOf(12, this::instalment)),
                new LenderEvent.PaymentReceived(accountId(), paymentId(), money(), date()),
                new LenderEvent.PaymentReversed(accountId(), paymentId(), text()),
                new LenderEvent.BalanceAdjusted(accountId(), signedMoney(), text()),
                new LenderEvent.ChargePosted(accountId(), idText(), money(), date(), text()),
                new LenderEvent.ContactPointChanged(contactPoint()),
                new LenderEvent.ConsentChanged(contactPointId(), oneOf(ContactPoint.Consent.class)),
                new LenderEvent.DebtorConsentChanged(
                        oneOf(Consents.Scope.class),
                        orNull(() -> oneOf(Channel.class)),
                        oneOf(ContactPoint.Consent.class),
                        orNull(this::instant)),
                new LenderEvent.DisputeOpened(accountId(), idText(), text()),
                new LenderEvent.DisputeResolved(accountId(), idText()),
                new LenderEvent.HoldPlaced(hold()),
                new LenderEvent.HoldLifted(holdId()),
                new LenderEvent.AccountClosed(accountId(), text()),
                new LenderEvent.DebtorErased(),
                new LenderEvent.AccountTermsSet(accountId(), terms()),
                new LenderEvent.AccountPlaced(accountId(), idText()),
                new LenderEvent.AccountRecalled(accountId()),
                new LenderEvent.AccountWrittenOff(accountId()),
                new LenderEvent.PromiseRecorded(accountId(), promiseId(), money(), date(), orNull(this::promiseId)),
                new LenderEvent.ContactMadeElsewhere(
                        oneOf(Channel.class), oneOf(LenderEvent.ContactResult.class), orNull(this::accountId)),
                new LenderEvent.NoticeGivenElsewhere(accountId(), oneOf(LenderEvent.NoticeKind.class)),
                new LenderEvent.PersonsLinked(listOf(3, this::linkedPerson)),
                new LenderEvent.DebtorGoneLive()));
        all.addAll(new ConversationDraws(this).oneOfEach());
        all.addAll(new AgeingDraws(this).oneOfEach());
        return all;
    }

    public DebtorEvent debtorEvent() {
        return oneOf(oneOfEachDebtorEvent());
    }

    /** One of each kind of the journal, with every lender's event in it once. */
    public List<DebtorEvent> oneOfEachDebtorEvent() {
        return new StateGenerators(this).oneOfEachDebtorEvent();
    }

    /** Any state that a snapshot may have to bring back; not one that commands have led to. */
    public DebtorState.Known knownState() {
        return new StateGenerators(this).knownState();
    }
}
