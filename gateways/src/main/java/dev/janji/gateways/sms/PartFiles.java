package dev.janji.gateways.sms;

import dev.janji.domain.id.LenderId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Parts of long replies on the disk, a file each, until their text is stored: numbers and words in the clear, for the server's user alone. What a name says
 * is no part of it. Thread-safe.
 */
final class PartFiles {
    private static final Logger LOG = LoggerFactory.getLogger(PartFiles.class);
    private static final byte FORM = 1;
    private static final String ENDING = ".part";
    private static final String UNFINISHED = ".new";
    private static final int LONGEST = 0x1_0000;

    private final Path folder;

    /** @throws IOException when the folder cannot be made */
    PartFiles(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder);
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    /** @return those of a former life, by file; what cannot be read is put aside, and stays */
    Map<Path, SmsPart> all() throws IOException {
        List<Path> files = ending(ENDING);
        // The provider never heard that we have these.
        ending(UNFINISHED).forEach(this::forget);
        Map<Path, SmsPart> parts = new LinkedHashMap<>();
        for (Path file : files) {
            try {
                parts.put(file, read(Files.readAllBytes(file)));
            } catch (IOException | RuntimeException e) {
                LOG.warn("Expected a part of a reply, but {} cannot be read; it is put aside", file.getFileName());
                Files.move(
                        file,
                        file.resolveSibling(file.getFileName() + ".unreadable"),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return parts;
    }

    private List<Path> ending(String with) throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            return found.filter(file -> file.toString().endsWith(with)).sorted().toList();
        }
    }

    /** It is on the disk when this returns. */
    Path keep(SmsPart part) throws IOException {
        String name = UUID.randomUUID().toString();
        Path fresh = folder.resolve(name + UNFINISHED);
        try (FileChannel file = FileChannel.open(fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(written(part));
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(true);
        }
        Path kept = Files.move(fresh, folder.resolve(name + ENDING), StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        }
        return kept;
    }

    void forget(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("Expected to delete {}, which is over, but could not", file.getFileName(), e);
        }
    }

    private static byte[] written(SmsPart part) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        LenderId lender = part.lender();
        out.writeByte(FORM);
        out.writeUTF(part.whole().from());
        out.writeUTF(part.whole().to());
        out.writeInt(part.whole().form());
        out.writeInt(part.whole().reference());
        out.writeInt(part.whole().parts());
        out.writeInt(part.number());
        out.writeUTF(lender == null ? "" : lender.value());
        out.writeLong(part.at().getEpochSecond());
        out.writeInt(part.at().getNano());
        out.writeByte(part.dataCoding());
        out.writeInt(part.content().length);
        out.write(part.content());
        return bytes.toByteArray();
    }

    static SmsPart read(byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        if (in.readByte() != FORM) {
            throw new IOException("Expected a part of a reply, but found another form");
        }
        SmsPart.Whole whole = new SmsPart.Whole(in.readUTF(), in.readUTF(), in.readInt(), in.readInt(), in.readInt());
        int number = in.readInt();
        String lender = in.readUTF();
        Instant at = Instant.ofEpochSecond(in.readLong(), in.readInt());
        byte dataCoding = in.readByte();
        int length = in.readInt();
        if (length < 0 || length > LONGEST || whole.parts() < 2 || number < 1 || number > whole.parts()) {
            throw new IOException("Expected a part of a reply, but its figures cannot be");
        }
        byte[] content = new byte[length];
        in.readFully(content);
        return new SmsPart(whole, number, lender.isEmpty() ? null : new LenderId(lender), dataCoding, content, at);
    }
}
