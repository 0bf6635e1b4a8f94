package dev.janji.actors.rules;

import dev.janji.domain.id.LenderId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The first folder of a lender, complete and ready to be changed. Immutable. */
public final class NewLender {
    private static final Map<String, List<String>> PACKS = Map.of("p2p", List.of("id", "id-p2p"));
    private static final List<String> OTHERS = List.of("id");

    private final LenderReader reader;

    public NewLender(LenderReader reader) {
        this.reader = reader;
    }

    /**
     * @param name as its debtors know it
     * @param from one of {@link StrategyFiles#SHIPPED}
     * @throws IllegalArgumentException when it is none of them
     */
    public LenderFiles folder(LenderId lender, String name, String from) {
        if (!StrategyFiles.SHIPPED.contains(from)) {
            throw new IllegalArgumentException(
                    "Expected one of " + String.join(", ", StrategyFiles.SHIPPED) + ", but got " + from);
        }
        String head = written()
                .replace("${lender}", lender.value())
                .replace("${name}", "\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
                .replace("${strategy}", from)
                .replace("${policies}", String.join(", ", PACKS.getOrDefault(from, OTHERS)));
        return reader.read(new LenderFiles(Map.of(LenderFiles.LENDER, head))).complete();
    }

    private static String written() {
        try (InputStream draft = NewLender.class.getResourceAsStream("new-lender.yaml")) {
            return new String(Objects.requireNonNull(draft).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to read the draft of a lender, but could not", e);
        }
    }
}
