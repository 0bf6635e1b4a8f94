package dev.janji.orchestrator.desk;

import static dev.janji.actors.desk.DeskBooks.AGENT;
import static dev.janji.actors.desk.DeskBooks.DEBTOR;
import static dev.janji.actors.desk.DeskBooks.LEADER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.util.JsonFormat;
import dev.janji.actors.debtor.RuledDebtors;
import dev.janji.actors.desk.AgentNotice;
import dev.janji.domain.id.PaymentId;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.protocols.desk.v1.ClientMessage;
import dev.janji.protocols.desk.v1.DeskMessage;
import dev.janji.protocols.desk.v1.SendText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * The transcript of docs/agent-protocol.md is true: every line of the console is sent over a real socket to the real edge and session, and every
 * answer comes as it stands there. {@code -Dupdate} writes the answers anew.
 */
final class AgentProtocolTranscriptTest {
    private static final Path PAGE = Path.of("../docs/agent-protocol.md");
    private static final String BEGIN = "```transcript";
    private static final String END = "```";
    private static final String ANY = "…";
    private static final String LOST = "# The connection is lost; a supervisor writes meanwhile.";
    private static final String PAID = "# The debtor pays 100,000 rupiah.";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final DeskServer server = new DeskServer();
    private Console console = Console.json(server.uri());
    private String resumeToken = "";
    private long lastSequence;
    private boolean waitsForAnswer;

    @Test
    void shouldHappenAsThePageSays() throws IOException {
        List<String> page = Files.readAllLines(PAGE);
        int begin = page.indexOf(BEGIN) + 1;
        int end = begin + page.subList(begin, page.size()).indexOf(END);
        List<String> lines = page.subList(begin, end);
        boolean update = Boolean.getBoolean("update") || "".equals(System.getProperty("update"));
        List<String> written = new ArrayList<>();
        try (server) {
            int at = 0;
            int requests = 0;
            while (at < lines.size()) {
                String line = lines.get(at++);
                written.add(line);
                requests++;
                String request = act(line);
                List<JsonNode> expected = new ArrayList<>();
                while (at < lines.size() && lines.get(at).startsWith("< ")) {
                    expected.add(JSON.readTree(lines.get(at++).substring(2)));
                }
                if (update) {
                    written.addAll(heard(request));
                } else {
                    compare(line, expected);
                }
            }
            assertThat(requests).as("lines that do something").isGreaterThan(10);
        }
        if (update) {
            List<String> whole = new ArrayList<>(page.subList(0, begin));
            whole.addAll(written);
            whole.addAll(page.subList(end, page.size()));
            Files.write(PAGE, whole);
        }
    }

    /** @return the id of the request that is answered; empty when it is none */
    private String act(String line) throws IOException {
        waitsForAnswer = line.startsWith("> ");
        if (waitsForAnswer) {
            ObjectNode message = (ObjectNode) JSON.readTree(line.substring(2));
            if (message.path("signIn").path("resumeToken").asText().equals(ANY)) {
                ((ObjectNode) message.get("signIn"))
                        .put("resumeToken", resumeToken)
                        .put("lastSequence", lastSequence);
            }
            console.sendText(message.toString());
            return message.get("requestId").asText();
        }
        if (line.equals(LOST)) {
            console.abort();
            server.await("left agent-1");
            try (Console leader = Console.json(server.uri()).signIn(LEADER)) {
                leader.until(DeskMessage::hasSeatChanged);
                leader.answer(ClientMessage.newBuilder()
                        .setSendText(
                                SendText.newBuilder().setAgentId(AGENT.value()).setText("Well done.")));
            }
            console = Console.json(server.uri());
            return "";
        }
        assertThat(line).as("a line that the test knows").isEqualTo(PAID);
        server.debtors.tell(
                DEBTOR,
                new LenderEvent.PaymentReceived(
                        RuledDebtors.CARD,
                        new PaymentId("payment-1"),
                        RuledDebtors.rupiah(100_000),
                        LocalDate.parse("2026-06-01")));
        server.seats.say(AGENT, new AgentNotice.LeadWithdrawn(server.seats.lead()));
        return "";
    }

    /** Answers and what they bring about come in either order; a screen may come more often, for each is whole. */
    private void compare(String line, List<JsonNode> expected) throws IOException {
        List<JsonNode> missing = new ArrayList<>(expected);
        while (!missing.isEmpty()) {
            JsonNode message = json(counted(console.next()));
            if (message.has("ping")) {
                continue;
            }
            Optional<JsonNode> found =
                    missing.stream().filter(each -> matches(each, message)).findFirst();
            if (found.isPresent()) {
                missing.remove(found.get());
            } else {
                assertThat(message.has("screen"))
                        .as("after %s, expected %s but got %s", line, missing, message)
                        .isTrue();
            }
        }
    }

    private DeskMessage counted(DeskMessage message) {
        if (message.hasSignedIn()) {
            resumeToken = message.getSignedIn().getResumeToken();
        }
        if (message.getSequence() > 0) {
            assertThat(message.getSequence()).as("no gap").isEqualTo(++lastSequence);
        }
        return message;
    }

    private List<String> heard(String request) throws IOException {
        List<String> lines = new ArrayList<>();
        boolean answered = request.isEmpty();
        Optional<DeskMessage> message = console.within(5, TimeUnit.SECONDS);
        while (message.isPresent()) {
            DeskMessage told = counted(message.get());
            answered |= told.getRequestId().equals(request);
            if (!told.hasPing()) {
                lines.add("< " + shortened(json(told)));
            }
            message = answered ? console.within(1, TimeUnit.SECONDS) : console.within(5, TimeUnit.SECONDS);
        }
        return lines;
    }

    private static JsonNode shortened(JsonNode message) {
        ObjectNode shown = message.deepCopy();
        for (String body : List.of("signedIn", "screen")) {
            if (shown.get(body) instanceof ObjectNode inner) {
                for (String left : List.of("resumeToken", "timeline", "actions")) {
                    if (inner.has(left)) {
                        inner.put(left, ANY);
                    }
                }
            }
        }
        return shown;
    }

    private static JsonNode json(DeskMessage message) throws IOException {
        return JSON.readTree(JsonFormat.printer().print(message));
    }

    private static boolean matches(JsonNode expected, JsonNode actual) {
        if (expected.isTextual() && expected.asText().equals(ANY)) {
            return true;
        }
        if (!expected.isObject()) {
            return expected.equals(actual);
        }
        if (!actual.isObject() || expected.size() != actual.size()) {
            return false;
        }
        for (Iterator<String> names = expected.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            // Which number a message gets depends on the order; that none is left out is looked at apart.
            if (!actual.has(name) || !name.equals("sequence") && !matches(expected.get(name), actual.get(name))) {
                return false;
            }
        }
        return true;
    }
}
