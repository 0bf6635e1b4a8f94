package dev.janji.orchestrator.http;

import dev.janji.actors.telemetry.Telemetry;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.RemoteAddress;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/**
 * Who opens pages that anybody may open: only so often from one place (an IPv4 address, or the /64 of an IPv6 address), and only so often in all. It holds half a
 * megabyte however many come: places share 65,536 counters, by a hash that nobody outside can foresee. Thread-safe.
 */
public final class Visitors {
    /** A counter is the instant up to which what was let in has been earned (the generic cell rate algorithm, ITU-T I.371, annex A). */
    private static final int COUNTERS = 1 << 16;

    private static final Pattern IPV4 = Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}");
    /** Of anything else the JDK would ask the network for a name. */
    private static final Pattern LIKE_IPV6 = Pattern.compile("[0-9A-Fa-f:][0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");

    private static final Pattern WITH_PORT = Pattern.compile("\\[([^\\]]*)\\](?::\\d+)?|([0-9.]+):\\d+");

    private static final ShortPage.Words TOO_MANY = new ShortPage.Words(
            "Terlalu banyak permintaan",
            "Silakan coba lagi beberapa menit lagi.",
            "Too many requests",
            "Please try again in a few minutes.");

    /** Which bound was reached. */
    private enum Bound {
        PLACE,
        ALL
    }

    /** So many a second, and so many at once. */
    private record Pace(long nanosEach, long burstNanos) {
        static Pace of(double perSecond, int burst) {
            long each = Math.max(1, Math.round(Duration.ofSeconds(1).toNanos() / perSecond));
            return new Pace(each, Math.multiplyExact(each, (long) burst));
        }
    }

    private final VisitorSettings settings;
    private final LongSupplier nanos;
    private final long start;
    private final Pace ofPlace;
    private final Pace ofAll;
    /** Of places, and behind them the one of all; nanoseconds since the start. */
    private final AtomicLongArray counters = new AtomicLongArray(COUNTERS + 1);

    private final long key = new SecureRandom().nextLong();

    Visitors(VisitorSettings settings) {
        this(settings, System::nanoTime);
    }

    /** @param nanos real time that only grows */
    Visitors(VisitorSettings settings, LongSupplier nanos) {
        this.settings = settings;
        this.nanos = nanos;
        this.start = nanos.getAsLong();
        this.ofPlace = Pace.of(settings.placePerSecond(), settings.placeBurst());
        this.ofAll = Pace.of(settings.perSecond(), settings.burst());
    }

    /** Those of one server. */
    public static Visitors of(HttpSettings settings) {
        return new Visitors(settings.visitors());
    }

    /** @return a page that asks to come later; empty when whoever is there may come in */
    Optional<HttpResponse> turnedAway(HttpRequest request) {
        long now = nanos.getAsLong() - start;
        Optional<InetAddress> address = address(request);
        Bound bound = Bound.PLACE;
        // Who comes from this machine is a proxy, with all the world behind it.
        long wait = address.filter(InetAddress::isLoopbackAddress).isPresent()
                ? 0
                : take(address.map(this::counterOf).orElse(0), ofPlace, now);
        if (wait == 0) {
            // Who comes too often takes nothing away from all.
            bound = Bound.ALL;
            wait = take(COUNTERS, ofAll, now);
        }
        if (wait == 0) {
            return Optional.empty();
        }
        Telemetry.count(Telemetry.VISITORS_TURNED_AWAY, "bound", bound.name().toLowerCase(Locale.ROOT));
        long seconds = Duration.ofNanos(wait).plusSeconds(1).minusNanos(1).toSeconds();
        return Optional.of(ShortPage.of(StatusCodes.TOO_MANY_REQUESTS, TOO_MANY, request)
                .addHeader(RawHeader.create("Retry-After", Long.toString(seconds))));
    }

    /** @return 0 when one was taken, otherwise the nanoseconds until one is there */
    private long take(int counter, Pace pace, long now) {
        while (true) {
            long earned = counters.get(counter);
            long next = Math.max(earned, now) + pace.nanosEach();
            long wait = next - now - pace.burstNanos();
            if (wait > 0) {
                return wait;
            }
            if (counters.compareAndSet(counter, earned, next)) {
                return 0;
            }
        }
    }

    private int counterOf(InetAddress address) {
        // The first 8 of 16 bytes name the network of a household; 4 are all there is of the others.
        byte[] bytes = address.getAddress();
        long place = address instanceof Inet6Address
                ? ByteBuffer.wrap(bytes).getLong()
                : ByteBuffer.wrap(bytes).getInt();
        return (int) (mixed(mixed(place ^ key) + key) >>> 48);
    }

    /** The finalizer of MurmurHash3. */
    private static long mixed(long value) {
        long mixed = (value ^ (value >>> 33)) * 0xFF51AFD7ED558CCDL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xC4CEB9FE1A85EC53L;
        return mixed ^ (mixed >>> 33);
    }

    private Optional<InetAddress> address(HttpRequest request) {
        Optional<InetAddress> told = settings.clientHeader() == null
                ? Optional.empty()
                : lastOf(request, settings.clientHeader()).flatMap(Visitors::literal);
        return told.isPresent()
                ? told
                : request.getAttribute(AttributeKeys.remoteAddress).flatMap(RemoteAddress::getAddress);
    }

    /** What our proxy added; before it stands what anybody may have written. */
    private static Optional<String> lastOf(HttpRequest request, String name) {
        String last = null;
        for (HttpHeader header : request.getHeaders()) {
            if (header.is(name.toLowerCase(Locale.ROOT))) {
                last = header.value();
            }
        }
        return last == null
                ? Optional.empty()
                : Optional.of(last.substring(last.lastIndexOf(',') + 1).strip());
    }

    /** An address, with its port or without; never a name, which would be asked for over the network. */
    private static Optional<InetAddress> literal(String told) {
        var withPort = WITH_PORT.matcher(told);
        String text = told;
        if (withPort.matches()) {
            text = withPort.group(1) == null ? withPort.group(2) : withPort.group(1);
        }
        if (!IPV4.matcher(text).matches() && !LIKE_IPV6.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
