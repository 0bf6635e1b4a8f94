package dev.janji.orchestrator.grpc;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.time.Duration;

/**
 * Bounds of a {@code Publish} stream.
 *
 * @param window events of one stream that may be unanswered, at least 1
 * @param eventTimeout real time after which an unanswered event is answered {@code UNAVAILABLE}
 * @param drainTimeout real time that unanswered events get when the server stops
 */
public record StreamSettings(int window, Duration eventTimeout, Duration drainTimeout) {
    /** @param config {@code janji.orchestrator.grpc.publish} */
    public static StreamSettings from(Config config) {
        int window = config.getInt("window");
        if (window < 1) {
            throw new ConfigException.BadValue("window", "expected at least 1, but got " + window);
        }
        return new StreamSettings(window, config.getDuration("event-timeout"), config.getDuration("drain-timeout"));
    }
}
