package dev.janji.gateways.letter.sftp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;

/** One visit to the server. Every call throws IOException when the server refuses or is away. Confined to one thread. */
final class SftpConnection implements AutoCloseable {
    private final ClientSession session;
    private final SftpClient files;

    SftpConnection(ClientSession session, SftpClient files) {
        this.session = session;
        this.files = files;
    }

    /** Whether it is worth asking for more. */
    boolean isOpen() {
        return session.isOpen() && files.isOpen();
    }

    boolean isThere(String path) throws IOException {
        try {
            files.lstat(path);
            return true;
        } catch (SftpException e) {
            if (e.getStatus() == SftpConstants.SSH_FX_NO_SUCH_FILE
                    || e.getStatus() == SftpConstants.SSH_FX_NO_SUCH_PATH) {
                return false;
            }
            throw e;
        }
    }

    void makeFolder(String path) throws IOException {
        files.mkdir(path);
    }

    /** @return bytes of each file by its name, without folders and links */
    Map<String, Long> sizes(String folder) throws IOException {
        Map<String, Long> sizes = new HashMap<>();
        for (SftpClient.DirEntry each : files.readEntries(folder)) {
            if (each.getAttributes().isRegularFile()) {
                sizes.put(each.getFilename(), each.getAttributes().getSize());
            }
        }
        return sizes;
    }

    /** @return names of files, without folders and links, in order */
    List<String> names(String folder) throws IOException {
        List<String> names = new ArrayList<>(sizes(folder).keySet());
        names.sort(null);
        return names;
    }

    /** Writes a file, over what was there. */
    void put(Path file, String path) throws IOException {
        files.put(file, path);
    }

    /** Fails when there is something of the new name. */
    void rename(String from, String to) throws IOException {
        files.rename(from, to);
    }

    /** @return at most so many bytes, from the beginning */
    byte[] read(String path, int most) throws IOException {
        try (InputStream in = files.read(path)) {
            return in.readNBytes(most);
        }
    }

    void remove(String path) throws IOException {
        files.remove(path);
    }

    @Override
    public void close() {
        session.close(true);
    }
}
