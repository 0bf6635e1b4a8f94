package dev.janji.gateways.sms;

import dev.janji.actors.time.HouseClock;
import dev.janji.domain.id.LenderId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.pekko.Done;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears what a provider has for us: receipts, and what debtors write. Each is acknowledged when it can't be lost any more; otherwise the provider is asked to come
 * again, and keeps it. Called by the library's threads; thread-safe.
 */
final class SmppReceiver implements MessageReceiverListener {
    private static final Logger LOG = LoggerFactory.getLogger(SmppReceiver.class);
    private static final int NO_SUCH_COMMAND = 0x03;
    private static final byte HAS_HEADER = 0x40;
    private static final int ID_BYTES = 16;
    private static final int MOST_REMEMBERED = 1_000;
    /** How long one of the library's threads waits at most; what is stored later is acknowledged when the provider comes again. */
    private static final long PATIENCE_MILLIS = 1_000;

    private final SmppAccount account;
    private final Function<String, Optional<LenderId>> lenderAt;
    private final HouseClock clock;
    private final SmsMemory memory;
    private final SmsReplies replies;
    private final ReplyParts parts;
    /** What came in lately, by id; the oldest first. */
    private final Map<String, CompletableFuture<Done>> received = new LinkedHashMap<>();

    /** @param lenderAt whose a line is; empty for that of several lenders */
    SmppReceiver(
            SmppAccount account,
            Function<String, Optional<LenderId>> lenderAt,
            HouseClock clock,
            SmsMemory memory,
            SmsReplies replies,
            ReplyParts parts) {
        this.account = account;
        this.lenderAt = lenderAt;
        this.clock = clock;
        this.memory = memory;
        this.replies = replies;
        this.parts = parts;
    }

    @Override
    public void onAcceptDeliverSm(DeliverSm message) throws ProcessRequestException {
        if (message.isIntermediateDeliveryNotification()) {
            return;
        }
        boolean isKept = isReceipt(message) ? keptReceipt(message) : keptText(message);
        if (!isKept) {
            throw new ProcessRequestException("it cannot be stored now", CommandStatus.COME_AGAIN);
        }
    }

    private static boolean isReceipt(DeliverSm message) {
        return message.isSmscDeliveryReceipt()
                || message.getOptionalParameter(OptionalParameter.Receipted_message_id.class) != null;
    }

    private boolean keptReceipt(DeliverSm message) {
        Optional<DeliveryReport> report = DeliveryReport.of(message);
        if (report.isEmpty()) {
            LOG.warn("Expected a receipt to name a message and its state, but one does not [{}]", account);
            return true;
        }
        return memory.reported(account, report.get());
    }

    private boolean keptText(DeliverSm message) {
        byte[] content = DeliveryReport.content(message);
        boolean hasHeader = (message.getEsmClass() & HAS_HEADER) != 0;
        Instant now = clock.instant();
        String from = SmsAddress.received(message.getSourceAddrTon(), message.getSourceAddr());
        String to = SmsAddress.received(message.getDestAddrTon(), message.getDestAddress());
        Optional<SmsPart.Place> place = SmsPart.placeOf(message, content, hasHeader);
        if (place.isPresent()) {
            return parts.keep(SmsPart.of(
                    place.get(),
                    from,
                    to,
                    lenderAt.apply(to).orElse(null),
                    message.getDataCoding(),
                    SmsText.withoutHeader(content, hasHeader),
                    now));
        }
        String id = idOf(from, to, content, now);
        CompletableFuture<Done> stored;
        synchronized (received) {
            stored = received.get(id);
        }
        if (stored == null || stored.isCompletedExceptionally()) {
            String text = SmsText.read(message.getDataCoding(), content, hasHeader);
            LenderId lender = lenderAt.apply(to).orElse(null);
            stored = replies.tell(id, lender, from, to, text, now);
            synchronized (received) {
                received.put(id, stored);
                if (received.size() > MOST_REMEMBERED) {
                    received.remove(received.keySet().iterator().next());
                }
            }
        }
        return isStored(stored);
    }

    private static boolean isStored(CompletableFuture<Done> stored) {
        try {
            stored.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            LOG.warn("Expected a reply to be stored, but it was not; the provider keeps it", e.getCause());
            return false;
        } catch (TimeoutException e) {
            return false;
        }
    }

    /** A provider gives no id, so whoever writes the same twice within the hour has written it once. */
    private static String idOf(String from, String to, byte[] content, Instant now) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((from + '\0' + to + '\0' + now.truncatedTo(ChronoUnit.HOURS) + '\0')
                    .getBytes(StandardCharsets.UTF_8));
            return "sms-" + HexFormat.of().formatHex(digest.digest(content), 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected every JDK to know SHA-256, but this one does not", e);
        }
    }

    @Override
    public DataSmResult onAcceptDataSm(DataSm message, Session source) throws ProcessRequestException {
        throw new ProcessRequestException("data_sm is not spoken here", NO_SUCH_COMMAND);
    }

    @Override
    public void onAcceptAlertNotification(AlertNotification alert) {
        LOG.debug("The SMS provider says that a telephone is reachable again [{}]", account);
    }
}
