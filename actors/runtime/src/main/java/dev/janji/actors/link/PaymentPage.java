package dev.janji.actors.link;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Where a lender's debtors pay.
 *
 * @param url of the lender's page, the same for every debtor: https, with a host, without user and fragment, and with nothing that looks like somebody's number or mail address
 * @param validFor from an attempt's authorization to the end of its link, on the house clock; an hour to 90 days
 */
public record PaymentPage(URI url, Duration validFor) {
    private static final Duration SHORTEST = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofDays(90);
    private static final int LONGEST_URL = 1_000;

    /** A telephone, an account or an identity card has more; a date or a version has fewer. */
    private static final Pattern MANY_DIGITS = Pattern.compile("\\d{7}");

    /** @throws IllegalArgumentException when a value is outside of its range; the text says what was expected instead */
    public PaymentPage {
        String written = url.toString();
        if (!"https".equals(url.getScheme()) || url.getHost() == null || url.getRawUserInfo() != null) {
            throw new IllegalArgumentException("Expected an https address such as https://pay.example/bill without a"
                    + " user in it, but found something else");
        }
        if (url.getRawFragment() != null || written.length() > LONGEST_URL) {
            throw new IllegalArgumentException(
                    "Expected an address of up to " + LONGEST_URL + " characters without a `#`, but it is another");
        }
        if (MANY_DIGITS.matcher(written).find() || written.contains("@") || written.contains("%40")) {
            throw new IllegalArgumentException(
                    "Expected an address that is the same for every debtor, without anybody's"
                            + " number or mail address, but it has an `@` or seven digits in a row");
        }
        if (validFor.compareTo(SHORTEST) < 0 || validFor.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "Expected a link to be valid for an hour to 90 days, but got " + validFor);
        }
    }

    /** @throws IllegalArgumentException like the constructor, and when the text is no address */
    public static PaymentPage of(String url, Duration validFor) {
        try {
            return new PaymentPage(new URI(url), validFor);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "Expected an https address such as https://pay.example/bill, but it is none", e);
        }
    }

    /** @param token letters, digits, dots, {@code -} and {@code _} */
    public URI with(String token) {
        return URI.create(url + (url.getRawQuery() == null ? "?" : "&") + "janji=" + token);
    }
}
