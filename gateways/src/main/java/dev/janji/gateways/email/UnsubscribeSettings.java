package dev.janji.gateways.email;

import com.typesafe.config.Config;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;

/**
 * How whoever gets our mails can be rid of them with one click (RFC 2369, RFC 8058).
 *
 * @param url https, under which this server's page is reached from outside, without the word at its end; empty for none
 * @param mailTo to which a mail unsubscribes; empty for none
 * @param validFor how long a link holds, on the house clock
 */
record UnsubscribeSettings(String url, String mailTo, Duration validFor) {
    /** @throws IllegalArgumentException when a value is out of its range; the text names it */
    UnsubscribeSettings {
        SmtpSettings.demand(url.isEmpty() || isLink(url), "unsubscribe.url", "empty or an https address");
        SmtpSettings.demand(
                mailTo.isEmpty() || SmtpSettings.isAddress(mailTo), "unsubscribe.mail-to", "empty or an address");
        SmtpSettings.demand(validFor.toDays() >= 1, "unsubscribe.valid-for", "a day or more");
    }

    static UnsubscribeSettings from(Config config) {
        String url = config.getString("url");
        return new UnsubscribeSettings(
                url.endsWith("/") ? url.substring(0, url.length() - 1) : url,
                config.getString("mail-to"),
                config.getDuration("valid-for"));
    }

    /** The standard wants https for the click; what comes in the clear can be read and clicked by anybody on the way. */
    private static boolean isLink(String url) {
        try {
            URI link = new URI(url);
            return "https".equals(link.getScheme())
                    && link.getHost() != null
                    && link.getRawQuery() == null
                    && link.getRawFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
