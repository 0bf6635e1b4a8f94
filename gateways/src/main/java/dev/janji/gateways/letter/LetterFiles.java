package dev.janji.gateways.letter;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** How the outbox writes: what a call has written survives the end of the machine. */
interface LetterFiles {
    /** On the disk of this machine, or a share that keeps the same promises. */
    LetterFiles ON_DISK = new LetterFiles() {
        @Override
        public void write(Path file, byte[] content) throws IOException {
            force(
                    file,
                    content,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING);
        }

        @Override
        public void append(Path file, String text) throws IOException {
            force(
                    file,
                    text.getBytes(StandardCharsets.UTF_8),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.APPEND);
        }

        private void force(Path file, byte[] content, OpenOption... options) throws IOException {
            try (FileChannel channel = FileChannel.open(file, options)) {
                ByteBuffer bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
        }
    };

    /** Writes a file, over what was there. */
    void write(Path file, byte[] content) throws IOException;

    /** @throws IOException when it is not certain whether the text is at the end of the file, or a part of it */
    void append(Path file, String text) throws IOException;
}
