package dev.janji.gateways.once;

import dev.janji.actors.channel.DoubtedAttempt;
import dev.janji.actors.channel.LookUpAnswer;
import dev.janji.actors.channel.OutboundMessage;
import dev.janji.actors.channel.SendAnswer;
import dev.janji.actors.channel.SendPermit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the adapters of providers that speak HTTP have in common: a client, a memory, and an end in which everything is answered. Thread-safe. */
public final class HttpPort implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpPort.class);
    private static final int WORKERS = 4;
    /** A long search in the log holds up neither what is sent nor all look-ups. */
    private static final int READERS = 2;

    private final SentMemory memory;
    private final ExecutorService workers;
    private final ExecutorService readers;
    private final HttpClient client;
    private final PermittedPost post;
    private final OpenSends open = new OpenSends();

    private HttpPort(SentMemory memory, ExecutorService workers, ExecutorService readers, HttpClient client) {
        this.memory = memory;
        this.workers = workers;
        this.readers = readers;
        this.client = client;
        this.post = new PermittedPost(client, memory);
    }

    /**
     * @param name of its threads
     * @param memory is closed with it
     */
    public static HttpPort start(String name, SentMemory memory, Duration connectTimeout) {
        ExecutorService workers = threads(name, WORKERS);
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(connectTimeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                // Of HTTP/2 a whole connection may be lost with all that is under way in it.
                .version(HttpClient.Version.HTTP_1_1)
                .executor(workers)
                .build();
        return new HttpPort(memory, workers, threads(name + "-log", READERS), client);
    }

    private static ExecutorService threads(String name, int count) {
        return Executors.newFixedThreadPool(count, task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Sends by itself, without a permit: what is no message. */
    public HttpClient client() {
        return client;
    }

    /** Threads that may search the log. */
    public Executor readers() {
        return readers;
    }

    /**
     * Sends a message at most once.
     *
     * @param head where it goes, with what stands above the content and a timeout
     * @param content personal
     * @param reader tells what an answer means
     * @return never fails
     */
    public CompletionStage<SendAnswer> send(
            OutboundMessage message,
            SendPermit permit,
            HttpRequest.Builder head,
            String content,
            Function<ProviderReply, SendAnswer> reader) {
        return tracked(permit, () -> post.send(message, permit, head, content, reader));
    }

    /** Answers what is under way when the adapter is closed; so also what had to be got before a message could leave. */
    public CompletionStage<SendAnswer> tracked(SendPermit permit, Supplier<CompletionStage<SendAnswer>> sending) {
        return open.tracked(permit, sending);
    }

    public CompletionStage<LookUpAnswer> lookUp(DoubtedAttempt attempt) {
        try {
            return CompletableFuture.supplyAsync(() -> memory.lookUp(attempt), readers)
                    .exceptionally(failure -> new LookUpAnswer.CannotTell("the log of messages cannot be read"));
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(new LookUpAnswer.CannotTell("the adapter is stopped"));
        }
    }

    /** What waits is refused, what has left is in doubt. Idempotent. */
    @Override
    public void close() {
        if (!open.close()) {
            return;
        }
        workers.shutdown();
        readers.shutdown();
        try {
            memory.close();
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("Expected to close the log of messages, but could not", e);
        }
    }
}
