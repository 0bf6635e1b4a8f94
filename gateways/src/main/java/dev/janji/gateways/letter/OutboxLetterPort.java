package dev.janji.gateways.letter;

import dev.janji.actors.channel.ChannelPort;
import dev.janji.actors.channel.DoubtedAttempt;
import dev.janji.actors.channel.LookUpAnswer;
import dev.janji.actors.channel.OutboundMessage;
import dev.janji.actors.channel.ReceiptListener;
import dev.janji.actors.channel.RefusalReason;
import dev.janji.actors.channel.SendAnswer;
import dev.janji.actors.channel.SendPermit;
import dev.janji.actors.time.HouseClock;
import dev.janji.domain.contact.Channel;
import dev.janji.gateways.letter.sftp.PrintHouseCourier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Letters for a print house. A letter has left the house when its line stands in the log; before that it is a file that nobody prints. Batches are closed on the
 * house clock. Thread-safe: one thread of its own does all the work.
 */
public final class OutboxLetterPort implements ChannelPort {
    private static final long PATIENCE_SECONDS = 30;

    private final LetterSettings settings;
    private final HouseClock clock;
    private final LetterPaper paper = new LetterPaper();
    private final LetterLog log;
    private final LetterBatches batches;
    private final ReturnedLetters returned;
    private final ScheduledThreadPoolExecutor own;
    private final Optional<PrintHouseCourier> courier;
    private HouseClock.@Nullable Appointment closing;
    private volatile boolean closed;

    private OutboxLetterPort(LetterSettings settings, LetterFiles files, HouseClock clock, ReceiptListener listener)
            throws IOException {
        this.settings = settings;
        this.clock = clock;
        this.log = LetterLog.open(settings.folder().resolve("log"), files, clock, settings.keptDays());
        this.batches = new LetterBatches(settings, files, log, clock);
        this.own = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "letters");
            thread.setDaemon(true);
            return thread;
        });
        this.returned = new ReturnedLetters(settings.folder(), files, log, clock, listener, own);
        this.courier = settings.sftp().map(server -> PrintHouseCourier.start(server, settings.folder(), clock));
    }

    /** @throws UncheckedIOException when the outbox cannot be used */
    public static OutboxLetterPort start(LetterSettings settings, HouseClock clock, ReceiptListener listener) {
        return start(settings, LetterFiles.ON_DISK, clock, listener);
    }

    static OutboxLetterPort start(
            LetterSettings settings, LetterFiles files, HouseClock clock, ReceiptListener listener) {
        try {
            OutboxLetterPort port = new OutboxLetterPort(settings, files, clock, listener);
            long every = settings.comesBackEvery().toMillis();
            port.own.execute(port::planClosing);
            port.own.scheduleWithFixedDelay(port.returned::look, every, every, TimeUnit.MILLISECONDS);
            return port;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Expected to use the outbox of letters " + settings.folder() + ", but could not", e);
        }
    }

    @Override
    public Channel channel() {
        return Channel.LETTER;
    }

    @Override
    public CompletionStage<SendAnswer> send(OutboundMessage message, SendPermit permit) {
        CompletableFuture<SendAnswer> answer = new CompletableFuture<>();
        boolean taken = execute(() -> {
            try {
                answer.complete(sent(message, permit));
            } catch (RuntimeException e) {
                answer.complete(
                        permit.claimed().isPresent()
                                ? new SendAnswer.Unknown("the outbox failed")
                                : new SendAnswer.Refused(
                                        RefusalReason.ADAPTER_FAILED,
                                        e.getClass().getSimpleName()));
            }
        });
        if (!taken) {
            answer.complete(new SendAnswer.Refused(RefusalReason.STOPPING, "the outbox is closed"));
        }
        return answer;
    }

    private boolean execute(Runnable work) {
        if (closed) {
            return false;
        }
        try {
            own.execute(work);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    private SendAnswer sent(OutboundMessage message, SendPermit permit) {
        Optional<SendAnswer.NotSent> denied = permit.denied();
        if (denied.isPresent()) {
            return denied.get();
        }
        Letter letter;
        LetterPaper.Printed printed;
        try {
            letter = Letter.of(message, settings.senderOf(message.debtor().lender()));
        } catch (IllegalArgumentException e) {
            return new SendAnswer.Refused(RefusalReason.INVALID_ADDRESS, String.valueOf(e.getMessage()));
        }
        try {
            printed = paper.print(letter, clock.instant());
        } catch (IllegalArgumentException e) {
            return new SendAnswer.Refused(RefusalReason.REJECTED, String.valueOf(e.getMessage()));
        }
        LetterBatches.Batch batch;
        LoggedLetter line;
        try {
            if (log.find(letter.reference()).isPresent()) {
                return new SendAnswer.HandedOver(letter.reference());
            }
            batch = batches.of(message.debtor().lender());
            line = new LoggedLetter(
                    letter.reference(),
                    message.attempt(),
                    message.debtor(),
                    batch.name(),
                    printed.pages(),
                    sha256(printed.pdf()));
            batches.put(batch, line, printed.pdf());
        } catch (IOException e) {
            return Files.isDirectory(settings.folder())
                    ? new SendAnswer.Refused(RefusalReason.TEMPORARY, "the outbox cannot be written to")
                    : new SendAnswer.Refused(RefusalReason.UNREACHABLE, "the outbox is not there");
        }
        if (!permit.claim()) {
            return permit.denial();
        }
        try {
            log.append(line);
        } catch (IOException e) {
            return new SendAnswer.Unknown("the outbox failed while the letter was noted");
        }
        if (batches.left(batch) >= settings.mostLetters()) {
            batches.close(batch);
        }
        planClosing();
        return new SendAnswer.HandedOver(letter.reference());
    }

    /** Of what is open, on this thread. */
    private void planClosing() {
        Instant next = batches.nextClosing();
        if (next != null && closing == null) {
            closing = clock.at(next, () -> {
                HouseClock.Hold hold = clock.hold("letters");
                if (!execute(() -> closeDue(hold))) {
                    hold.close();
                }
            });
        }
    }

    private void closeDue(HouseClock.Hold hold) {
        try (hold) {
            closing = null;
            batches.closeDue();
            Instant next = batches.nextClosing();
            if (next != null && !next.isAfter(clock.instant())) {
                // It could not be closed: tried again with the next letter, or after the same time once more.
                closing = clock.at(
                        clock.instant().plus(settings.closesAfter()),
                        () -> execute(() -> closeDue(clock.hold("letters"))));
            } else {
                planClosing();
            }
        }
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected every JDK to have SHA-256", e);
        }
    }

    @Override
    public CompletionStage<LookUpAnswer> lookUp(DoubtedAttempt attempt) {
        CompletableFuture<LookUpAnswer> answer = new CompletableFuture<>();
        boolean taken = execute(() -> {
            String reference = Letter.referenceOf(attempt.id());
            try {
                if (log.find(reference).isPresent()) {
                    answer.complete(new LookUpAnswer.Sent(reference));
                } else {
                    answer.complete(
                            log.knowsAllSince(attempt.notSentBefore())
                                    ? new LookUpAnswer.NeverSent()
                                    : new LookUpAnswer.CannotTell("it is older than what the log remembers"));
                }
            } catch (IOException e) {
                answer.complete(new LookUpAnswer.CannotTell("the log of letters cannot be read now"));
            }
        });
        if (!taken) {
            answer.complete(new LookUpAnswer.CannotTell("the outbox is closed"));
        }
        return answer;
    }

    /** Looks for what came back now, instead of at the next turn. @return completes when it has been dealt with */
    CompletionStage<Void> lookForReturned() {
        return CompletableFuture.supplyAsync(returned::look, own).thenCompose(looked -> looked);
    }

    /** Who brings the batches away, if we do. */
    Optional<PrintHouseCourier> courier() {
        return courier;
    }

    @Override
    public void close() {
        closed = true;
        courier.ifPresent(PrintHouseCourier::close);
        own.shutdown();
        try {
            if (!own.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                own.shutdownNow();
            }
        } catch (InterruptedException e) {
            own.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
