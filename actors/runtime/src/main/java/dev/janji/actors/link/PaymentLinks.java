package dev.janji.actors.link;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import dev.janji.actors.seal.Seal;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.DebtorId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.LenderId;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes and reads the links by which debtors come to where their lender takes payments. What a link says is in its word, sealed: nothing is looked up, nobody else can make one, and
 * nobody can read one. Thread-safe.
 */
public final class PaymentLinks {
    /** Of an installation whose messages have no links: makes none, and knows none. */
    public static final PaymentLinks NONE = new PaymentLinks("", List.of());

    /** 80 bits: whoever tries a million links a second has found none after ten thousand years. */
    static final int TAG_BYTES = 10;

    private static final int PURPOSE = 16;
    private static final String AT = "janji.links.url";
    private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost");

    private static final Instant EXAMPLE_UNTIL = Instant.parse("2026-03-19T00:00:00Z");

    /** An SMS has no room for more. */
    private static final int LONGEST_URL = 80;

    private final String url;
    private final List<Seal> seals;

    private PaymentLinks(String url, List<Seal> seals) {
        this.url = url;
        this.seals = List.copyOf(seals);
    }

    /**
     * What a link says.
     *
     * @param until the first instant at which it does not hold, on the house clock
     */
    public record Link(AttemptId attempt, Instant until) {}

    /**
     * Reads the keys, and makes the first when there is none.
     *
     * @param root the whole configuration
     * @throws ConfigException when the address or a key can't be used; names its key
     */
    public static PaymentLinks from(Config root) {
        String url = url(root);
        if (url.isEmpty()) {
            return NONE;
        }
        List<String> files = root.getStringList("janji.links.keys");
        if (files.isEmpty()) {
            throw new ConfigException.BadValue("janji.links.keys", "Expected the file of a key, but there is none");
        }
        try {
            List<Seal> seals = new ArrayList<>();
            for (String file : files) {
                // Only the first: one that is kept for older links is of no use when it is new.
                seals.add(seals.isEmpty() ? Seal.made(Path.of(file), TAG_BYTES) : Seal.in(Path.of(file), TAG_BYTES));
            }
            return new PaymentLinks(url, seals);
        } catch (UncheckedIOException e) {
            throw new ConfigException.BadValue("janji.links.keys", e.getMessage() + ": " + e.getCause(), e);
        }
    }

    /**
     * @param root the whole configuration
     * @return where our links are reached, without the slash and the word; empty when there are none
     */
    public static String url(Config root) {
        String written = root.getString(AT);
        String url = written.endsWith("/") ? written.substring(0, written.length() - 1) : written;
        if (!url.isEmpty() && !isUsable(url)) {
            throw new ConfigException.BadValue(
                    AT,
                    "Expected an https address of up to " + LONGEST_URL
                            + " characters, such as https://pay.example.com/pay, but it is another");
        }
        return url;
    }

    /** In the clear anybody on the way could use the link. */
    private static boolean isUsable(String url) {
        try {
            URI link = new URI(url);
            boolean isSafe = "https".equals(link.getScheme())
                    || "http".equals(link.getScheme()) && THIS_MACHINE.contains(link.getHost());
            return isSafe
                    && url.length() <= LONGEST_URL
                    && link.getHost() != null
                    && link.getRawUserInfo() == null
                    && link.getRawQuery() == null
                    && link.getRawFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /**
     * A link that leads nowhere, for a preview: as long as that of a debtor whose id has sixteen characters.
     *
     * @param root the whole configuration
     * @return where the installation has no links, one of an address that is as long as many
     */
    public static String example(Config root, LenderId lender) {
        String url = url(root);
        byte[] content = LinkWord.content(
                AttemptId.of(new DebtorKey(lender, new DebtorId("1234567890123456")), 100), EXAMPLE_UNTIL);
        byte[] sealed = new byte[TAG_BYTES + content.length];
        Arrays.fill(sealed, (byte) 'x');
        return (url.isEmpty() ? "https://pay.example.com/pay" : url) + "/" + LinkWord.written(sealed);
    }

    /**
     * @param until the first instant at which it does not hold, on the house clock; it holds until the next full hour
     * @return the same for the same; empty when our messages have no links
     */
    public Optional<String> link(AttemptId attempt, Instant until) {
        if (seals.isEmpty()) {
            return Optional.empty();
        }
        byte[] sealed = seals.get(0).seal(PURPOSE, LinkWord.content(attempt, until));
        return Optional.of(url + "/" + LinkWord.written(sealed));
    }

    /** @return what the word at the end of a link says, whether it still holds or not; empty for what we never made */
    public Optional<Link> read(String word) {
        return LinkWord.read(word)
                .flatMap(bytes -> seals.stream()
                        .flatMap(seal -> seal.open(PURPOSE, bytes).stream())
                        .findFirst())
                .flatMap(LinkWord::link);
    }
}
