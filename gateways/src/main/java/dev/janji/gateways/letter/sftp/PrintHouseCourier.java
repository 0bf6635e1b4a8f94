package dev.janji.gateways.letter.sftp;

import dev.janji.actors.telemetry.Telemetry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Visits the print house's server, or whose outbox it is, again and again: brings the batches of the folder {@code ready}, each once and as a whole, and puts them into {@code sent}; fetches
 * returns into {@code back}. While the server is away everything waits on our disk. One thread; {@link #close} from any.
 */
public final class PrintHouseCourier implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PrintHouseCourier.class);
    private static final long STOP_SECONDS = 30;

    private final SftpSettings settings;
    private final Path ready;
    private final Path sent;
    private final InstantSource clock;
    private final SftpConnector connector;
    private final BatchDelivery delivery;
    private final ReturnsFetch returns;
    private final Cargo cargo;
    private final Telemetry.Gauge waiting;
    /** Held while something is brought. */
    private final ReentrantLock bringing = new ReentrantLock();

    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread worker;

    private PrintHouseCourier(SftpSettings settings, Path outbox, InstantSource clock, Cargo cargo) throws IOException {
        this.settings = settings;
        this.cargo = cargo;
        this.waiting = Telemetry.gauge(cargo.waiting());
        this.ready = outbox.resolve("ready");
        this.sent = outbox.resolve("sent");
        this.clock = clock;
        Files.createDirectories(ready);
        Files.createDirectories(sent);
        Files.createDirectories(outbox.resolve("back").resolve("done"));
        this.connector = new SftpConnector(settings);
        this.delivery = new BatchDelivery(settings.ready());
        this.returns = new ReturnsFetch(settings.back(), outbox.resolve("back"));
        this.worker = new Thread(this::work, cargo.thread());
        worker.setDaemon(true);
    }

    /** Brings letters. @see #start(SftpSettings, Path, InstantSource, Cargo) */
    public static PrintHouseCourier start(SftpSettings settings, Path outbox, InstantSource clock) {
        return start(settings, outbox, clock, Cargo.LETTERS);
    }

    /**
     * @param outbox the folder of what is brought; used by this one only
     * @param clock says when what was sent is old
     * @throws UncheckedIOException when the outbox cannot be used
     */
    public static PrintHouseCourier start(SftpSettings settings, Path outbox, InstantSource clock, Cargo cargo) {
        try {
            PrintHouseCourier courier = new PrintHouseCourier(settings, outbox, clock, cargo);
            LOG.info("An outbox is brought to {} by SFTP [{}]", cargo.receiver(), settings);
            courier.worker.start();
            return courier;
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to use the outbox " + outbox + ", but could not", e);
        }
    }

    /** Something that is done with the outbox while nothing is brought. */
    public interface Meanwhile {
        void run() throws IOException;
    }

    /**
     * Does it now, or not at all.
     *
     * @throws IOException when something is being brought; or what the work throws
     */
    public void betweenDeliveries(Meanwhile work) throws IOException {
        if (!bringing.tryLock()) {
            throw new IOException("something is being brought to " + cargo.receiver() + " now");
        }
        try {
            work.run();
        } finally {
            bringing.unlock();
        }
    }

    /** @param item a value of the metric's tag. @return how often since its start */
    public long count(String item) {
        LongAdder counted = counts.get(item);
        return counted == null ? 0 : counted.sum();
    }

    private void counted(String item) {
        counts.computeIfAbsent(item, unused -> new LongAdder()).increment();
        Telemetry.count(cargo.counts(), "item", item);
    }

    private void work() {
        Duration pause = settings.leastPause();
        try {
            while (closed.getCount() > 0) {
                boolean good = visit();
                if (closed.await((good ? settings.every() : pause).toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
                Duration doubled = pause.multipliedBy(2);
                pause = good
                        ? settings.leastPause()
                        : doubled.compareTo(settings.mostPause()) < 0 ? doubled : settings.mostPause();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return whether everything that could be done is done */
    private boolean visit() {
        boolean good = true;
        try {
            List<Path> batches = batches();
            waiting.set(batches.size());
            if (!batches.isEmpty() || !settings.back().isEmpty()) {
                good = visit(batches);
                waiting.set(batches().size());
            }
            forgetOld();
        } catch (IOException e) {
            good = false;
            failed(e);
        } catch (RuntimeException e) {
            good = false;
            counted("away");
            if (closed.getCount() > 0) {
                LOG.error("Expected to visit the server of {}, but it failed; it is tried again", cargo.receiver(), e);
            }
        }
        return good;
    }

    private void failed(IOException e) {
        counted("away");
        if (closed.getCount() > 0) {
            LOG.warn(
                    "Expected to visit the server of {}, but could not: {}; everything waits, and it is tried again [server={}:{}]",
                    cargo.receiver(),
                    SftpConnector.kind(e),
                    settings.host(),
                    settings.port());
        }
    }

    private boolean visit(List<Path> batches) throws IOException {
        boolean good = true;
        try (SftpConnection server = connector.connect()) {
            for (Path batch : batches) {
                if (closed.getCount() == 0) {
                    return false;
                }
                good &= bring(batch, server);
            }
            if (!settings.back().isEmpty()) {
                int fetched = returns.fetch(server);
                for (int i = 0; i < fetched; i++) {
                    counted("fetched");
                }
            }
        }
        return good;
    }

    /** One that the server refuses does not hold up the others. @throws IOException when the server is gone */
    private boolean bring(Path batch, SftpConnection server) throws IOException {
        bringing.lock();
        try {
            return !Files.isDirectory(batch) || brought(batch, server);
        } finally {
            bringing.unlock();
        }
    }

    private boolean brought(Path batch, SftpConnection server) throws IOException {
        BatchDelivery.Result result;
        try {
            result = delivery.bring(batch, server);
        } catch (IOException e) {
            if (!server.isOpen()) {
                throw e;
            }
            counted("failed");
            LOG.warn(
                    "Expected to bring {} to {}, but could not: {}; it is tried again [batch={}]",
                    cargo.what(),
                    cargo.receiver(),
                    SftpConnector.kind(e),
                    batch.getFileName());
            return false;
        }
        switch (result) {
            case DELIVERED -> {
                putAway(batch);
                counted("delivered");
                LOG.info("{} has {} [batch={}]", cargo.receiver(), cargo.what(), batch.getFileName());
            }
            case IN_DOUBT -> {
                putAway(batch);
                counted("in-doubt");
                LOG.error(
                        "Expected {} on the server under one of its names, but it is there under none: taken as fetched by {},"
                                + " and not brought again; ask there whether it arrived [batch={}]",
                        cargo.what(),
                        cargo.receiver(),
                        batch.getFileName());
            }
            case NAME_TAKEN -> {
                counted("name-taken");
                LOG.error(
                        "Expected the name of {} to be free on the server, but something else has it; it waits until that is gone"
                                + " [batch={}, folder={}]",
                        cargo.what(),
                        batch.getFileName(),
                        settings.ready());
                return false;
            }
        }
        return true;
    }

    private void putAway(Path batch) throws IOException {
        Path target = sent.resolve(batch.getFileName());
        Files.move(batch, target, StandardCopyOption.ATOMIC_MOVE);
        // Whoever moves it back wants it to be brought once more.
        Files.deleteIfExists(target.resolve(BatchDelivery.MARK));
        Files.setLastModifiedTime(target, FileTime.from(clock.instant()));
    }

    private List<Path> batches() throws IOException {
        try (Stream<Path> children = Files.list(ready)) {
            return children.filter(batch -> Files.isRegularFile(batch.resolve(BatchDelivery.MANIFEST)))
                    .sorted()
                    .toList();
        }
    }

    private void forgetOld() throws IOException {
        Instant oldest = clock.instant().minus(Duration.ofDays(settings.keptDays()));
        List<Path> batches;
        try (Stream<Path> children = Files.list(sent)) {
            batches = children.filter(Files::isDirectory).toList();
        }
        for (Path batch : batches) {
            if (Files.getLastModifiedTime(batch).toInstant().isBefore(oldest)) {
                List<Path> files;
                try (Stream<Path> children = Files.list(batch)) {
                    files = children.toList();
                }
                // A folder that is half empty keeps its age.
                FileTime age = Files.getLastModifiedTime(batch);
                for (Path file : files) {
                    Files.delete(file);
                    Files.setLastModifiedTime(batch, age);
                }
                Files.delete(batch);
            }
        }
    }

    /** Ends a visit that goes on; what was not brought is brought in the next life. */
    @Override
    public void close() {
        closed.countDown();
        connector.close();
        try {
            worker.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
