package dev.janji.protocols;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** What protoc made of our own files, as it lies in this module's artifact. */
final class Descriptors {

    private Descriptors() {}

    static List<FileDescriptorProto> ours() throws IOException {
        try (InputStream stream = Descriptors.class.getResourceAsStream("/META-INF/janji/protocols.binpb")) {
            if (stream == null) {
                throw new IOException("Expected /META-INF/janji/protocols.binpb, but the build did not write it");
            }
            return FileDescriptorSet.parseFrom(stream).getFileList().stream()
                    .filter(file -> file.getPackage().startsWith("janji."))
                    .toList();
        }
    }
}
