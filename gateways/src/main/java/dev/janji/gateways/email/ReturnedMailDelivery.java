package dev.janji.gateways.email;

import dev.janji.actors.channel.InboundListener;
import dev.janji.actors.channel.InboundMessage;
import dev.janji.actors.channel.Receipt;
import dev.janji.actors.channel.ReceiptListener;
import dev.janji.domain.contact.Channel;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/** Brings what came back to the debtors. Thread-safe. */
final class ReturnedMailDelivery {
    /** Whom nobody has for an address (RFC 2606). */
    static final String NOBODY = "nobody@invalid";

    private final ReceiptListener receipts;
    private final InboundListener inbound;

    ReturnedMailDelivery(ReceiptListener receipts, InboundListener inbound) {
        this.receipts = receipts;
        this.inbound = inbound;
    }

    /**
     * @param id the same for every delivery of the same mail
     * @param at on the house clock
     * @return completes when nothing of it can be lost any more; exceptionally when it must be brought again
     */
    CompletionStage<Done> bring(ReturnedMail mail, String id, Instant at) {
        if (mail instanceof ReturnedMail.Reported reported) {
            return receipts.receipt(
                    MailMarks.debtorOf(reported.attempt()),
                    reported.attempt(),
                    new Receipt(id, reported.outcome(), at));
        } else if (mail instanceof ReturnedMail.Stop stop) {
            return inbound.received(UnsubscribeLinks.stop(id, stop.about(), at));
        } else if (mail instanceof ReturnedMail.StopAt stop) {
            return inbound.received(
                    new InboundMessage(id, Channel.EMAIL, null, stop.address(), "", UnsubscribeLinks.STOP, at, null));
        } else if (mail instanceof ReturnedMail.Written written) {
            return inbound.received(new InboundMessage(
                    id,
                    Channel.EMAIL,
                    written.answers() == null
                            ? null
                            : written.answers().debtor().lender(),
                    written.from(),
                    written.to(),
                    written.text(),
                    at,
                    written.answers()));
        }
        return CompletableFuture.completedFuture(Done.getInstance());
    }
}
