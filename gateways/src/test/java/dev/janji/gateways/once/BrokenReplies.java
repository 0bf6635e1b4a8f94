package dev.janji.gateways.once;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a provider, or whoever stands between, may answer instead of what is described. */
public final class BrokenReplies {
    private static final int MANY = 5_000;
    private static final List<Integer> STATUSES = List.of(200, 204, 301, 400, 401, 403, 404, 413, 429, 500, 502, 503);
    private static final List<String> SPLINTERS = List.of(
            "null", "[]", "{}", "-1", "1e999", "\"\"", "true", "99999999999999999999", "\"x\"", "{\"code\":[]}");

    private BrokenReplies() {}

    /** @param seeds answers as they are described */
    public static Stream<ProviderReply> of(long seed, List<String> seeds) {
        SplittableRandom random = new SplittableRandom(seed);
        return IntStream.range(0, MANY).mapToObj(i -> {
            StringBuilder text = new StringBuilder(seeds.get(random.nextInt(seeds.size())));
            for (int wounds = random.nextInt(4); wounds > 0; wounds--) {
                int at = random.nextInt(text.length());
                int colon = text.indexOf(":", at);
                int end = colon < 0 ? -1 : text.indexOf(",", colon);
                if (random.nextBoolean() && end > 0) {
                    text.replace(colon + 1, end, SPLINTERS.get(random.nextInt(SPLINTERS.size())));
                } else {
                    text.setCharAt(at, (char) random.nextInt(32, 256));
                }
            }
            return new ProviderReply(
                    STATUSES.get(random.nextInt(STATUSES.size())),
                    ProviderReply.parsed(text.toString()),
                    Optional.empty());
        });
    }
}
