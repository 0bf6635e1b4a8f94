package dev.janji.gateways.voice.asterisk;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import dev.janji.actors.voice.VoicePort.Announcement;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How to reach an Asterisk and how it is to dial. All durations are real time.
 *
 * @param url of the REST interface, such as {@code http://127.0.0.1:8088/ari}
 * @param password secret; never in a log
 * @param app name of our Stasis application; one server at a time may use it
 * @param endpoint how a number is dialed; holds {@code {number}} once
 * @param callerId what debtors see
 * @param ringLimit how long a debtor's telephone rings, whole seconds
 * @param lineRingLimit how long an agent's telephone rings when the line is opened, whole seconds
 * @param requestTimeout of one request
 * @param connections requests under way at once, each on a connection of its own; further ones wait
 * @param detectionContext of the dialplan, where it is found out who answered; empty for nobody looks
 * @param detectionLimit a call whose detection takes longer is hung up
 * @param music class of the music on hold
 * @param announcements media URIs, such as {@code sound:hello-world}
 * @param recordings what a machine plays when it calls by itself
 * @param recordingFormat such as {@code wav}
 * @param backoffLeast before the first try to reconnect; each further one waits twice as long
 * @param backoffMost longest wait before a try to reconnect
 * @param heartbeat between two pings of the event connection; after three without an answer it counts as lost
 * @param sweep between two looks at which channels are there
 * @param log of the attempts that were dialed, the adapter's memory
 * @param othersDial whether other servers dial, too, so that what is not in our log may have been dialed all the same
 */
public record AsteriskSettings(
        URI url,
        String user,
        String password,
        String app,
        String endpoint,
        String callerId,
        Duration ringLimit,
        Duration lineRingLimit,
        Duration requestTimeout,
        int connections,
        String detectionContext,
        Duration detectionLimit,
        String music,
        Map<Announcement, String> announcements,
        Recordings recordings,
        String recordingFormat,
        Duration backoffLeast,
        Duration backoffMost,
        Duration heartbeat,
        Duration sweep,
        Path log,
        boolean othersDial) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]+");
    private static final String NUMBER = "{number}";

    /** @throws IllegalArgumentException when a value is out of its range; the text names it */
    public AsteriskSettings {
        announcements = Map.copyOf(announcements);
        demand(
                ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
                        && url.getHost() != null
                        && url.getUserInfo() == null
                        && url.getQuery() == null,
                "url",
                "http://HOST:PORT/ari or https, without user and query");
        demand(!user.isBlank() && user.indexOf(':') < 0, "user", "not empty and without a colon");
        demand(!password.isBlank(), "password or password-file", "not empty");
        demand(NAME.matcher(app).matches(), "app", "of letters, digits, '_', '.' and '-'");
        demand(
                endpoint.indexOf(NUMBER) > 0 && endpoint.indexOf(NUMBER) == endpoint.lastIndexOf(NUMBER),
                "endpoint",
                "such as PJSIP/{number}@trunk");
        demand(!callerId.isBlank() && oneLine(callerId), "caller-id", "one line and not empty");
        demand(ringLimit.compareTo(Duration.ofSeconds(1)) >= 0, "ring-limit", "at least 1 second");
        demand(lineRingLimit.compareTo(Duration.ofSeconds(1)) >= 0, "line-ring-limit", "at least 1 second");
        positive("request-timeout", requestTimeout);
        demand(connections >= 1, "connections", "at least 1");
        demand(
                detectionContext.isEmpty() || NAME.matcher(detectionContext).matches(),
                "detection.context",
                "empty or a context's name");
        positive("detection.limit", detectionLimit);
        demand(NAME.matcher(music).matches(), "music", "a class of music on hold");
        demand(NAME.matcher(recordingFormat).matches(), "recording-format", "a format's name");
        for (Announcement announcement : Announcement.values()) {
            String media = announcements.getOrDefault(announcement, "");
            demand(media.indexOf(':') > 0 && oneLine(media), "announcements." + keyOf(announcement), "a media URI");
        }
        positive("reconnect.least", backoffLeast);
        demand(backoffMost.compareTo(backoffLeast) >= 0, "reconnect.most", "at least reconnect.least");
        positive("heartbeat", heartbeat);
        positive("sweep", sweep);
    }

    /** @throws ConfigException when a key is missing or out of its range; the text names it */
    public static AsteriskSettings from(Config config) {
        try {
            Map<Announcement, String> announcements = new EnumMap<>(Announcement.class);
            for (Announcement announcement : Announcement.values()) {
                announcements.put(announcement, config.getString("announcements." + keyOf(announcement)));
            }
            return new AsteriskSettings(
                    URI.create(config.getString("url")),
                    config.getString("user"),
                    password(config),
                    config.getString("app"),
                    config.getString("endpoint"),
                    config.getString("caller-id"),
                    config.getDuration("ring-limit"),
                    config.getDuration("line-ring-limit"),
                    config.getDuration("request-timeout"),
                    config.getInt("connections"),
                    config.getString("detection.context"),
                    config.getDuration("detection.limit"),
                    config.getString("music"),
                    announcements,
                    Recordings.from(config.getConfig("recordings")),
                    config.getString("recording-format"),
                    config.getDuration("reconnect.least"),
                    config.getDuration("reconnect.most"),
                    config.getDuration("heartbeat"),
                    config.getDuration("sweep"),
                    Path.of(config.getString("log")),
                    config.getBoolean("other-servers-dial"));
        } catch (IllegalArgumentException e) {
            throw new ConfigException.Generic(config.origin().description() + ": " + e.getMessage(), e);
        }
    }

    private static String password(Config config) {
        String file = config.getString("password-file");
        if (file.isEmpty()) {
            return config.getString("password");
        }
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new IllegalArgumentException("Expected to read password-file " + file + ", but could not", e);
        }
    }

    private static String keyOf(Announcement announcement) {
        return announcement.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String endpointOf(String number) {
        return endpoint.replace(NUMBER, number);
    }

    String mediaOf(Announcement announcement) {
        return announcements.getOrDefault(announcement, "");
    }

    private static boolean oneLine(String value) {
        return value.chars().noneMatch(Character::isISOControl);
    }

    private static void positive(String key, Duration value) {
        demand(!value.isNegative() && !value.isZero(), key, "above 0");
    }

    private static void demand(boolean holds, String key, String range) {
        if (!holds) {
            throw new IllegalArgumentException("Expected " + key + " to be " + range + ", but it is not");
        }
    }

    /** Without what is secret. */
    @Override
    public String toString() {
        return "AsteriskSettings[" + url + ", app=" + app + ", detection=" + !detectionContext.isEmpty() + "]";
    }
}
