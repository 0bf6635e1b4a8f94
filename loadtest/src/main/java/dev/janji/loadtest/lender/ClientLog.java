package dev.janji.loadtest.lender;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.janji.loadtest.portfolio.PlannedEvent;
import dev.janji.protocols.lender.v1.PublishResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The client's own log, one JSON line an event: what was sent, when, and how it was answered. Ids, dates and amounts only: no name, number
 * or address. The checker believes this and the journal. Thread-safe.
 */
public final class ClientLog implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String lender;
    private final BufferedWriter writer;

    private ClientLog(String lender, BufferedWriter writer) {
        this.lender = lender;
        this.writer = writer;
    }

    /** Opens the log for appending. */
    public static ClientLog open(Path file, String lender) {
        try {
            return new ClientLog(
                    lender,
                    Files.newBufferedWriter(
                            file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to write the client's log " + file + ", but could not", e);
        }
    }

    void answered(Answer answer) {
        write(answer.event(), answer.sends(), answer.sentWallMicros(), answer.ackedWallMicros(), answer.response());
    }

    /** An event that was sent and never answered. */
    void unanswered(PlannedEvent event, int sends, long sentWallMicros) {
        write(event, sends, sentWallMicros, 0, null);
    }

    private void write(
            PlannedEvent event,
            int sends,
            long sentWallMicros,
            long ackedWallMicros,
            @Nullable PublishResponse response) {
        ObjectNode line = EventFacts.of(event.request(), JSON.createObjectNode().put("lender", lender));
        line.put("plannedAt", event.at().toString());
        line.put("expected", expected(event));
        line.put("sends", sends);
        line.put("sentWallMicros", sentWallMicros);
        line.put("ackedWallMicros", ackedWallMicros);
        if (response == null) {
            line.put("answer", "none");
        } else if (response.hasAccepted()) {
            line.put("answer", "accepted");
            line.put("sequenceNumber", response.getAccepted().getSequenceNumber());
            line.put("duplicate", response.getAccepted().getDuplicate());
            line.put("contactInDoubt", response.getAccepted().getContactInDoubt());
        } else {
            line.put("answer", "rejected");
            line.put("reason", shortName(response.getRejected().getReason().name()));
        }
        synchronized (writer) {
            try {
                writer.write(line.toString());
                writer.write('\n');
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static String expected(PlannedEvent event) {
        if (event.refusal() != null) {
            return shortName(event.refusal().name());
        }
        return event.duplicate() ? "duplicate" : "accepted";
    }

    static String shortName(String reason) {
        return reason.replace("REJECTION_REASON_", "");
    }

    void flush() {
        synchronized (writer) {
            try {
                writer.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {
        synchronized (writer) {
            try {
                writer.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
