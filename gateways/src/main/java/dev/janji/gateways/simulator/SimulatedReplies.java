package dev.janji.gateways.simulator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.janji.actors.channel.InboundListener;
import dev.janji.actors.channel.InboundMessage;
import dev.janji.actors.channel.OutboundMessage;
import dev.janji.domain.contact.Channel;
import java.io.Closeable;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/**
 * What simulated debtors write back, and a log of it with ids only: a line when a reply is first brought, another when it is stored. Thread-safe.
 *
 * <pre>
 * {"reply":"re-...","lender":"...","debtor":"...","channel":"SMS","contactPoint":"...","attempt":"...","says":"paid","language":"id","atVirtual":"..."}
 * {"stored":"re-..."}
 * </pre>
 */
final class SimulatedReplies implements Closeable {
    private static final JsonFactory JSON = new JsonFactory();

    private final Channel channel;
    private final Bringer bringer;
    private final InboundListener listener;
    private final LineLog log;

    SimulatedReplies(Channel channel, Bringer bringer, InboundListener listener, Path log) {
        this.channel = channel;
        this.bringer = bringer;
        this.listener = listener;
        this.log = LineLog.open(log);
    }

    /** Whether anybody can write back where a message of this channel went. */
    static boolean canComeBackOn(Channel channel) {
        return switch (channel) {
            case SMS, EMAIL, WHATSAPP -> true;
            case PUSH, LETTER, VOICE -> false;
        };
    }

    /** @param due when it is written, by the house clock */
    void write(OutboundMessage answered, ReplyScript.PlannedReply reply, Instant due) {
        String id = "re-" + UUID.nameUUIDFromBytes(answered.attempt().value().getBytes(StandardCharsets.UTF_8));
        String language = answered.wording().language();
        InboundMessage message = new InboundMessage(
                id,
                channel,
                answered.debtor().lender(),
                answered.address(),
                "simulated-line",
                reply.says().text(language, reply.lot()),
                due,
                new InboundMessage.Answered(answered.debtor(), answered.attempt(), answered.contactPoint()));
        // Of a second try the line is there already: it is about the same.
        boolean[] logged = {false};
        bringer.at(due, answered.attempt(), () -> {
            if (!logged[0]) {
                append(written(id, answered, reply.says(), language, due));
                logged[0] = true;
            }
            CompletionStage<Done> told = listener.received(message);
            return told.thenApply(done -> {
                append("{\"stored\":\"" + id + "\"}");
                return done;
            });
        });
    }

    private String written(String id, OutboundMessage answered, Writing says, String language, Instant at) {
        StringWriter line = new StringWriter(256);
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("reply", id);
            json.writeStringField("lender", answered.debtor().lender().value());
            json.writeStringField("debtor", answered.debtor().debtor().value());
            json.writeStringField("channel", channel.name());
            json.writeStringField("contactPoint", answered.contactPoint().value());
            json.writeStringField("attempt", answered.attempt().value());
            json.writeStringField("says", says.word());
            json.writeStringField("language", language);
            json.writeStringField("atVirtual", at.toString());
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("Expected to write to memory, but could not", e);
        }
        return line.toString();
    }

    private void append(String line) {
        try {
            log.append(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        log.close();
    }
}
