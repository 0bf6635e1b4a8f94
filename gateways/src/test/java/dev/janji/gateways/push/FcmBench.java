package dev.janji.gateways.push;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import dev.janji.domain.id.AttemptId;
import dev.janji.gateways.contract.ContractClock;
import dev.janji.gateways.contract.ProviderBench;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.RSAPrivateCrtKey;

/** The FCM adapter in front of a server that answers as FCM is described. */
final class FcmBench implements ProviderBench {
    final FcmServer provider;
    private final ContractClock clock = new ContractClock();
    private final FcmSettings settings;
    private FcmPushPort port;

    /** @param own keys that differ from the shipped ones */
    FcmBench(Path folder, String own) {
        provider = new FcmServer(
                (RSAPrivateCrtKey) account(folder, "http://127.0.0.1:1/token").key());
        provider.refuse("91", 404, FcmServer.error(404, "NOT_FOUND", FcmServer.fcmError("UNREGISTERED")), "");
        provider.refuse(
                "92", 429, FcmServer.error(429, "RESOURCE_EXHAUSTED", FcmServer.fcmError("QUOTA_EXCEEDED")), "");
        settings = settings(folder, provider.url(), own);
        restartAdapter();
    }

    static FcmSettings settings(Path folder, String url, String own) {
        account(folder, url + "/token");
        return FcmSettings.from(ConfigFactory.parseString(own)
                .withFallback(ConfigFactory.parseString("throttle-pause = 10 ms, other-servers-send = off")
                        .withValue("url", ConfigValueFactory.fromAnyRef(url))
                        .withValue(
                                "log",
                                ConfigValueFactory.fromAnyRef(
                                        folder.resolve("fcm").toString()))
                        .withValue(
                                "service-account-file",
                                ConfigValueFactory.fromAnyRef(
                                        folder.resolve("account.json").toString())))
                .withFallback(ConfigFactory.parseResources("reference.conf").getConfig("janji.gateways.push.fcm"))
                .resolve());
    }

    /** Writes the test's account with that address of tokens, and reads it as the adapter does. */
    static ServiceAccount account(Path folder, String tokenUri) {
        JsonMapper json = JsonMapper.builder().build();
        try (InputStream in = FcmBench.class.getResourceAsStream("/push/service-account.json")) {
            ObjectNode account = (ObjectNode) json.readTree(in);
            Files.writeString(
                    folder.resolve("account.json"),
                    account.put("token_uri", tokenUri).toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ServiceAccount.from(
                ConfigFactory.empty()
                        .withValue(
                                "file",
                                ConfigValueFactory.fromAnyRef(
                                        folder.resolve("account.json").toString())),
                "file");
    }

    @Override
    public FcmPushPort port() {
        return port;
    }

    @Override
    public ContractClock clock() {
        return clock;
    }

    @Override
    public String addressFor(Behaviour behaviour) {
        return "fcm:device-1:APA" + ProviderBench.super.addressFor(behaviour).substring(10);
    }

    @Override
    public int taken(AttemptId attempt) {
        String name = MessageNames.of(attempt).toString();
        return (int) provider.taken.stream()
                .filter(message -> message.path("data").path("message").asText().equals(name))
                .count();
    }

    @Override
    public int delivered(AttemptId attempt) {
        return taken(attempt);
    }

    @Override
    public void setDown(boolean down) {
        provider.setDown(down);
    }

    @Override
    public void restartAdapter() {
        if (port != null) {
            port.close();
        }
        port = FcmPushPort.start(settings, clock);
    }

    @Override
    public boolean answersLookUps() {
        return false;
    }

    @Override
    public void close() {
        port.close();
        provider.close();
    }
}
