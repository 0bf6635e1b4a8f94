package dev.janji.gateways.email;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.janji.actors.channel.ChannelPort;
import dev.janji.domain.id.AttemptId;
import dev.janji.gateways.contract.ContractClock;
import dev.janji.gateways.contract.ProviderBench;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The SMTP adapter in front of a scripted mail server. */
final class SmtpBench implements ProviderBench {
    /** Of all benches of this process. */
    static final Path KEY = Path.of("target", "email-" + ProcessHandle.current().pid() + ".key");

    private final ContractClock clock = new ContractClock();
    private final ScriptedSmtpServer server = new ScriptedSmtpServer();
    private final SmtpSettings settings;
    private ChannelPort port;

    /** @param own keys that differ from the shipped ones */
    SmtpBench(String own) {
        settings = settings(server.port(), own);
        port = SmtpEmailPort.start(settings, clock);
    }

    static SmtpSettings settings(int port, String own) {
        Config base = ConfigFactory.parseString("host = 127.0.0.1, security = NONE, from = \"Bank <bank@example.test>\""
                + ", bounce-to = \"bounces@example.test\", message-id-domain = example.test, key-file = \"" + KEY
                + "\", port = " + port);
        return SmtpSettings.from(ConfigFactory.parseString(own)
                .withFallback(base)
                .withFallback(ConfigFactory.parseResources("reference.conf")
                        .resolve()
                        .getConfig("janji.gateways.email.smtp")));
    }

    ScriptedSmtpServer server() {
        return server;
    }

    @Override
    public ChannelPort port() {
        return port;
    }

    @Override
    public ContractClock clock() {
        return clock;
    }

    @Override
    public String addressFor(Behaviour behaviour) {
        switch (behaviour) {
            case REFUSES:
                return "r550@example.test";
            case THROTTLES:
                return "r451@example.test";
            case LOST_BEFORE_ACCEPTANCE:
                return "dropped-before@example.test";
            case LOST_AFTER_ACCEPTANCE:
                return "dropped-after@example.test";
            case ACCEPTS:
            default:
                return "debtor@example.test";
        }
    }

    private List<String> mails(AttemptId attempt) {
        return server.taken.stream()
                .filter(mail -> mail.contains("X-Janji-Attempt: " + attempt + "\n"))
                .toList();
    }

    @Override
    public int taken(AttemptId attempt) {
        return mails(attempt).size();
    }

    @Override
    public int delivered(AttemptId attempt) {
        Set<String> messageIds = new HashSet<>();
        mails(attempt).forEach(mail -> messageIds.add(header(mail, "Message-ID")));
        return messageIds.size();
    }

    static String header(String mail, String name) {
        return mail.lines()
                .filter(line -> line.startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void setDown(boolean down) {
        server.setDown(down);
    }

    @Override
    public void restartAdapter() {
        port.close();
        port = SmtpEmailPort.start(settings, clock);
    }

    @Override
    public boolean answersLookUps() {
        return false;
    }

    @Override
    public void close() {
        port.close();
        server.close();
    }
}
