package dev.janji.actors.debtor;

import dev.janji.actors.address.AddressBook;
import dev.janji.actors.channel.InboundListener;
import dev.janji.actors.channel.InboundMessage;
import dev.janji.domain.debtor.BodyHash;
import dev.janji.domain.debtor.DebtorCommand;
import dev.janji.domain.debtor.RefusalReason;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.EventId;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.id.ReplyId;
import dev.janji.domain.lender.ConversationEvent.ReplyReceived;
import dev.janji.domain.reply.ReadReply;
import dev.janji.domain.reply.ReplyReader;
import dev.janji.domain.reply.Wish;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.pekko.Done;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes of what somebody writes a {@link ReplyReceived} of a debtor: of the newest attempt to that address, otherwise of the one debtor of the line's lender who
 * has it. A stop goes to every debtor of the line who has it. Below a confidence the intent is {@code OTHER}. Thread-safe; never blocks.
 */
public final class InboundReplies implements InboundListener {
    private static final Logger LOG = LoggerFactory.getLogger(InboundReplies.class);

    private final BiFunction<DebtorKey, DebtorCommand, CompletionStage<Reply>> debtors;
    private final Optional<AddressBook> addresses;
    private final Supplier<? extends Collection<LenderId>> lenders;
    private final Function<LenderId, ZoneId> zones;

    /**
     * @param debtors asks one
     * @param addresses finds debtors by address; without it only attempts do
     * @param lenders all that may have a line in common
     * @param zones whose days count where the writer is not known
     */
    public InboundReplies(
            BiFunction<DebtorKey, DebtorCommand, CompletionStage<Reply>> debtors,
            Optional<AddressBook> addresses,
            Supplier<? extends Collection<LenderId>> lenders,
            Function<LenderId, ZoneId> zones) {
        this.debtors = debtors;
        this.addresses = addresses;
        this.lenders = lenders;
        this.zones = zones;
    }

    @Override
    public CompletionStage<Done> received(InboundMessage message) {
        InboundMessage.Answered answers = message.answers();
        if (answers == null) {
            return known(message).thenCompose(found -> toThoseKnown(message, found));
        }
        ReadReply read = read(message, answers.debtor().lender());
        if (read.intent() != Wish.STOP.intent()) {
            return tell(message, read, answers.debtor(), Optional.of(answers.contactPoint()));
        }
        return known(message).thenCompose(found -> {
            Map<DebtorKey, Optional<ContactPointId>> all = new LinkedHashMap<>();
            found.forEach(debtor -> all.put(debtor, Optional.empty()));
            all.put(answers.debtor(), Optional.of(answers.contactPoint()));
            return tellAll(message, read, all);
        });
    }

    private CompletionStage<Done> toThoseKnown(InboundMessage message, List<DebtorKey> found) {
        if (found.isEmpty()) {
            return nobody(message);
        }
        ReadReply read = read(message, found.get(0).lender());
        if (read.intent() != Wish.STOP.intent()) {
            return found.size() == 1 ? tell(message, read, found.get(0), Optional.empty()) : nobody(message);
        }
        Map<DebtorKey, Optional<ContactPointId>> all = new LinkedHashMap<>();
        found.forEach(debtor -> all.put(debtor, Optional.empty()));
        return tellAll(message, read, all);
    }

    private static CompletionStage<Done> nobody(InboundMessage message) {
        LOG.warn(
                "Expected to know who wrote, but nobody is found, or several: the message is not kept [message={}]",
                message.id());
        return CompletableFuture.completedFuture(Done.getInstance());
    }

    private ReadReply read(InboundMessage message, LenderId lender) {
        return ReplyReader.read(
                message.text(), message.at().atZone(zones.apply(lender)).toLocalDate());
    }

    /** @return the debtors of the line's lenders who have the address */
    private CompletionStage<List<DebtorKey>> known(InboundMessage message) {
        if (addresses.isEmpty()) {
            return CompletableFuture.completedFuture(List.of());
        }
        LenderId own = message.lender();
        Collection<LenderId> asked = own == null ? lenders.get() : List.of(own);
        CompletionStage<List<DebtorKey>> all = CompletableFuture.completedFuture(List.of());
        for (LenderId lender : asked) {
            all = all.thenCombine(addresses.get().reachedAt(lender, message.from()), (before, found) -> {
                List<DebtorKey> both = new ArrayList<>(before);
                both.addAll(found);
                return both;
            });
        }
        return all;
    }

    private CompletionStage<Done> tellAll(
            InboundMessage message, ReadReply read, Map<DebtorKey, Optional<ContactPointId>> all) {
        List<CompletableFuture<Done>> told = new ArrayList<>();
        all.forEach(
                (debtor, point) -> told.add(tell(message, read, debtor, point).toCompletableFuture()));
        return CompletableFuture.allOf(told.toArray(CompletableFuture[]::new)).thenApply(none -> Done.getInstance());
    }

    private CompletionStage<Done> tell(
            InboundMessage message, ReadReply read, DebtorKey debtor, Optional<ContactPointId> point) {
        boolean lacksPoint = read.intent() == Wish.WRONG_PERSON.intent() && point.isEmpty();
        ReplyReceived reply = new ReplyReceived(
                new ReplyId(message.id()),
                message.channel(),
                point.orElse(null),
                List.of(),
                lacksPoint ? Wish.OTHER.intent() : read.intent(),
                read.isSure() ? read.payBy() : null,
                words(message.text()));
        DebtorCommand command = new DebtorCommand.ApplyLenderEvent(
                new EventId(message.id()), new BodyHash(message.id().hashCode(), 0), message.at(), null, reply);
        return debtors.apply(debtor, command)
                .thenCompose(answer -> point.isPresent() && isAboutThePoint(answer)
                        ? tell(message, read, debtor, Optional.empty())
                        : answer.match(new Outcome(message, debtor)));
    }

    /** As much as a debtor keeps, for whoever has to read it. */
    private static String words(String text) {
        if (text.length() <= ReplyReceived.MOST_CHARACTERS) {
            return text;
        }
        int end = ReplyReceived.MOST_CHARACTERS;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
    }

    /** The number is no contact point of the debtor any more: what was written holds all the same. */
    private static boolean isAboutThePoint(Reply answer) {
        return answer instanceof Reply.Refused refused && refused.reason() == RefusalReason.CONTACT_POINT_UNKNOWN;
    }

    /** Whether a debtor has the reply, or never will. */
    private record Outcome(InboundMessage message, DebtorKey debtor) implements Reply.Cases<CompletionStage<Done>> {
        @Override
        public CompletionStage<Done> applied(Reply.Applied reply) {
            return CompletableFuture.completedFuture(Done.getInstance());
        }

        @Override
        public CompletionStage<Done> refused(Reply.Refused reply) {
            if (reply.reason() != RefusalReason.REPLY_EXISTS) {
                LOG.warn(
                        "Expected the debtor to take a reply, but it says {} [message={}, debtor={}]",
                        reply.reason(),
                        message.id(),
                        debtor);
            }
            return CompletableFuture.completedFuture(Done.getInstance());
        }

        @Override
        public CompletionStage<Done> unavailable(Reply.Unavailable reply) {
            return CompletableFuture.failedStage(new IllegalStateException(
                    "Expected the debtor to take a reply, but it is unavailable: " + reply.detail()));
        }
    }
}
