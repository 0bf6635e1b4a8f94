package dev.janji.orchestrator.desk;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.janji.orchestrator.grpc.FieldRefused;
import dev.janji.protocols.desk.v1.ClientMessage;
import dev.janji.protocols.desk.v1.DeskMessage;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.ws.BinaryMessage;
import org.apache.pekko.http.javadsl.model.ws.Message;
import org.apache.pekko.http.javadsl.model.ws.TextMessage;
import org.apache.pekko.util.ByteString;

/** A message in a frame: the subprotocols of the agents' protocol. Fields that are not known are passed over, as a later console may send them. */
enum DeskFrames {
    BINARY("janji.desk.v1") {
        @Override
        Message frame(DeskMessage message) {
            return BinaryMessage.create(ByteString.fromArrayUnsafe(message.toByteArray()));
        }

        @Override
        ClientMessage read(Content content) {
            try {
                if (content.text().isEmpty()) {
                    return ClientMessage.parseFrom(content.binary().toArrayUnsafe());
                }
            } catch (InvalidProtocolBufferException e) {
                throw FieldRefused.invalid("message", "expected a ClientMessage, but it can't be read");
            }
            throw FieldRefused.invalid("message", "expected a binary frame, but it is a text");
        }
    },
    JSON("janji.desk.v1+json") {
        @Override
        Message frame(DeskMessage message) {
            try {
                return TextMessage.create(
                        JsonFormat.printer().omittingInsignificantWhitespace().print(message));
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException("Expected a message to have a JSON form, but it has none", e);
            }
        }

        @Override
        ClientMessage read(Content content) {
            if (content.text().isEmpty()) {
                throw FieldRefused.invalid("message", "expected a text frame, but it is binary");
            }
            try {
                ClientMessage.Builder message = ClientMessage.newBuilder();
                JsonFormat.parser().ignoringUnknownFields().merge(content.text().get(), message);
                return message.build();
            } catch (InvalidProtocolBufferException e) {
                // Its text may quote what was sent, which may be a token.
                throw FieldRefused.invalid("message", "expected a ClientMessage in proto3 JSON, but it can't be read");
            }
        }
    };

    /** A whole frame as it came. @param text empty for a binary one */
    record Content(Optional<String> text, ByteString binary) {
        /** Never what was sent. */
        @Override
        public String toString() {
            return "Content";
        }
    }

    private final String subprotocol;

    DeskFrames(String subprotocol) {
        this.subprotocol = subprotocol;
    }

    /** @return the first of those asked for that is known; empty when none is */
    static Optional<DeskFrames> of(Iterable<String> asked) {
        for (String name : asked) {
            for (DeskFrames each : values()) {
                if (each.subprotocol.equals(name)) {
                    return Optional.of(each);
                }
            }
        }
        return Optional.empty();
    }

    String subprotocol() {
        return subprotocol;
    }

    abstract Message frame(DeskMessage message);

    /** @throws FieldRefused when it is no message, in words that quote nothing of it */
    abstract ClientMessage read(Content content);
}
