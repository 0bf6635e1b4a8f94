package dev.janji.actors.rules;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.janji.domain.account.AccountTerms;
import dev.janji.domain.strategy.SegmentFacts;
import java.util.Currency;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** What a segment's condition may ask for, by the name under which it does. {@code docs/strategies.md} says what each means. */
enum SegmentFact {
    BUCKET(SimpleType.STRING, SegmentFacts::bucket),
    DPD(SimpleType.INT, facts -> (long) facts.daysPastDue()),
    OUTSTANDING(SimpleType.INT, facts -> whole(facts.outstandingMinor(), facts)),
    OVERDUE(SimpleType.INT, facts -> whole(facts.overdueMinor(), facts)),
    CURRENCY(SimpleType.STRING, SegmentFacts::currency),
    PRODUCT(SimpleType.STRING, SegmentFacts::product),
    RISK_CLASS(SimpleType.STRING, SegmentFacts::riskClass),
    STAGE(SimpleType.STRING, SegmentFacts::stage),
    ATTRIBUTES(MapType.create(SimpleType.STRING, SimpleType.DYN), SegmentFact::attributes),
    LANGUAGE(SimpleType.STRING, SegmentFacts::language),
    OPEN_ACCOUNTS(SimpleType.INT, facts -> (long) facts.openAccounts()),
    PAYMENTS(SimpleType.INT, facts -> (long) facts.payments()),
    REVERSED_PAYMENTS(SimpleType.INT, facts -> (long) facts.reversedPayments()),
    DAYS_SINCE_PAYMENT(SimpleType.INT, facts -> (long) facts.daysSincePayment()),
    KEPT_PROMISES(SimpleType.INT, facts -> (long) facts.keptPromises()),
    BROKEN_PROMISES(SimpleType.INT, facts -> (long) facts.brokenPromises()),
    ATTEMPTS_WITHOUT_TALK(SimpleType.INT, facts -> (long) facts.attemptsWithoutTalk()),
    CONTACTABLE(
            ListType.create(SimpleType.STRING),
            facts -> facts.contactable().stream().map(YamlValue::written).toList()),
    PLACED(SimpleType.BOOL, SegmentFacts::isPlaced),
    LAST_DISPOSITION(SimpleType.STRING, SegmentFacts::lastDisposition),
    OPEN_COMPLAINT(SimpleType.BOOL, SegmentFacts::hasOpenComplaint),
    DEBTOR_BUCKET(SimpleType.STRING, SegmentFacts::debtorBucket),
    DEBTOR_DPD(SimpleType.INT, facts -> (long) facts.debtorDaysPastDue()),
    DEBTOR_OUTSTANDING(SimpleType.INT, facts -> whole(facts.debtorOutstandingMinor(), facts)),
    ARM(SimpleType.STRING, SegmentFacts::arm);

    private static final Map<String, SegmentFact> BY_NAME = new HashMap<>();

    static {
        for (SegmentFact fact : values()) {
            BY_NAME.put(fact.written(), fact);
        }
    }

    private final CelType type;
    private final Function<SegmentFacts, Object> value;

    SegmentFact(CelType type, Function<SegmentFacts, Object> value) {
        this.type = type;
        this.value = value;
    }

    /** @return its name in a condition */
    String written() {
        return name().toLowerCase(Locale.ROOT);
    }

    CelType type() {
        return type;
    }

    Object of(SegmentFacts facts) {
        return value.apply(facts);
    }

    /** @throws IllegalArgumentException when there is none of this name */
    static SegmentFact named(String name) {
        SegmentFact fact = BY_NAME.get(name);
        if (fact == null) {
            throw new IllegalArgumentException("Expected a fact of a segment, but got " + name);
        }
        return fact;
    }

    /** Rounded toward zero. */
    private static long whole(long minor, SegmentFacts facts) {
        long unit = 1;
        for (int digit = Currency.getInstance(facts.currency()).getDefaultFractionDigits(); digit > 0; digit--) {
            unit *= 10;
        }
        return minor / unit;
    }

    private static Map<String, Object> attributes(SegmentFacts facts) {
        Map<String, Object> attributes = new HashMap<>();
        facts.attributes()
                .forEach(each -> attributes.put(each.name(), each.value().match(AttributeInCondition.INSTANCE)));
        return attributes;
    }

    /** A date stands as text, which compares as dates do. */
    private enum AttributeInCondition implements AccountTerms.AttributeValue.Cases<Object> {
        INSTANCE;

        @Override
        public Object text(AccountTerms.Text value) {
            return value.text();
        }

        @Override
        public Object number(AccountTerms.Number value) {
            return value.number();
        }

        @Override
        public Object flag(AccountTerms.Flag value) {
            return value.flag();
        }

        @Override
        public Object date(AccountTerms.Day value) {
            return value.date().toString();
        }
    }
}
