package dev.janji.gateways.sms;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigUtil;
import dev.janji.domain.id.LenderId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which account a lender's messages leave by, and what this server remembers of them.
 *
 * @param shared of every lender without one of its own
 * @param own lenders whose keys differ; those that differ in the source only share the connection
 * @param log folder of the log of messages
 * @param keptDays days before today of which it is remembered what the provider calls a message
 * @param owedFor receipts of so long before a restart are brought again, by the house clock
 * @param joinWithin so long is waited for the other parts of a reply, by the house clock
 * @param mostParts of replies that wait for the others; more are left with the provider
 * @param othersSend whether other servers send by these accounts, so that what is not in our log may have been sent all the same
 */
public record SmppSettings(
        SmppAccount shared,
        Map<LenderId, SmppAccount> own,
        Path log,
        int keptDays,
        Duration owedFor,
        Duration joinWithin,
        int mostParts,
        boolean othersSend) {
    private static final Duration LONGEST_JOIN = Duration.ofDays(1);

    /** @throws IllegalArgumentException when a value is out of its range; the text names it */
    public SmppSettings {
        own = Map.copyOf(own);
        if (keptDays < 1 || keptDays > 31) {
            throw new IllegalArgumentException("Expected kept-days to be from 1 to 31, but it is " + keptDays);
        }
        if (owedFor.isNegative()) {
            throw new IllegalArgumentException("Expected owed-for to be not negative, but it is " + owedFor);
        }
        if (joinWithin.isNegative() || joinWithin.isZero() || joinWithin.compareTo(LONGEST_JOIN) > 0) {
            throw new IllegalArgumentException(
                    "Expected join-within to be more than 0 and at most " + LONGEST_JOIN + ", but it is " + joinWithin);
        }
        if (mostParts < 1 || mostParts > 100_000) {
            throw new IllegalArgumentException("Expected most-parts to be from 1 to 100000, but it is " + mostParts);
        }
        for (Map.Entry<LenderId, SmppAccount> one : own.entrySet()) {
            demandOneLink(one.getKey(), one.getValue(), shared);
            own.values().forEach(other -> demandOneLink(one.getKey(), one.getValue(), other));
        }
    }

    private static void demandOneLink(LenderId lender, SmppAccount one, SmppAccount other) {
        if (one.isSameLink(other) && !one.withSource("x").equals(other.withSource("x"))) {
            throw new IllegalArgumentException(
                    "Expected accounts with the same host, port and system-id to differ in the"
                            + " source only, but that of lenders." + lender + " differs in more");
        }
    }

    /** @throws ConfigException when a key is missing or out of its range; the text names it */
    public static SmppSettings from(Config config) {
        Map<LenderId, SmppAccount> own = new HashMap<>();
        Config lenders = config.getConfig("lenders");
        for (String lender : lenders.root().keySet()) {
            try {
                own.put(
                        new LenderId(lender),
                        SmppAccount.from(lenders.getConfig(ConfigUtil.quoteString(lender))
                                .withFallback(config)));
            } catch (ConfigException | IllegalArgumentException e) {
                throw new ConfigException.Generic("lenders." + lender + ": " + e.getMessage(), e);
            }
        }
        try {
            return new SmppSettings(
                    SmppAccount.from(config),
                    own,
                    Path.of(config.getString("log")),
                    config.getInt("kept-days"),
                    config.getDuration("owed-for"),
                    config.getDuration("join-within"),
                    config.getInt("most-parts"),
                    config.getBoolean("other-servers-send"));
        } catch (IllegalArgumentException e) {
            throw new ConfigException.Generic(config.origin().description() + ": " + e.getMessage(), e);
        }
    }

    SmppAccount of(LenderId lender) {
        return own.getOrDefault(lender, shared);
    }

    /**
     * Whose a line is.
     *
     * @param line number, short code or name that somebody wrote to
     * @return empty for that of several lenders
     */
    Optional<LenderId> lenderAt(SmppAccount link, String line) {
        String digits = SmsAddress.ofSource(shared.source()).digits();
        String written = line.startsWith("+") ? line.substring(1) : line;
        if (shared.isSameLink(link) && digits.equals(written)) {
            return Optional.empty();
        }
        List<LenderId> theirs = own.entrySet().stream()
                .filter(one -> one.getValue().isSameLink(link)
                        && SmsAddress.ofSource(one.getValue().source()).digits().equals(written))
                .map(Map.Entry::getKey)
                .toList();
        return theirs.size() == 1 ? Optional.of(theirs.get(0)) : Optional.empty();
    }

    /** Without what is secret. */
    @Override
    public String toString() {
        return "SmppSettings[" + shared + ", own=" + own.keySet() + "]";
    }
}
