package dev.janji.gateways.letter.sftp;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.sftp.server.FileHandle;
import org.apache.sshd.sftp.server.SftpEventListener;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** A print house with the library's own server, which fails when it is told to. Thread-safe. */
public final class PrintHouseServer implements Closeable {
    /** What the server is about to do, or has just done. */
    enum Step {
        MAKES_FOLDER,
        WRITES,
        RENAMES,
        RENAMED,
        REMOVES
    }

    /** Throws to refuse; cuts the session to say nothing. */
    interface Fault {
        Fault NONE = (step, session) -> {};

        void at(Step step, ServerSession session) throws IOException;
    }

    static final String USER = "janji";
    static final String PASSWORD = "not a secret";

    private final Path root;
    private final KeyPair key;
    private final AtomicInteger passwords = new AtomicInteger();
    private volatile Fault fault = Fault.NONE;
    private int port;
    private SshServer server;

    /** @param root an empty folder, which becomes all that the client sees */
    public PrintHouseServer(Path root) {
        this.root = root;
        try {
            Files.createDirectories(root.resolve("ready"));
            Files.createDirectories(root.resolve("back"));
            KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
            keys.initialize(256);
            this.key = keys.generateKeyPair();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        open();
    }

    /** On the port of before. */
    void open() {
        server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setPort(port);
        server.setKeyPairProvider(KeyPairProvider.wrap(key));
        server.setPasswordAuthenticator((user, password, session) -> {
            passwords.incrementAndGet();
            return user.equals(USER) && password.equals(PASSWORD);
        });
        SftpSubsystemFactory sftp = new SftpSubsystemFactory.Builder().build();
        sftp.addSftpEventListener(new Faults());
        server.setSubsystemFactories(List.of(sftp));
        server.setFileSystemFactory(new VirtualFileSystemFactory(root));
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        port = server.getPort();
    }

    private final class Faults implements SftpEventListener {
        @Override
        public void creating(ServerSession session, Path path, Map<String, ?> attributes) throws IOException {
            fault.at(Step.MAKES_FOLDER, session);
        }

        @Override
        public void writing(
                ServerSession session,
                String remoteHandle,
                FileHandle localHandle,
                long offset,
                byte[] data,
                int dataOffset,
                int dataLen)
                throws IOException {
            fault.at(Step.WRITES, session);
        }

        @Override
        public void moving(ServerSession session, Path from, Path to, Collection<CopyOption> options)
                throws IOException {
            fault.at(Step.RENAMES, session);
        }

        @Override
        public void moved(ServerSession session, Path from, Path to, Collection<CopyOption> options, Throwable thrown)
                throws IOException {
            if (thrown == null) {
                fault.at(Step.RENAMED, session);
            }
        }

        @Override
        public void removing(ServerSession session, Path path, boolean isDirectory) throws IOException {
            fault.at(Step.REMOVES, session);
        }
    }

    void fails(Fault next) {
        fault = next;
    }

    public int port() {
        return port;
    }

    public String fingerprint() {
        return KeyUtils.getFingerPrint(BuiltinDigests.sha256, key.getPublic());
    }

    /** Passwords that somebody showed to this server. */
    int passwordsShown() {
        return passwords.get();
    }

    /** What the print house sees: batches that are there as a whole. */
    List<Path> visible() {
        try (Stream<Path> children = Files.list(root.resolve("ready"))) {
            return children.filter(each -> !each.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The print house takes everything away that is there as a whole. @return where it is now */
    List<Path> take() {
        List<Path> taken = new ArrayList<>();
        for (Path each : visible()) {
            try {
                Path printed = Files.createTempDirectory(Files.createDirectories(root.resolve("printed")), "x")
                        .resolve(each.getFileName());
                taken.add(Files.move(each, printed, StandardCopyOption.ATOMIC_MOVE));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return taken;
    }

    Path root() {
        return root;
    }

    @Override
    public void close() {
        try {
            server.stop(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
