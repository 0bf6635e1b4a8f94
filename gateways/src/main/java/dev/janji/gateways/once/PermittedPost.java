package dev.janji.gateways.once;

import dev.janji.actors.channel.OutboundMessage;
import dev.janji.actors.channel.RefusalReason;
import dev.janji.actors.channel.SendAnswer;
import dev.janji.actors.channel.SendPermit;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One request to a provider that speaks HTTP, whose content leaves at most once: the permit is claimed, and the attempt logged, when there is a connection, the head of the
 * request is written, and the client asks for the content. A connection that cannot be made has claimed nothing. Thread-safe.
 */
public final class PermittedPost {
    private final HttpClient client;
    private final SentMemory memory;

    public PermittedPost(HttpClient client, SentMemory memory) {
        this.client = client;
        this.memory = memory;
    }

    /**
     * Posts JSON.
     *
     * @param head where it goes, with what stands above the content and a timeout
     * @param content personal
     * @param reader tells what an answer means, without anything personal
     * @return never fails
     */
    public CompletionStage<SendAnswer> send(
            OutboundMessage message,
            SendPermit permit,
            HttpRequest.Builder head,
            String content,
            Function<ProviderReply, SendAnswer> reader) {
        Content body = new Content(message, permit, content.getBytes(StandardCharsets.UTF_8));
        HttpRequest request =
                head.header("Content-Type", "application/json").POST(body).build();
        CompletableFuture<HttpResponse<String>> response;
        try {
            response = client.sendAsync(request, ProviderReply.bounded());
        } catch (RuntimeException e) {
            // A client that is being closed refuses so.
            response = CompletableFuture.failedFuture(e);
        }
        return response.handle((given, failure) -> {
            SendAnswer instead = body.instead;
            if (instead != null) {
                return instead;
            }
            if (given == null) {
                return lost(permit, body, failure);
            }
            SendAnswer answer = reader.apply(ProviderReply.of(given));
            if (body.hasLeft) {
                memory.answered(message, permit, answer);
            }
            return answer;
        });
    }

    private static SendAnswer lost(SendPermit permit, Content body, @Nullable Throwable failure) {
        Throwable cause = failure == null || failure.getCause() == null ? failure : failure.getCause();
        String what = cause == null ? "no answer" : cause.getClass().getSimpleName();
        if (body.hasLeft || !permit.revoke()) {
            return new SendAnswer.Unknown("the connection ended before an answer: " + what);
        }
        return new SendAnswer.Refused(RefusalReason.UNREACHABLE, what);
    }

    /** Asks for leave when the client asks for it. */
    private final class Content implements HttpRequest.BodyPublisher {
        private final OutboundMessage message;
        private final SendPermit permit;
        private final byte[] bytes;
        private final AtomicBoolean isAsked = new AtomicBoolean();
        private volatile boolean hasLeft;
        private volatile @Nullable SendAnswer instead;

        private Content(OutboundMessage message, SendPermit permit, byte[] bytes) {
            this.message = message;
            this.permit = permit;
            this.bytes = bytes;
        }

        @Override
        public long contentLength() {
            return bytes.length;
        }

        @Override
        public void subscribe(Flow.Subscriber<? super ByteBuffer> client) {
            client.onSubscribe(new Flow.Subscription() {
                @Override
                public void request(long many) {
                    give(client);
                }

                @Override
                public void cancel() {
                    // What was given is gone, and nothing else comes.
                }
            });
        }

        private void give(Flow.Subscriber<? super ByteBuffer> client) {
            if (!isAsked.compareAndSet(false, true)) {
                return;
            }
            SendAnswer denied = memory.leave(message, permit);
            if (denied != null) {
                instead = denied;
                client.onError(new IOException("Expected leave to send, but it was denied"));
                return;
            }
            hasLeft = true;
            client.onNext(ByteBuffer.wrap(bytes));
            client.onComplete();
        }
    }
}
