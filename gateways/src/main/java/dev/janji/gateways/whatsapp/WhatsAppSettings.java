package dev.janji.gateways.whatsapp;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigUtil;
import dev.janji.domain.id.LenderId;
import dev.janji.gateways.once.ProviderAddress;
import dev.janji.gateways.once.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The business account, its lines and its templates. Timeouts are real time.
 *
 * @param url of the provider, with the version of its interface
 * @param shared the line of every lender without one of its own
 * @param own lenders with a line of their own
 * @param accessToken by which we send
 * @param appSecret by which the provider signs what it brings
 * @param verifyToken by which the provider asks whether the webhook is ours
 * @param names templates whose name there differs from ours
 * @param languages languages whose code there differs from ours
 * @param validity how long the provider tries to deliver a template, as it is registered there
 * @param textInWindow what is written as text when the debtor wrote lately
 * @param log folder of the log of messages
 * @param keptDays days before today that are remembered
 * @param othersSend whether other servers send by this account, too
 */
public record WhatsAppSettings(
        URI url,
        String shared,
        Map<LenderId, String> own,
        Secret accessToken,
        Secret appSecret,
        Secret verifyToken,
        Map<String, String> names,
        Map<String, String> languages,
        Duration validity,
        TextInWindow textInWindow,
        Path log,
        int keptDays,
        boolean othersSend,
        Duration connectTimeout,
        Duration answerTimeout,
        Duration throttlePause) {
    /** What leaves as text, not as a template, within 24 hours of what the debtor wrote. A text has no validity. */
    public enum TextInWindow {
        /** What an agent writes: there is no template for it. */
        ANSWERS,
        /** Everything. */
        ALL,
        /** Nothing, so no agent can answer. */
        NOTHING
    }

    private static final Pattern LINE = Pattern.compile("[0-9]{5,20}");
    private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1,512}");
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(_[A-Z]{2})?");
    private static final Duration SHORTEST_VALIDITY = Duration.ofSeconds(30);
    private static final Duration LONGEST_VALIDITY = Duration.ofHours(12);

    /** @throws IllegalArgumentException when a value is out of its range; the text names it */
    public WhatsAppSettings {
        own = Map.copyOf(own);
        names = Map.copyOf(names);
        languages = Map.copyOf(languages);
        demand(
                LINE.matcher(shared).matches(),
                "phone-number-id",
                "a number that the provider shows, not the telephone number");
        own.forEach((lender, line) -> demand(
                LINE.matcher(line).matches(),
                "lenders." + lender + ".phone-number-id",
                "a number that the provider shows"));
        names.values().forEach(name -> demand(NAME.matcher(name).matches(), "templates", "names of a-z, 0-9 and _"));
        languages
                .values()
                .forEach(code -> demand(LANGUAGE.matcher(code).matches(), "languages", "codes such as id or en_GB"));
        demand(
                validity.compareTo(SHORTEST_VALIDITY) >= 0 && validity.compareTo(LONGEST_VALIDITY) <= 0,
                "template-validity",
                "from 30 seconds to 12 hours");
        demand(keptDays >= 1 && keptDays <= 31, "kept-days", "from 1 to 31");
        demand(isPositive(connectTimeout), "connect-timeout", "above 0");
        demand(isPositive(answerTimeout), "answer-timeout", "above 0");
        demand(isPositive(throttlePause), "throttle-pause", "above 0");
    }

    /** @throws ConfigException when a key is missing or out of its range; the text names it */
    public static WhatsAppSettings from(Config config) {
        Map<LenderId, String> own = new HashMap<>();
        Config lenders = config.getConfig("lenders");
        for (String lender : lenders.root().keySet()) {
            try {
                own.put(
                        new LenderId(lender),
                        lenders.getConfig(ConfigUtil.quoteString(lender)).getString("phone-number-id"));
            } catch (ConfigException | IllegalArgumentException e) {
                throw new ConfigException.Generic("lenders." + lender + ": " + e.getMessage(), e);
            }
        }
        try {
            return new WhatsAppSettings(
                    ProviderAddress.from(config, "url"),
                    config.getString("phone-number-id"),
                    own,
                    Secret.from(config, "access-token"),
                    Secret.from(config, "app-secret"),
                    Secret.from(config, "verify-token"),
                    words(config, "templates"),
                    words(config, "languages"),
                    config.getDuration("template-validity"),
                    config.getEnum(TextInWindow.class, "text-in-window"),
                    Path.of(config.getString("log")),
                    config.getInt("kept-days"),
                    config.getBoolean("other-servers-send"),
                    config.getDuration("connect-timeout"),
                    config.getDuration("answer-timeout"),
                    config.getDuration("throttle-pause"));
        } catch (IllegalArgumentException e) {
            throw new ConfigException.Generic(config.origin().description() + ": " + e.getMessage(), e);
        }
    }

    private static Map<String, String> words(Config config, String key) {
        Map<String, String> words = new HashMap<>();
        Config own = config.getConfig(key);
        own.root().keySet().forEach(each -> words.put(each, own.getString(ConfigUtil.quoteString(each))));
        return words;
    }

    private static boolean isPositive(Duration value) {
        return !value.isNegative() && !value.isZero();
    }

    private static void demand(boolean holds, String key, String range) {
        if (!holds) {
            throw new IllegalArgumentException("Expected " + key + " to be " + range + ", but it is not");
        }
    }

    /** @return the line by which a lender's messages leave */
    String lineOf(LenderId lender) {
        return own.getOrDefault(lender, shared);
    }

    boolean isOurs(String line) {
        return shared.equals(line) || own.containsValue(line);
    }

    /** @return whose line it is; empty for that of several lenders */
    Optional<LenderId> lenderAt(String line) {
        if (shared.equals(line)) {
            return Optional.empty();
        }
        List<LenderId> lenders = own.entrySet().stream()
                .filter(each -> each.getValue().equals(line))
                .map(Map.Entry::getKey)
                .toList();
        return lenders.size() == 1 ? Optional.of(lenders.get(0)) : Optional.empty();
    }

    /** @return what a template of ours is called there */
    String nameOf(String template) {
        return names.getOrDefault(template, template.replace('-', '_').toLowerCase(Locale.ROOT));
    }

    /** @return the code of a language there */
    String codeOf(String language) {
        return languages.getOrDefault(language, language.replace('-', '_'));
    }

    /** Without what is secret. */
    @Override
    public String toString() {
        return "WhatsAppSettings[" + url + ", line=" + shared + ", lines of lenders=" + own.keySet() + "]";
    }
}
