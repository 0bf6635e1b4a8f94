package dev.janji.loadtest.checker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The folder in which one run keeps its records. Immutable.
 *
 * <pre>
 * run.json            what was run: see {@link Run}
 * client.jsonl        the client's own log
 * provider-*.jsonl    the providers' own logs: the mailbox and the simulators
 * provider-*-replies.jsonl  what debtors wrote back, by the simulators
 * readings.jsonl      what the server answered about days past due
 * links.jsonl         payment links that debtors opened, and what was answered
 * promises.json       what {@code janji report promises --json} printed at the end
 * </pre>
 */
public record RunFolder(Path path) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * What was run.
     *
     * @param start of virtual time
     * @param end virtual time that was reached
     * @param storePort of the store's native protocol, on this machine
     * @param plan version of the strategy by which everybody was worked
     */
    public record Run(
            String lender, long seed, int debtors, int days, Instant start, Instant end, int storePort, String plan) {}

    /** The local days of virtual time that the report of promises is about. */
    public record Period(LocalDate from, LocalDate to) {
        public static Period of(Instant start, Instant end) {
            return new Period(LocalDate.ofInstant(start, ZoneOffset.UTC), LocalDate.ofInstant(end, ZoneOffset.UTC));
        }
    }

    public Path clientLog() {
        return path.resolve("client.jsonl");
    }

    public Path readings() {
        return path.resolve("readings.jsonl");
    }

    public Path links() {
        return path.resolve("links.jsonl");
    }

    public List<OpenedLink> openedLinks() {
        return lines(links(), OpenedLink::of);
    }

    public Path promiseReport() {
        return path.resolve("promises.json");
    }

    /** @return what the report of promises printed; empty when it was never asked for */
    public Optional<JsonNode> reportedPromises() {
        try {
            return Files.exists(promiseReport())
                    ? Optional.of(JSON.readTree(Files.readString(promiseReport())))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Expected a report of promises in " + promiseReport() + ", but it is none", e);
        }
    }

    /** The log of one provider, such as {@code mail} or {@code sms}. */
    public Path providerLog(String provider) {
        return path.resolve("provider-" + provider + ".jsonl");
    }

    public void write(Run run) {
        ObjectNode node = JSON.createObjectNode()
                .put("lender", run.lender())
                .put("seed", run.seed())
                .put("debtors", run.debtors())
                .put("days", run.days())
                .put("start", run.start().toString())
                .put("end", run.end().toString())
                .put("storePort", run.storePort())
                .put("plan", run.plan());
        try {
            Files.writeString(path.resolve("run.json"), node.toPrettyString() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Run run() {
        Path file = path.resolve("run.json");
        try {
            JsonNode node = JSON.readTree(Files.readString(file));
            return new Run(
                    node.path("lender").asText(),
                    node.path("seed").asLong(),
                    node.path("debtors").asInt(),
                    node.path("days").asInt(),
                    Instant.parse(node.path("start").asText()),
                    Instant.parse(node.path("end").asText()),
                    node.path("storePort").asInt(),
                    node.path("plan").asText());
        } catch (IOException e) {
            throw new UncheckedIOException("Expected the record of a run in " + file + ", but it cannot be read", e);
        }
    }

    public List<LenderFact> facts() {
        return lines(clientLog(), LenderFact::of);
    }

    public List<DaysPastDueReading> daysPastDueReadings() {
        return lines(readings(), DaysPastDueReading::of);
    }

    public List<SentContact> sent() {
        return logs("provider-[a-z]+\\.jsonl")
                .flatMap(file -> lines(file, SentContact::of).stream())
                .toList();
    }

    public List<WrittenReply> written() {
        return logs("provider-[a-z]+-replies\\.jsonl")
                .flatMap(file -> WrittenReply.of(file).stream())
                .toList();
    }

    private Stream<Path> logs(String names) {
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> file.getFileName().toString().matches(names)).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads whole lines; a last one without an end was cut off by a kill and says nothing. */
    static <T> List<T> lines(Path file, Function<JsonNode, T> mapper) {
        List<T> result = new ArrayList<>();
        if (!Files.exists(file)) {
            return result;
        }
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.startsWith("{") && line.endsWith("}")) {
                    result.add(mapper.apply(JSON.readTree(line)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to read " + file + ", but could not", e);
        }
        return result;
    }
}
