package dev.janji.loadtest.adapters;

import com.typesafe.config.ConfigFactory;
import dev.janji.actors.channel.ChannelPort;
import dev.janji.actors.time.HouseClock;
import dev.janji.gateways.email.SmtpEmailPort;
import dev.janji.gateways.email.SmtpSettings;
import dev.janji.loadtest.sms.FreePort;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;

/** E-mail over SMTP. */
final class EmailPeer implements Peer {
    private static final int UNDER_WAY = 1_000;

    private final TakingMailServer server;
    private final int connections;

    EmailPeer(int connections) throws IOException {
        this.server = TakingMailServer.start();
        this.connections = connections;
    }

    static String address(int mail) {
        return String.format(Locale.ROOT, "debtor-%07d@example.com", mail % 1_000_000);
    }

    @Override
    public void sendBare(int messages) throws InterruptedException {
        BareMailClient.send(server.port(), messages, connections, AdapterRun.TEXT);
    }

    @Override
    public ChannelPort adapter(Path folder, HouseClock clock) {
        return start(server.port(), folder, clock);
    }

    @Override
    public ChannelPort adapterToNobody(Path folder, HouseClock clock) {
        return start(FreePort.find(), folder, clock);
    }

    private ChannelPort start(int port, Path folder, HouseClock clock) {
        return SmtpEmailPort.start(
                SmtpSettings.from(ConfigFactory.parseString(String.format(
                                Locale.ROOT,
                                "host = 127.0.0.1, port = %d, security = NONE, from = \"Bank <bank@example.com>\", workers = %d,"
                                        + " bounce-to = \"bounces@example.com\", queue-capacity = 2000, key-file = \"%s\","
                                        + " unsubscribe { url = \"https://example.com/unsubscribe\", mail-to = \"stop@example.com\" }",
                                port,
                                connections,
                                folder.resolve("email.key")))
                        .withFallback(ConfigFactory.load().getConfig("janji.gateways.email.smtp"))
                        .resolve()),
                clock);
    }

    @Override
    public String addressOf(int message) {
        return address(message);
    }

    @Override
    public int underWay() {
        return UNDER_WAY;
    }

    @Override
    public OptionalLong taken() {
        return OptionalLong.of(server.taken());
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
