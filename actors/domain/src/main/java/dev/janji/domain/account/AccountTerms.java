package dev.janji.domain.account;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a lender says of an account beside its money: product, risk class, stage and free typed attributes. */
public record AccountTerms(String product, String riskClass, String stage, List<Attribute> attributes) {
    /** More attributes than this are refused. */
    public static final int MOST_ATTRIBUTES = 100;

    public static final AccountTerms NONE = new AccountTerms("", "", "", List.of());

    public AccountTerms {
        attributes = List.copyOf(attributes);
    }

    /** @return the whole number that is called so; null when there is none */
    public @Nullable Long number(String name) {
        for (Attribute each : attributes) {
            if (each.name().equals(name) && each.value() instanceof Number number) {
                return number.number();
            }
        }
        return null;
    }

    /** @return the text that is called so; null when there is none */
    public @Nullable String text(String name) {
        for (Attribute each : attributes) {
            if (each.name().equals(name) && each.value() instanceof Text text) {
                return text.text();
            }
        }
        return null;
    }

    /** A free typed attribute. */
    public record Attribute(String name, AttributeValue value) {}

    /** Text, a whole number, a flag or a date. */
    public sealed interface AttributeValue {
        <R> R match(Cases<R> cases);

        /** One method a kind of value. */
        interface Cases<R> {
            R text(Text value);

            R number(Number value);

            R flag(Flag value);

            R date(Day value);
        }
    }

    /** A text value. */
    public record Text(String text) implements AttributeValue {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.text(this);
        }
    }

    /** A whole number. */
    public record Number(long number) implements AttributeValue {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.number(this);
        }
    }

    /** Yes or no. */
    public record Flag(boolean flag) implements AttributeValue {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.flag(this);
        }
    }

    /** A date. */
    public record Day(LocalDate date) implements AttributeValue {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.date(this);
        }
    }
}
