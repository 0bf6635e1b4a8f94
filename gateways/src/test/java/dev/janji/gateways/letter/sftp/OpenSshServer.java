package dev.janji.gateways.letter.sftp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An OpenSSH server of this machine on a loopback port, with keys and folders of its own; whoever starts it may come in by key. Confined to the test's thread. */
public final class OpenSshServer implements Closeable {
    private static final Path PROGRAM = Path.of("/usr/sbin/sshd");
    private static final Path SFTP = Path.of("/usr/lib/openssh/sftp-server");
    private static final long START_SECONDS = 60;

    private final Path home;
    private final Path files;
    private final int port;
    private Process process;

    /** @param home an empty folder */
    public OpenSshServer(Path home) throws Exception {
        assertThat(Files.isExecutable(PROGRAM) && Files.isExecutable(SFTP))
                .as("Expected %s and %s, but they are not there: apt-get install openssh-server", PROGRAM, SFTP)
                .isTrue();
        this.home = home;
        this.files = Files.createDirectories(home.resolve("files"));
        Files.createDirectories(files.resolve("ready"));
        Files.createDirectories(files.resolve("back"));
        makeKey("host", "ed25519", "");
        makeKey("client", "ed25519", "of the key");
        Files.copy(home.resolve("client.pub"), home.resolve("authorized_keys"));
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            this.port = socket.getLocalPort();
        }
        Files.writeString(
                home.resolve("known_hosts"),
                "[127.0.0.1]:" + port + " "
                        + Files.readString(home.resolve("host.pub")).strip() + "\n");
        if (System.getProperty("user.name").equals("root") && !Files.exists(Path.of("/run/sshd"))) {
            // Debian's service makes it; here no service runs.
            Files.createDirectory(
                    Path.of("/run/sshd"),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        }
        open();
    }

    private void makeKey(String name, String type, String passphrase) throws Exception {
        Files.deleteIfExists(home.resolve(name));
        Files.deleteIfExists(home.resolve(name + ".pub"));
        Process made = new ProcessBuilder(
                        "ssh-keygen",
                        "-q",
                        "-t",
                        type,
                        "-N",
                        passphrase,
                        "-C",
                        "test",
                        "-f",
                        home.resolve(name).toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(made.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(made.exitValue()).as("of ssh-keygen").isZero();
    }

    /** On the port of before. */
    public void open() throws Exception {
        Files.writeString(home.resolve("sshd_config"), """
                Port %1$d
                ListenAddress 127.0.0.1
                HostKey %2$s/host
                PidFile none
                AuthorizedKeysFile %2$s/authorized_keys
                StrictModes no
                UsePAM no
                PermitRootLogin prohibit-password
                PasswordAuthentication no
                KbdInteractiveAuthentication no
                Subsystem sftp %3$s -d %4$s
                """.formatted(port, home, SFTP, files));
        process = new ProcessBuilder(
                        PROGRAM.toString(),
                        "-D",
                        "-e",
                        "-f",
                        home.resolve("sshd_config").toString())
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(home.resolve("log").toFile()))
                .start();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (true) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
                return;
            } catch (IOException e) {
                if (!process.isAlive() || System.nanoTime() - deadline > 0) {
                    throw new IllegalStateException("Expected sshd to listen, but it does not:\n" + log(), e);
                }
                Thread.onSpinWait();
            }
        }
    }

    /** Whoever comes next sees another server. */
    public void changeHostKey() throws Exception {
        close();
        makeKey("host", "ed25519", "");
        open();
    }

    public int port() {
        return port;
    }

    /** What a client sees. */
    public Path files() {
        return files;
    }

    public Path knownHosts() {
        return home.resolve("known_hosts");
    }

    /** With a passphrase. */
    public Path clientKey() {
        return home.resolve("client");
    }

    public String passphrase() {
        return "of the key";
    }

    /** What the server wrote of itself. */
    public String log() {
        try {
            return Files.readString(home.resolve("log"));
        } catch (IOException e) {
            return "no log";
        }
    }

    /** Kills it with everybody who is in it. */
    @Override
    public void close() {
        List<ProcessHandle> sessions = process.descendants().toList();
        process.destroyForcibly();
        sessions.forEach(ProcessHandle::destroyForcibly);
        process.onExit().join();
    }
}
