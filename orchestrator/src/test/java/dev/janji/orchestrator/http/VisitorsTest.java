package dev.janji.orchestrator.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.RemoteAddress;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may open pages for anybody, on a clock that the test moves. */
final class VisitorsTest {
    private static final long SECOND = 1_000_000_000;

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - SECOND);

    /** As many as come. */
    static Visitors anybody() {
        return new Visitors(new VisitorSettings(1_000_000, 1_000_000, 1_000_000, 1_000_000, null));
    }

    /** Two, while a test lasts. */
    static Visitors two() {
        return new Visitors(new VisitorSettings(0.001, 2, 100, 100, null));
    }

    private Visitors visitors(double placePerSecond, int placeBurst, double perSecond, int burst) {
        return new Visitors(new VisitorSettings(placePerSecond, placeBurst, perSecond, burst, null), now::get);
    }

    private Visitors behindAProxy() {
        return new Visitors(new VisitorSettings(1, 1, 100, 100, "X-Forwarded-For"), now::get);
    }

    private static HttpRequest from(String address) throws Exception {
        return HttpRequest.GET("/pay/x")
                .addAttribute(AttributeKeys.remoteAddress, RemoteAddress.create(InetAddress.getByName(address)));
    }

    private static HttpRequest through(String proxy, String header) throws Exception {
        return from(proxy).addHeader(RawHeader.create("X-Forwarded-For", header));
    }

    private static int letIn(Visitors visitors, HttpRequest request, int times) {
        int in = 0;
        for (int i = 0; i < times; i++) {
            in += visitors.turnedAway(request).isEmpty() ? 1 : 0;
        }
        return in;
    }

    @Test
    void shouldLetABurstInAndThenSoManyASecond() throws Exception {
        Visitors visitors = visitors(2, 5, 1_000, 1_000);
        assertThat(letIn(visitors, from("192.0.2.1"), 20)).isEqualTo(5);
        // The counter goes on over the end of the numbers, as System.nanoTime may.
        now.addAndGet(2 * SECOND);
        assertThat(letIn(visitors, from("192.0.2.1"), 20)).isEqualTo(4);
        now.addAndGet(3_600 * SECOND);
        assertThat(letIn(visitors, from("192.0.2.1"), 20)).isEqualTo(5);
    }

    @Test
    void shouldSayWhenToComeAgainAndThenLetIn() throws Exception {
        Visitors visitors = visitors(0.4, 1, 1_000, 1_000);
        assertThat(visitors.turnedAway(from("192.0.2.1"))).isEmpty();
        Optional<HttpResponse> away = visitors.turnedAway(from("192.0.2.1"));
        assertThat(away).hasValueSatisfying(page -> {
            assertThat(page.status().intValue()).isEqualTo(429);
            assertThat(page.getHeader("Retry-After").map(HttpHeader::value)).hasValue("3");
        });
        now.addAndGet(3 * SECOND);
        assertThat(visitors.turnedAway(from("192.0.2.1"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.2, false",
        "192.0.2.1, 192.0.2.1, true",
        "192.0.2.1, ::ffff:192.0.2.1, true",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:ffff::1, true",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:3:3:4:5:6, false"
    })
    void shouldTakeANetworkOfAHouseholdForOnePlace(String one, String other, boolean isOnePlace) throws Exception {
        int apart = 0;
        // Two places may share a counter: by chance, and not in every server.
        for (int i = 0; i < 3; i++) {
            Visitors visitors = visitors(1, 1, 1_000, 1_000);
            visitors.turnedAway(from(one));
            apart += visitors.turnedAway(from(other)).isEmpty() ? 1 : 0;
        }
        assertThat(apart > 0).isEqualTo(!isOnePlace);
    }

    @Test
    void shouldLetOnlySoManyInOfAllPlacesAndTakeNothingAwayForThoseTurnedAwayBefore() throws Exception {
        Visitors visitors = visitors(1, 1, 10, 50);
        assertThat(letIn(visitors, from("192.0.2.1"), 1_000)).isEqualTo(1);
        int in = 0;
        for (int i = 0; i < 250; i++) {
            in += letIn(visitors, from("198.51.100." + i), 1);
        }
        assertThat(in).isEqualTo(49);
    }

    @Test
    void shouldCountWhoeverHasNoAddressAsOnePlace() {
        Visitors visitors = visitors(1, 2, 1_000, 1_000);
        assertThat(letIn(visitors, HttpRequest.GET("/pay/x"), 9)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.9.9.9", "::1"})
    void shouldBoundAProxyOnThisMachineOnlyByWhatAllMay(String loopback) throws Exception {
        assertThat(letIn(visitors(1, 1, 10, 50), from(loopback), 1_000)).isEqualTo(50);
        assertThat(letIn(behindAProxy(), through(loopback, "203.0.113.7"), 1_000))
                .isEqualTo(1);
    }

    @Test
    void shouldBelieveNoHeaderUnlessItIsSet() throws Exception {
        Visitors visitors = visitors(1, 1, 1_000, 1_000);
        assertThat(letIn(visitors, through("192.0.2.1", "203.0.113.1"), 1)).isEqualTo(1);
        assertThat(letIn(visitors, through("192.0.2.1", "203.0.113.2"), 1)).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "203.0.113.7",
                "198.51.100.9, 203.0.113.7",
                "evil.example,203.0.113.7",
                "203.0.113.7:4711",
                "::ffff:203.0.113.7",
                "[::ffff:203.0.113.7]:4711"
            })
    void shouldBelieveWhatTheProxyWroteLast(String header) throws Exception {
        int apart = 0;
        for (int i = 0; i < 3; i++) {
            Visitors visitors = behindAProxy();
            assertThat(letIn(visitors, through("192.0.2.1", "203.0.113.7"), 1)).isEqualTo(1);
            assertThat(letIn(visitors, through("192.0.2.1", header), 1)).isZero();
            apart += letIn(visitors, through("192.0.2.1", "203.0.113.8"), 1);
        }
        assertThat(apart).isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "localhost", "unknown", "203.0.113", "203.0.113.256", "1:2", "host:80", "abc", "203.0.113.7,"
            })
    void shouldTakeWhoConnectsWhenTheProxySaysNoAddress(String header) throws Exception {
        Visitors visitors = behindAProxy();
        assertThat(letIn(visitors, from("192.0.2.1"), 1)).isEqualTo(1);
        assertThat(letIn(visitors, through("192.0.2.1", header), 1)).isZero();
    }

    @Test
    void shouldLetInNoMoreWhenAllComeAtOnce() throws Exception {
        Visitors visitors = visitors(1, 100, 1_000, 1_000);
        HttpRequest request = from("192.0.2.1");
        AtomicInteger in = new AtomicInteger();
        CountDownLatch ready = new CountDownLatch(4);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        for (int i = 0; i < 4; i++) {
            threads.execute(() -> {
                ready.countDown();
                try {
                    ready.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                in.addAndGet(letIn(visitors, request, 1_000));
            });
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        assertThat(in).hasValue(100);
    }

    @ParameterizedTest
    @CsvSource({
        "place-per-second, 0",
        "place-per-second, NaN",
        "per-second, -1",
        "place-burst, 0",
        "burst, 1000001",
        "client-header, \"X: Y\""
    })
    void shouldNameTheKeyThatIsWrong(String key, String value) {
        Config config = ConfigFactory.parseMap(Map.of("janji.orchestrator.http.visitors." + key, value))
                .withFallback(ConfigFactory.parseResources("janji-server.conf"))
                .resolve();
        assertThatThrownBy(() -> VisitorSettings.from(config))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("visitors." + key);
    }

    @Test
    void shouldReadWhatIsShipped() {
        Config config = ConfigFactory.parseResources("janji-server.conf").resolve();
        assertThat(VisitorSettings.from(config)).isEqualTo(new VisitorSettings(20, 200, 500, 1_000, null));
    }
}
