package dev.janji.gateways.push;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The platforms of push that there are.
 *
 * @param apns of Apple's devices
 * @param fcm of the others
 */
public record PushSettings(Optional<ApnsSettings> apns, Optional<FcmSettings> fcm) {
    /** @throws ConfigException when a key is missing or out of its range; the text names it */
    public static PushSettings from(Config config) {
        Config apns = config.getConfig("apns");
        Config fcm = config.getConfig("fcm");
        return new PushSettings(
                apns.getString("key-file").isEmpty()
                        ? Optional.empty()
                        : Optional.of(named("apns", () -> ApnsSettings.from(apns))),
                fcm.getString("service-account-file").isEmpty()
                        ? Optional.empty()
                        : Optional.of(named("fcm", () -> FcmSettings.from(fcm))));
    }

    private static <T> T named(String path, Supplier<T> reader) {
        try {
            return reader.get();
        } catch (ConfigException e) {
            throw new ConfigException.Generic(path + ": " + e.getMessage(), e);
        }
    }

    public boolean isEmpty() {
        return apns.isEmpty() && fcm.isEmpty();
    }
}
