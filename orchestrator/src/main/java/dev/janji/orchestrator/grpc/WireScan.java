package dev.janji.orchestrator.grpc;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.WireFormat;
import dev.janji.protocols.lender.v1.PublishRequest;
import java.io.IOException;

/**
 * Reads from a request that can't be parsed what still can be read: its ids, so that the refusal names them, and which text is not
 * UTF-8, so that the refusal names the field. Confined to one call.
 */
final class WireScan {
    /** Deeper nesting than any message of ours; ends a hostile one. */
    private static final int DEEPEST = 20;

    private String eventId = "";
    private String debtorId = "";
    private String malformedText = "";

    private WireScan() {}

    static WireScan of(byte[] request) {
        WireScan scan = new WireScan();
        try {
            scan.walk(CodedInputStream.newInstance(request), PublishRequest.getDescriptor(), "", 0);
        } catch (IOException e) {
            // Truncated or no protobuf at all: what was found until here is what can be told.
        }
        return scan;
    }

    /** Empty when it can't be read. */
    String eventId() {
        return eventId;
    }

    /** Empty when it can't be read. */
    String debtorId() {
        return debtorId;
    }

    /** Path of the first text that is not UTF-8, such as {@code debtor_upserted.name}; empty when there is none. */
    String malformedText() {
        return malformedText;
    }

    private void walk(CodedInputStream in, Descriptor type, String path, int depth) throws IOException {
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            FieldDescriptor field = type.findFieldByNumber(WireFormat.getTagFieldNumber(tag));
            boolean delimited = WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
            if (field == null || !delimited) {
                in.skipField(tag);
            } else if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE && depth < DEEPEST) {
                walk(in.readBytes().newCodedInput(), field.getMessageType(), path + field.getName() + ".", depth + 1);
            } else if (field.getJavaType() == FieldDescriptor.JavaType.STRING) {
                text(field, path, in.readBytes());
            } else {
                in.skipField(tag);
            }
        }
    }

    private void text(FieldDescriptor field, String path, ByteString content) {
        if (!content.isValidUtf8()) {
            malformedText = malformedText.isEmpty() ? path + field.getName() : malformedText;
        } else if (path.isEmpty() && field.getNumber() == PublishRequest.EVENT_ID_FIELD_NUMBER) {
            eventId = content.toStringUtf8();
        } else if (path.isEmpty() && field.getNumber() == PublishRequest.DEBTOR_ID_FIELD_NUMBER) {
            debtorId = content.toStringUtf8();
        }
    }
}
