package dev.janji.loadtest.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Follows the providers' own logs while they grow. Confined to one thread. */
final class ProviderLogs {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<Path, Tail> tails = new LinkedHashMap<>();

    private static final class Tail {
        long position;
        final StringBuilder rest = new StringBuilder();
    }

    ProviderLogs(List<Path> files) {
        files.forEach(file -> tails.put(file, new Tail()));
    }

    /** Hands over every whole line that came since the last call. */
    void poll(Consumer<JsonNode> reader) {
        tails.forEach((file, tail) -> {
            if (!Files.exists(file)) {
                return;
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                long size = channel.size();
                if (size <= tail.position) {
                    return;
                }
                ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(1 << 22, size - tail.position));
                channel.read(bytes, tail.position);
                tail.position += bytes.position();
                tail.rest.append(new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8));
                lines(tail, reader);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static void lines(Tail tail, Consumer<JsonNode> reader) throws JsonProcessingException {
        int begin = 0;
        for (int end = tail.rest.indexOf("\n", begin); end >= 0; end = tail.rest.indexOf("\n", begin)) {
            String line = tail.rest.substring(begin, end);
            begin = end + 1;
            if (line.startsWith("{") && line.endsWith("}")) {
                reader.accept(JSON.readTree(line));
            }
        }
        tail.rest.delete(0, begin);
    }
}
