package dev.janji.actors.channel;

import dev.janji.domain.contact.Channel;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** What a provider calls over HTTP to bring receipts and what debtors write. Thread-safe; never blocks. */
public interface Webhook {
    /** What becomes of a request. */
    enum Answer {
        /** All of it is stored, or never will be; the provider need not come again. */
        KEPT,
        /** The provider must bring it again. */
        COME_AGAIN,
        /** It is not the provider who asks. */
        NOT_GENUINE,
        /** It cannot be read. */
        MALFORMED
    }

    Channel channel();

    /** The last part of its path, such as {@code whatsapp}. */
    String path();

    /** Bytes of a request at most. */
    int mostBytes();

    /**
     * The provider asks whether we are who it was told of.
     *
     * @param parameters of the query
     * @return what to answer; empty when it is not the provider
     */
    Optional<String> challenged(Function<String, Optional<String>> parameters);

    /**
     * The provider brings something.
     *
     * @param body as it came, byte for byte
     * @param headers by name
     * @return never fails
     */
    CompletionStage<Answer> received(byte[] body, Function<String, Optional<String>> headers);
}
