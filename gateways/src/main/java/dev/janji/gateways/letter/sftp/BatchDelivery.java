package dev.janji.gateways.letter.sftp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Brings a batch to the server, once. It grows there under another name and appears by a renaming, which uses that name up; before the renaming is asked for, a mark
 * in the batch says so, on the disk. So after a failure or a restart the two names and the mark tell whether the print house has it. Confined to one thread.
 */
final class BatchDelivery {
    /** What became of a batch. */
    enum Result {
        /** It is there as a whole. */
        DELIVERED,
        /** The renaming was asked for and neither name is there any more: somebody took it away. It is not brought again. */
        IN_DOUBT,
        /** Something else has its name; it waits until that is gone. */
        NAME_TAKEN
    }

    static final String MANIFEST = "manifest.csv";
    /** In the folder of a batch whose renaming was asked for. */
    static final String MARK = "renaming";

    private final String ready;
    /** Of batches that grow: what this process saw arrive as a whole. */
    private final Map<String, Set<String>> arrived = new HashMap<>();

    BatchDelivery(String ready) {
        this.ready = ready;
    }

    /** @throws IOException when it is not there as a whole, as far as we know; bring it again */
    Result bring(Path batch, SftpConnection server) throws IOException {
        String name = batch.getFileName().toString();
        String whole = ready + "/" + name;
        String growing = ready + "/." + name + ".uploading";
        boolean asked = Files.exists(batch.resolve(MARK));
        boolean grows = server.isThere(growing);
        if (server.isThere(whole)) {
            boolean ours = asked ? !grows : isSame(batch, whole, server);
            return ours ? finished(name, Result.DELIVERED) : Result.NAME_TAKEN;
        }
        if (asked && !grows) {
            return finished(name, Result.IN_DOUBT);
        }
        if (!grows) {
            arrived.remove(name);
            server.makeFolder(growing);
        }
        upload(batch, growing, asked, server);
        Files.writeString(
                batch.resolve(MARK),
                growing,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.SYNC);
        server.rename(growing, whole);
        return finished(name, Result.DELIVERED);
    }

    private Result finished(String name, Result result) {
        arrived.remove(name);
        return result;
    }

    /** The manifest has the hash of every letter. */
    private static boolean isSame(Path batch, String whole, SftpConnection server) throws IOException {
        byte[] ours = Files.readAllBytes(batch.resolve(MANIFEST));
        String manifest = whole + "/" + MANIFEST;
        return server.isThere(manifest) && Arrays.equals(ours, server.read(manifest, ours.length + 1));
    }

    /** @param asked a renaming may still be on its way: what is there is not touched, lest the print house sees half of it */
    private void upload(Path batch, String growing, boolean asked, SftpConnection server) throws IOException {
        Set<String> here = arrived.computeIfAbsent(batch.getFileName().toString(), added -> new TreeSet<>());
        Map<String, Long> before = server.sizes(growing);
        List<Path> files = files(batch);
        for (Path file : files) {
            String name = file.getFileName().toString();
            Long there = before.get(name);
            if (there == null || there != Files.size(file) || (!asked && !here.contains(name))) {
                server.put(file, growing + "/" + name);
                here.add(name);
            }
        }
        Map<String, Long> after = server.sizes(growing);
        for (Path file : files) {
            String name = file.getFileName().toString();
            Long there = after.remove(name);
            if (there == null || there != Files.size(file)) {
                here.remove(name);
                throw new IOException("a file is on the server with another length");
            }
        }
        for (String stranger : after.keySet()) {
            server.remove(growing + "/" + stranger);
        }
    }

    /** Of the batch, the manifest last. */
    private static List<Path> files(Path batch) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> children = Files.list(batch)) {
            children.filter(Files::isRegularFile)
                    .filter(file ->
                            !Set.of(MARK, MANIFEST).contains(file.getFileName().toString()))
                    .sorted()
                    .forEach(files::add);
        }
        files.add(batch.resolve(MANIFEST));
        return files;
    }
}
