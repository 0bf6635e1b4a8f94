package dev.janji.gateways.email;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Postfix of this machine on a loopback port, with folders and a certificate of its own; must be started by root, as any Postfix. */
final class PostfixServer implements Closeable {
    private static final long START_SECONDS = 30;

    private final Path program;
    private final Path home;
    private final int port;

    /**
     * @param home an empty folder that others may enter
     * @param routes lines of a transport table
     */
    PostfixServer(Path program, Path home, List<String> routes) throws Exception {
        this.program = program;
        this.home = home;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            this.port = socket.getLocalPort();
        }
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (String folder : List.of("etc", "queue", "data")) {
            Files.createDirectories(home.resolve(folder));
        }
        Files.setOwner(
                home.resolve("data"),
                home.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("postfix"));
        run(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:prime256v1",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=localhost",
                "-addext",
                "subjectAltName=DNS:localhost",
                "-keyout",
                etc("key.pem"),
                "-out",
                etc("certificate.pem"));
        Files.write(home.resolve("etc/transport"), routes);
        Files.writeString(home.resolve("etc/main.cf"), main());
        Files.writeString(home.resolve("etc/master.cf"), master());
        run(program.toString(), "-c", home.resolve("etc").toString(), "start");
        awaitPort();
    }

    private String etc(String name) {
        return home.resolve("etc").resolve(name).toString();
    }

    private String main() {
        return """
                compatibility_level = 3.6
                queue_directory = %1$s/queue
                data_directory = %1$s/data
                mail_owner = postfix
                setgid_group = postdrop
                inet_interfaces = 127.0.0.1
                inet_protocols = ipv4
                myhostname = mx.relay.example
                mydestination =
                smtpd_tls_loglevel = 1
                mynetworks = 127.0.0.0/8
                smtpd_relay_restrictions = permit_mynetworks, reject
                smtpd_tls_security_level = encrypt
                smtpd_tls_cert_file = %1$s/etc/certificate.pem
                smtpd_tls_key_file = %1$s/etc/key.pem
                smtp_tls_security_level = none
                maillog_file = %1$s/data/maillog
                maillog_file_prefixes = %1$s
                transport_maps = texthash:%1$s/etc/transport
                # What can't be delivered at once is given up at once.
                maximal_queue_lifetime = 0
                bounce_queue_lifetime = 0
                alias_maps =
                alias_database =
                """.formatted(home);
    }

    private String master() {
        return """
                127.0.0.1:%d inet n - n - - smtpd
                cleanup unix n - n - 0 cleanup
                qmgr unix n - n 300 1 qmgr
                tlsmgr unix - - n 1000? 1 tlsmgr
                rewrite unix - - n - - trivial-rewrite
                bounce unix - - n - 0 bounce
                defer unix - - n - 0 bounce
                trace unix - - n - 0 bounce
                error unix - - n - - error
                retry unix - - n - - error
                smtp unix - - n - - smtp
                relay unix - - n - - smtp
                proxymap unix - - n - - proxymap
                anvil unix - - n - 1 anvil
                scache unix - - n - 1 scache
                postlog unix-dgram n - n - 1 postlogd
                """.formatted(port);
    }

    private void awaitPort() throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (true) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
                return;
            } catch (IOException e) {
                if (System.nanoTime() - deadline > 0) {
                    throw new IllegalStateException("Expected Postfix to listen, but it does not:\n" + log(), e);
                }
                Thread.onSpinWait();
            }
        }
    }

    private static void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException("Expected " + command[0] + " to work, but it did not");
        }
    }

    int port() {
        return port;
    }

    Path certificate() {
        return home.resolve("etc/certificate.pem");
    }

    /** What Postfix wrote of itself. */
    String log() {
        try {
            return Files.readString(home.resolve("data/maillog"));
        } catch (IOException e) {
            return "no log";
        }
    }

    @Override
    public void close() {
        try {
            run(program.toString(), "-c", home.resolve("etc").toString(), "stop");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
