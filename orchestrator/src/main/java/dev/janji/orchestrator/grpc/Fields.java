package dev.janji.orchestrator.grpc;

import static dev.janji.protocols.lender.v1.RejectionReason.REJECTION_REASON_INVALID_AMOUNT;
import static dev.janji.protocols.lender.v1.RejectionReason.REJECTION_REASON_TOO_MANY;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import dev.janji.domain.money.Money;
import dev.janji.orchestrator.words.Language;
import dev.janji.protocols.lender.v1.Date;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Currency;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The documented ranges of fields. Each method takes a value from the wire and returns it in the domain's type, or throws
 * {@link FieldRefused} with the field's path. Stateless.
 */
public final class Fields {
    static final int FIRST_YEAR = 1900;
    static final int LAST_YEAR = 2199;
    /** Of ids and codes. */
    static final int SHORT = 64;

    private static final Instant FIRST_INSTANT = Instant.EPOCH;
    private static final Instant LAST_INSTANT = Instant.parse("2200-01-01T00:00:00Z");
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}");
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();

    private Fields() {}

    /** @param make the id's record; its refusal becomes ours */
    public static <T> T id(String field, String value, Function<String, T> make) {
        try {
            return make.apply(value);
        } catch (IllegalArgumentException e) {
            throw FieldRefused.invalid(field, String.valueOf(e.getMessage()));
        }
    }

    /** @return null when the field is empty */
    static <T> @Nullable T optionalId(String field, String value, Function<String, T> make) {
        return value.isEmpty() ? null : id(field, value, make);
    }

    /** An id without a type of its own: 1 to 64 printable ASCII characters without a space. */
    static String key(String field, String value) {
        if (value.isEmpty()) {
            throw FieldRefused.invalid(field, "expected 1 to 64 characters, but it is empty");
        }
        return code(field, value);
    }

    /** 0 to 64 printable ASCII characters without a space. */
    public static String code(String field, String value) {
        if (value.length() > SHORT) {
            throw FieldRefused.invalid(field, "expected at most 64 characters, but got " + value.length());
        }
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) <= ' ' || value.charAt(i) > '~') {
                throw FieldRefused.invalid(
                        field,
                        "expected printable ASCII without a space, but found another character at position " + i);
            }
        }
        return value;
    }

    /** Text for people: any script, no control characters other than a line feed. */
    public static String text(String field, String value, int shortest, int longest) {
        int length = value.codePointCount(0, value.length());
        if (length < shortest || length > longest) {
            throw FieldRefused.invalid(
                    field, "expected " + shortest + " to " + longest + " characters, but got " + length);
        }
        for (int i = 0; i < value.length(); i++) {
            if (Character.isISOControl(value.charAt(i)) && value.charAt(i) != '\n') {
                throw FieldRefused.invalid(field, "expected no control character, but found one at position " + i);
            }
        }
        return value;
    }

    /** The same on one line: it may become part of a header. */
    static String line(String field, String value, int shortest, int longest) {
        if (value.indexOf('\n') >= 0) {
            throw FieldRefused.invalid(field, "expected one line, but found a line feed");
        }
        return text(field, value, shortest, longest);
    }

    static String language(String field, String value) {
        if (!LANGUAGE.matcher(value).matches()) {
            throw FieldRefused.invalid(field, "expected a BCP 47 tag such as 'id' or 'en-GB'");
        }
        return value;
    }

    /** In which to answer; English when the field is empty. */
    public static Language answerLanguage(String field, String value) {
        return Language.of(value).orElseThrow(() -> FieldRefused.invalid(field, Language.expected()));
    }

    /** @return null when the field is empty */
    static @Nullable ZoneId zone(String field, String value) {
        if (value.isEmpty()) {
            return null;
        }
        if (!ZONES.contains(value)) {
            throw FieldRefused.invalid(field, "expected an IANA zone such as 'Asia/Makassar'");
        }
        return ZoneId.of(value);
    }

    public static LocalDate date(String field, boolean present, Date value) {
        if (!present) {
            throw FieldRefused.invalid(field, "expected a date, but it is absent");
        }
        if (value.getYear() < FIRST_YEAR || value.getYear() > LAST_YEAR) {
            throw FieldRefused.invalid(
                    field, "expected a year from " + FIRST_YEAR + " to " + LAST_YEAR + ", but got " + value.getYear());
        }
        try {
            return LocalDate.of(value.getYear(), value.getMonth(), value.getDay());
        } catch (DateTimeException e) {
            throw FieldRefused.invalid(field, "expected a day of the calendar, but there is no such day");
        }
    }

    /** When something happened. A later instant than now is the rules' to refuse. */
    static Instant past(String field, boolean present, Timestamp value) {
        if (!present) {
            throw FieldRefused.invalid(field, "expected an instant, but it is absent");
        }
        if (!Timestamps.isValid(value) || value.getSeconds() < 0) {
            throw FieldRefused.invalid(field, "expected an instant from 1970 on");
        }
        return Instant.ofEpochSecond(value.getSeconds(), value.getNanos());
    }

    /** @return null when absent */
    public static @Nullable Instant optionalInstant(String field, boolean present, Timestamp value) {
        if (!present) {
            return null;
        }
        if (!Timestamps.isValid(value)) {
            throw FieldRefused.invalid(field, "expected an instant from 1970 to " + LAST_YEAR);
        }
        Instant instant = Instant.ofEpochSecond(value.getSeconds(), value.getNanos());
        if (instant.isBefore(FIRST_INSTANT) || !instant.isBefore(LAST_INSTANT)) {
            throw FieldRefused.invalid(field, "expected an instant from 1970 to " + LAST_YEAR);
        }
        return instant;
    }

    /** An amount of either sign. */
    static Money money(String field, boolean present, dev.janji.protocols.lender.v1.Money value) {
        if (!present) {
            throw FieldRefused.invalid(field, "expected an amount, but it is absent");
        }
        long minor = value.getMinor();
        if (minor > Money.LARGEST_MINOR || minor < -Money.LARGEST_MINOR) {
            throw new FieldRefused(REJECTION_REASON_INVALID_AMOUNT, field + ": expected at most 10^15 minor units");
        }
        return new Money(minor, currency(field + ".currency", value.getCurrency()));
    }

    public static Money positiveMoney(String field, boolean present, dev.janji.protocols.lender.v1.Money value) {
        Money money = money(field, present, value);
        if (money.minor() < 1) {
            throw new FieldRefused(REJECTION_REASON_INVALID_AMOUNT, field + ": expected at least 1 minor unit");
        }
        return money;
    }

    static long positiveMinor(String field, long minor) {
        if (minor < 1 || minor > Money.LARGEST_MINOR) {
            throw new FieldRefused(REJECTION_REASON_INVALID_AMOUNT, field + ": expected 1 to 10^15 minor units");
        }
        return minor;
    }

    /** An amount that may be nothing. */
    static long minor(String field, long minor) {
        if (minor < 0 || minor > Money.LARGEST_MINOR) {
            throw new FieldRefused(REJECTION_REASON_INVALID_AMOUNT, field + ": expected 0 to 10^15 minor units");
        }
        return minor;
    }

    public static void atMost(String field, Collection<?> values, int most) {
        if (values.size() > most) {
            throw new FieldRefused(
                    REJECTION_REASON_TOO_MANY, field + ": expected at most " + most + ", but got " + values.size());
        }
    }

    private static Currency currency(String field, String code) {
        if (!CURRENCY.matcher(code).matches()) {
            throw FieldRefused.invalid(field, "expected three capital letters of ISO 4217");
        }
        try {
            return Currency.getInstance(code);
        } catch (IllegalArgumentException e) {
            throw FieldRefused.invalid(field, "expected a currency of ISO 4217, but there is no such code");
        }
    }
}
