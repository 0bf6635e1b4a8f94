package dev.janji.actors.address;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One form for the many in which people and networks write a telephone number. Thread-safe. */
final class TelephoneNumbers {
    /** No number is longer, however it is written. */
    private static final int LONGEST = 64;

    private final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();

    /** Whether numbers can be understood as ones of this region, two capital letters. */
    boolean knows(String region) {
        return numbers.getSupportedRegions().contains(region);
    }

    /**
     * Numbers that are in use in the region's plan come before those that merely have its length; {@code 62812...} is meant with its country, as networks
     * write it.
     *
     * @param region in which the number was written; one that is {@link #knows known}
     * @return in the form of E.164; empty when it is no number
     */
    Optional<String> canonical(String written, String region) {
        String text = withoutScheme(written.strip());
        String digits = text.length() > LONGEST ? "" : PhoneNumberUtil.normalizeDigitsOnly(text);
        if (digits.isEmpty()) {
            return Optional.empty();
        }
        boolean maybeWithCountry =
                Character.digit(text.charAt(0), 10) > 0 && text.chars().noneMatch(Character::isLetter);
        PhoneNumber withCountry = maybeWithCountry ? valid("+" + digits, region) : null;
        if (withCountry != null && withCountry.getCountryCode() == numbers.getCountryCodeForRegion(region)) {
            return canonical(withCountry);
        }
        PhoneNumber local = parsed(text, region);
        if (local != null && numbers.isValidNumber(local)) {
            return canonical(local);
        }
        if (withCountry != null) {
            return canonical(withCountry);
        }
        return local != null && numbers.isPossibleNumber(local) ? canonical(local) : Optional.empty();
    }

    private Optional<String> canonical(PhoneNumber number) {
        return Optional.of(numbers.format(number, PhoneNumberFormat.E164));
    }

    private @Nullable PhoneNumber valid(String text, String region) {
        PhoneNumber number = parsed(text, region);
        return number != null && numbers.isValidNumber(number) ? number : null;
    }

    private @Nullable PhoneNumber parsed(String text, String region) {
        try {
            return numbers.parse(text, region);
        } catch (NumberParseException none) {
            return null;
        }
    }

    /** Networks give {@code tel:+62812...;phone-context=...} and {@code sip:+62812...@host;user=phone}. */
    private static String withoutScheme(String text) {
        int colon = text.indexOf(':');
        if (colon < 0 || !text.substring(0, colon).matches("(?i)tel|sips?")) {
            return text;
        }
        String rest = text.substring(colon + 1);
        int end = rest.length();
        for (char stop : new char[] {'@', ';', '?'}) {
            int at = rest.indexOf(stop);
            end = at < 0 ? end : Math.min(end, at);
        }
        return rest.substring(0, end).strip();
    }
}
