package dev.janji.actors.rules;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import dev.janji.actors.channel.ConfiguredTexts;
import dev.janji.actors.channel.TextDemands;
import dev.janji.actors.link.PaymentLinks;
import dev.janji.actors.link.PaymentPage;
import dev.janji.domain.account.Arrangement;
import dev.janji.domain.account.BucketScale;
import dev.janji.domain.account.Offer;
import dev.janji.domain.account.Promise;
import dev.janji.domain.debtor.QuietTerms;
import dev.janji.domain.debtor.RuleContext.LenderRules;
import dev.janji.domain.id.DeskId;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.id.QueueId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a lender's folder: {@code docs/lenders.md} says what stands in it. What holds for every lender of an installation, the forbidden
 * words, the opt-out sentences and how far clocks may differ, is not the lender's to say and comes from the configuration. Thread-safe.
 */
public final class LenderReader {
    private static final int MOST_DAYS = 10_000;
    private static final int PERMILLE = 1_000;
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,4}) ?([hd])");

    private final ConfiguredTexts texts;
    private final TextDemands demands;
    private final Duration clockSkew;
    private final boolean linksAreReached;

    private LenderReader(ConfiguredTexts texts, TextDemands demands, Duration clockSkew, boolean linksAreReached) {
        this.texts = texts;
        this.demands = demands;
        this.clockSkew = clockSkew;
        this.linksAreReached = linksAreReached;
    }

    /**
     * @param root the whole configuration
     * @throws ConfigException that names the key at fault
     */
    public static LenderReader of(Config root) {
        return new LenderReader(
                ConfiguredTexts.from(root),
                TextDemands.from(root),
                root.getDuration("janji.rules.default.contact.clock-skew"),
                !PaymentLinks.url(root).isEmpty());
    }

    /** @return the JSON Schema of {@code lender.yaml}, for editors */
    public static String schema() {
        try (InputStream schema = LenderReader.class.getResourceAsStream("lender.schema.json")) {
            return new String(Objects.requireNonNull(schema).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to read the schema of lenders, but could not", e);
        }
    }

    /** What {@code lender.yaml} says by itself. */
    record Head(
            LenderId lender,
            String name,
            List<String> languages,
            BucketScale buckets,
            Promise.Terms terms,
            QuietTerms quiet,
            Arrangement.Terms arrangements,
            Offer.Terms offers,
            @Nullable QueueId callbackQueue,
            @Nullable QueueId replyQueue,
            int answersADay,
            Duration validity,
            YamlValue strategy,
            List<YamlValue> policies,
            List<YamlValue> attested,
            @Nullable Set<DeskId> desks,
            @Nullable PaymentPage paymentPage) {}

    /** @throws FolderRefused that names for every problem file, line, and what to write instead */
    public LenderFolder read(LenderFiles files) {
        try {
            String text = files.texts().get(LenderFiles.LENDER);
            if (text == null) {
                throw new RuleFileRefused(LenderFiles.LENDER, "expected it in the folder, but it is missing");
            }
            return new FolderReading(files, head(YamlValue.parse(LenderFiles.LENDER, text)), texts, demands, clockSkew)
                    .read();
        } catch (RuleFileRefused e) {
            throw new FolderRefused(e.problems());
        }
    }

    private Head head(YamlValue root) {
        root.only(
                "lender",
                "name",
                "about",
                "languages",
                "strategy",
                "policies",
                "attested",
                "buckets",
                "promise",
                "quiet",
                "arrangement",
                "offer",
                "desks",
                "callback-queue",
                "reply-queue",
                "answers-a-day",
                "payment-link",
                "contact-validity-seconds");
        YamlValue about = root.find("about");
        if (about != null) {
            about.text();
        }
        YamlValue attested = root.find("attested");
        YamlValue callbacks = root.find("callback-queue");
        YamlValue replies = root.find("reply-queue");
        YamlValue answers = root.find("answers-a-day");
        return new Head(
                root.get("lender").parsed(LenderId::new, "an id of a-z, 0-9 and '-'"),
                root.get("name").text(),
                languages(root.get("languages")),
                buckets(root.get("buckets")),
                terms(root.get("promise")),
                quiet(root.get("quiet")),
                arrangements(root.get("arrangement")),
                offers(root.find("offer")),
                callbacks == null ? null : callbacks.parsed(QueueId::new, "a queue of a-z, 0-9 and '-'"),
                replies == null ? null : replies.parsed(QueueId::new, "a queue of a-z, 0-9 and '-'"),
                answers == null ? 0 : answers.number(0, LenderRules.MOST_ANSWERS_A_DAY),
                Duration.ofSeconds(
                        root.get("contact-validity-seconds").number(1, (int) LenderRules.LONGEST_VALIDITY.toSeconds())),
                root.get("strategy"),
                once(root.get("policies").some()),
                attested == null ? List.of() : once(attested.list()),
                desks(root.find("desks")),
                paymentPage(root.find("payment-link")));
    }

    private @Nullable PaymentPage paymentPage(@Nullable YamlValue written) {
        if (written == null) {
            return null;
        }
        written.only("url", "valid-for");
        if (!linksAreReached) {
            throw written.refused("expected the installation to say in janji.links.url where links in messages lead,"
                    + " because the lender has a `payment-link`, but it does not");
        }
        Duration validFor = written.get("valid-for").parsed(LenderReader::duration, "hours or days such as 12h or 7d");
        return checked(written, () -> PaymentPage.of(written.get("url").text(), validFor));
    }

    private static Duration duration(String written) {
        Matcher parts = DURATION.matcher(written);
        if (!parts.matches()) {
            throw new IllegalArgumentException("Expected hours or days, but found something else");
        }
        long number = Long.parseLong(parts.group(1));
        return parts.group(2).equals("h") ? Duration.ofHours(number) : Duration.ofDays(number);
    }

    /** Without the line every desk that works for the lender may. */
    private static @Nullable Set<DeskId> desks(@Nullable YamlValue written) {
        return written == null
                ? null
                : once(written.list()).stream()
                        .map(each -> each.parsed(DeskId::new, "the id of a desk: a-z, 0-9 and '-'"))
                        .collect(Collectors.toUnmodifiableSet());
    }

    private List<String> languages(YamlValue written) {
        List<String> spoken = demands.languages();
        for (YamlValue each : once(written.some())) {
            if (!spoken.contains(each.text())) {
                throw each.refused("expected one of " + String.join(", ", spoken)
                        + ", for which janji.templates has forbidden words and opt-out sentences, but found `"
                        + each.text()
                        + "`");
            }
        }
        return written.list().stream().map(YamlValue::text).toList();
    }

    private static BucketScale buckets(YamlValue written) {
        List<BucketScale.Bucket> buckets = new ArrayList<>();
        int from = Integer.MIN_VALUE;
        List<YamlValue> lines = written.some();
        for (YamlValue each : lines) {
            each.only("name", "to");
            YamlValue end = each.find("to");
            if (end == null && each != lines.get(lines.size() - 1)) {
                throw each.refused("expected `to` in every bucket but the last, but it is missing");
            }
            int to = end == null ? Integer.MAX_VALUE : end.number(-MOST_DAYS, MOST_DAYS);
            int begin = from;
            String name = each.get("name").text();
            buckets.add(checked(each, () -> new BucketScale.Bucket(name, begin, to)));
            from = end == null ? to : to + 1;
        }
        return checked(written, () -> new BucketScale(buckets));
    }

    private static Promise.Terms terms(YamlValue written) {
        written.only("tolerance-permille", "grace-days");
        return checked(
                written,
                () -> new Promise.Terms(
                        written.get("tolerance-permille").number(0, PERMILLE),
                        written.get("grace-days").number(0, MOST_DAYS)));
    }

    private static QuietTerms quiet(YamlValue written) {
        written.only("after-paid-days", "will-pay-days", "call-me-days");
        return checked(
                written,
                () -> new QuietTerms(
                        written.get("after-paid-days").number(0, MOST_DAYS),
                        written.get("will-pay-days").number(0, MOST_DAYS),
                        written.get("call-me-days").number(0, MOST_DAYS)));
    }

    private static Arrangement.Terms arrangements(YamlValue written) {
        written.only("grace-days", "authority");
        YamlValue authority = written.get("authority");
        authority.only("agent", "team-leader", "lender");
        return checked(
                written,
                () -> new Arrangement.Terms(
                        written.get("grace-days").number(0, MOST_DAYS),
                        authority(authority.get("agent")),
                        authority(authority.get("team-leader")),
                        authority(authority.get("lender"))));
    }

    /** Folders that were stored before there were offers say nothing of them. */
    private static Offer.Terms offers(@Nullable YamlValue written) {
        if (written == null) {
            return Offer.Terms.STANDARD;
        }
        written.only("consideration-days");
        YamlValue days = written.get("consideration-days");
        return checked(days, () -> new Offer.Terms(days.number(0, MOST_DAYS)));
    }

    private static Arrangement.Authority authority(YamlValue role) {
        role.only("longest-months", "largest-waived-permille", "least-first-permille");
        return checked(
                role,
                () -> new Arrangement.Authority(
                        role.get("longest-months").number(1, MOST_DAYS),
                        role.get("largest-waived-permille").number(0, PERMILLE),
                        role.get("least-first-permille").number(0, PERMILLE)));
    }

    private static List<YamlValue> once(List<YamlValue> values) {
        List<String> seen = new ArrayList<>();
        for (YamlValue each : values) {
            if (seen.contains(each.text())) {
                throw each.refused("expected every entry once, but found `" + each.text() + "` twice");
            }
            seen.add(each.text());
        }
        return values;
    }

    private static <T> T checked(YamlValue at, Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            String message = Objects.requireNonNullElse(e.getMessage(), "something else");
            throw at.refused(message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1));
        }
    }
}
