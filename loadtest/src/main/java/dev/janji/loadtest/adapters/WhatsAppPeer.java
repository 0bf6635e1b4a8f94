package dev.janji.loadtest.adapters;

import com.typesafe.config.ConfigFactory;
import dev.janji.actors.channel.ChannelPort;
import dev.janji.actors.time.HouseClock;
import dev.janji.gateways.whatsapp.WhatsAppPort;
import dev.janji.gateways.whatsapp.WhatsAppSettings;
import dev.janji.loadtest.sms.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.pekko.Done;

/** WhatsApp's Cloud API: templates, before a server that answers as the vendor describes it. */
final class WhatsAppPeer implements Peer {
    private static final String LINE = "106540352242922";

    private final TakingHttpServer server = TakingHttpServer.start(number -> String.format(
            Locale.ROOT,
            "{\"messaging_product\":\"whatsapp\",\"contacts\":[{\"input\":\"62811\",\"wa_id\":\"62811\"}],"
                    + "\"messages\":[{\"id\":\"wamid.%d\",\"message_status\":\"accepted\"}]}",
            number));
    private final int underWay;

    WhatsAppPeer(int underWay) throws IOException {
        this.underWay = underWay;
    }

    @Override
    public void sendBare(int messages) throws InterruptedException {
        URI where = URI.create(server.url() + "/" + LINE + "/messages");
        String parameters = new TreeMap<>(AdapterRun.VALUES)
                .entrySet().stream().map(WhatsAppPeer::parameter).collect(Collectors.joining(","));
        BareHttpClient.send(
                message -> HttpRequest.newBuilder(where)
                        .header("Authorization", "Bearer token")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(
                                "{\"messaging_product\":\"whatsapp\",\"recipient_type\":\"individual\",\"to\":\""
                                        + SmsPeer.number(message) + "\",\"type\":\"template\",\"template\":{\"name\":\""
                                        + AdapterRun.TEMPLATE
                                        + "\",\"language\":{\"code\":\"id\"},\"components\":[{\"type\":\"body\",\"parameters\":["
                                        + parameters + "]}]}}"))
                        .build(),
                messages,
                underWay);
    }

    private static String parameter(Map.Entry<String, String> value) {
        return "{\"type\":\"text\",\"parameter_name\":\"" + value.getKey().replace('-', '_') + "\",\"text\":\""
                + value.getValue() + "\"}";
    }

    @Override
    public ChannelPort adapter(Path folder, HouseClock clock) {
        return start(server.url(), folder, clock);
    }

    @Override
    public ChannelPort adapterToNobody(Path folder, HouseClock clock) {
        return start(TakingHttpServer.url(FreePort.find()), folder, clock);
    }

    private static ChannelPort start(String url, Path folder, HouseClock clock) {
        return WhatsAppPort.start(
                WhatsAppSettings.from(ConfigFactory.parseString(String.format(
                                Locale.ROOT,
                                "url = \"%s\", phone-number-id = \"%s\", access-token = token, app-secret = secret, verify-token = verify,"
                                        + " template-validity = 30 s, log = \"%s\"",
                                url,
                                LINE,
                                folder))
                        .withFallback(ConfigFactory.load().getConfig("janji.gateways.whatsapp.cloud"))
                        .resolve()),
                clock,
                (debtor, attempt, receipt) -> CompletableFuture.completedFuture(Done.getInstance()),
                message -> CompletableFuture.completedFuture(Done.getInstance()));
    }

    @Override
    public String addressOf(int message) {
        return "+" + SmsPeer.number(message);
    }

    @Override
    public int underWay() {
        return underWay;
    }

    @Override
    public OptionalLong taken() {
        return OptionalLong.of(server.taken());
    }

    @Override
    public void close() {
        server.close();
    }
}
