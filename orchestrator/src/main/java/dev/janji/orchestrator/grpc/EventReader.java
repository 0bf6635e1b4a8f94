package dev.janji.orchestrator.grpc;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.janji.domain.debtor.BodyHash;
import dev.janji.protocols.lender.v1.PublishRequest;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Reads requests from the bytes of the wire, so that one that can't be read is refused like any other and does not end the stream, as
 * it would if gRPC parsed it. Confined to one stream: it reuses its digest.
 */
final class EventReader {
    /** A longer request is refused. */
    static final int LONGEST_REQUEST = 4 * 1024 * 1024;

    private final MessageDigest sha256;

    EventReader() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected SHA-256 in every JDK, but it is missing", e);
        }
    }

    /** What became of the bytes. */
    sealed interface Reading permits Request, Unreadable {}

    /** A whole request, with the hash of its content. */
    record Request(PublishRequest request, BodyHash body) implements Reading {}

    /** No request; the ids are empty when they can't be read either. */
    record Unreadable(String eventId, String debtorId, String detail) implements Reading {}

    Reading read(byte[] bytes) {
        if (bytes.length > LONGEST_REQUEST) {
            return unreadable(
                    bytes, "message: expected at most " + LONGEST_REQUEST + " bytes, but got " + bytes.length);
        }
        try {
            PublishRequest request = PublishRequest.parseFrom(bytes);
            return new Request(request, bodyOf(request));
        } catch (InvalidProtocolBufferException e) {
            return unreadable(bytes, "message: expected a PublishRequest, but its bytes are no protocol buffer");
        }
    }

    /**
     * The hash is taken from the request as this server writes it, not as it came: a client may send the same content in another order
     * of fields. Fields that this server does not know are part of the content.
     */
    private BodyHash bodyOf(PublishRequest request) {
        ByteBuffer hash = ByteBuffer.wrap(
                sha256.digest(request.toBuilder().clearEventId().build().toByteArray()));
        return new BodyHash(hash.getLong(), hash.getLong());
    }

    private static Unreadable unreadable(byte[] bytes, String detail) {
        WireScan scan = WireScan.of(bytes);
        String text = scan.malformedText();
        return new Unreadable(
                scan.eventId(),
                scan.debtorId(),
                text.isEmpty() || bytes.length > LONGEST_REQUEST ? detail : text + ": expected text in UTF-8");
    }
}
