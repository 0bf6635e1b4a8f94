package dev.janji.actors.rules;

import dev.janji.domain.id.LenderId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The first folder of a lender, complete and ready to be changed. Immutable. */
public final class NewLender {
    private static final Map<String, List<String>> PACKS = Map.of("p2p", List.of("id", "id-p2p"));
    private static final List<String> OTHERS = List.of("id");

    private final LenderReader reader;

    public NewLender(LenderReader reader) {
        this.reader = reader;
    }

    /** One whose messages have no payment link. */
    public LenderFiles folder(LenderId lender, String name, String from) {
        return folder(lender, name, from, null);
    }

    /**
     * @param name as its debtors know it
     * @param from one of {@link StrategyFiles#SHIPPED}
     * @param paymentLink the page on which its debtors pay; null when messages have no link to it
     * @throws IllegalArgumentException when it is none of them
     */
    public LenderFiles folder(LenderId lender, String name, String from, @Nullable String paymentLink) {
        if (!StrategyFiles.SHIPPED.contains(from)) {
            throw new IllegalArgumentException(
                    "Expected one of " + String.join(", ", StrategyFiles.SHIPPED) + ", but got " + from);
        }
        String head = written()
                .replace("${lender}", lender.value())
                .replace("${name}", quoted(name))
                .replace("${strategy}", from)
                .replace("${policies}", String.join(", ", PACKS.getOrDefault(from, OTHERS)));
        String linked = paymentLink == null
                ? head
                : head.stripTrailing()
                        + "\n\n# Where debtors pay, and for how long a link in a message leads there: 1h to 90d.\n"
                        + "payment-link: { url: " + quoted(paymentLink) + ", valid-for: 7d }\n";
        return reader.read(new LenderFiles(Map.of(LenderFiles.LENDER, linked))).complete();
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static String written() {
        try (InputStream draft = NewLender.class.getResourceAsStream("new-lender.yaml")) {
            return new String(Objects.requireNonNull(draft).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to read the draft of a lender, but could not", e);
        }
    }
}
