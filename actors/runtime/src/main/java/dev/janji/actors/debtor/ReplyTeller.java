package dev.janji.actors.debtor;

import dev.janji.actors.address.AddressBook;
import dev.janji.actors.address.Headings;
import dev.janji.actors.channel.InboundMessage;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.debtor.Attempt;
import dev.janji.domain.debtor.BodyHash;
import dev.janji.domain.debtor.DebtorCommand;
import dev.janji.domain.debtor.DebtorState;
import dev.janji.domain.debtor.PastAttempt;
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
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a message by the rules, and tells it to a debtor as a {@link ReplyReceived}; told again, it changes nothing. Thread-safe; never blocks. */
public final class ReplyTeller {
    private static final Logger LOG = LoggerFactory.getLogger(ReplyTeller.class);

    private final House house;

    /**
     * Whom it asks. Immutable.
     *
     * @param ask tells a debtor
     * @param view what a debtor has now
     * @param addresses finds debtors by address
     * @param headings whether an address is a debtor's
     * @param lenders all that may have a line in common
     * @param zones of a lender, whose days count where the writer is not known
     */
    public record House(
            BiFunction<DebtorKey, DebtorCommand, CompletionStage<Reply>> ask,
            Function<DebtorKey, CompletionStage<DebtorView>> view,
            AddressBook addresses,
            Headings headings,
            Supplier<? extends Collection<LenderId>> lenders,
            Function<LenderId, ZoneId> zones) {}

    public ReplyTeller(House house) {
        this.house = house;
    }

    ReadReply read(InboundMessage message, LenderId lender) {
        return read(message, house.zones().apply(lender), false);
    }

    private static ReadReply read(InboundMessage message, ZoneId zone, boolean invited) {
        return ReplyReader.read(message.text(), message.at().atZone(zone).toLocalDateTime(), invited);
    }

    /** @return what it says as an answer to what that debtor was sent, by the debtor's own clock. Fails when the debtor can't be asked */
    CompletionStage<ReadReply> read(InboundMessage message, InboundMessage.Answered answers) {
        ReadReply read = read(message, answers.debtor().lender());
        // A yes, or a time, says something only to who knows the question and the clock.
        return read.isSure() && read.wish() != Wish.CALL_ME
                ? CompletableFuture.completedStage(read)
                : house.view()
                        .apply(answers.debtor())
                        .thenApply(view -> read(message, view.zone(), isInvited(view, answers)));
    }

    private static boolean isInvited(DebtorView view, InboundMessage.Answered answers) {
        if (!(view.state() instanceof DebtorState.Known known)) {
            return false;
        }
        Attempt open = known.openAttempt();
        PastAttempt past = known.history().find(answers.attempt());
        Attempt sent =
                past != null ? past.attempt() : open != null && open.id().equals(answers.attempt()) ? open : null;
        return sent != null && sent.template().equals(ReplyReader.INVITATION);
    }

    /** A debtor who has the address now. @param point the one of the message's channel; empty when the debtor has it for other channels only */
    record Holder(DebtorKey debtor, Optional<ContactPointId> point) {}

    /** @return the debtors of the line's lenders who say that they have the address; none where they are too many */
    CompletionStage<List<Holder>> holders(InboundMessage message) {
        LenderId own = message.lender();
        Collection<LenderId> asked = own == null ? house.lenders().get() : List.of(own);
        return all(asked, lender -> house.addresses().reachedAt(lender, message.from()))
                .thenCompose(hints -> all(hints.stream().flatMap(List::stream).toList(), house.view()))
                .thenApply(views -> views.stream()
                        .filter(view -> pointsAt(message, view).findAny().isPresent())
                        .map(view -> new Holder(view.debtor(), point(message, view)))
                        .toList());
    }

    /**
     * Tells a debtor whom a person named.
     *
     * @return see {@link #tell(InboundMessage, ReadReply, DebtorKey, Optional)}
     */
    CompletionStage<Optional<RefusalReason>> tell(InboundMessage message, DebtorKey debtor) {
        return house.view()
                .apply(debtor)
                .thenCompose(view -> tell(message, read(message, debtor.lender()), debtor, point(message, view)));
    }

    /**
     * @param point that it came from, as far as that is known
     * @return empty when the debtor has it; otherwise why it never will. Fails when the debtor can't be asked
     */
    CompletionStage<Optional<RefusalReason>> tell(
            InboundMessage message, ReadReply read, DebtorKey debtor, Optional<ContactPointId> point) {
        boolean lacksPoint = read.intent() == Wish.WRONG_PERSON.intent() && point.isEmpty();
        ReplyReceived reply = new ReplyReceived(
                new ReplyId(message.id()),
                message.channel(),
                point.orElse(null),
                List.of(),
                lacksPoint ? Wish.OTHER.intent() : read.intent(),
                read.isSure() ? read.payBy() : null,
                words(message.text()),
                read.isSure() ? read.callAt() : null);
        DebtorCommand command = new DebtorCommand.ApplyLenderEvent(
                new EventId(message.id()), new BodyHash(message.id().hashCode(), 0), message.at(), null, reply);
        return house.ask()
                .apply(debtor, command)
                .thenCompose(answer -> point.isPresent() && isAboutThePoint(answer)
                        ? tell(message, read, debtor, Optional.empty())
                        : answer.match(new Outcome(message, debtor)));
    }

    private Optional<ContactPointId> point(InboundMessage message, DebtorView view) {
        return pointsAt(message, view)
                .filter(point -> point.channel() == message.channel())
                .map(ContactPoint::id)
                .findFirst();
    }

    private Stream<ContactPoint> pointsAt(InboundMessage message, DebtorView view) {
        return view.state() instanceof DebtorState.Known known
                ? known.profile().contactPoints().stream()
                        .filter(point -> house.headings().isAt(view.debtor().lender(), point, message.from()))
                : Stream.empty();
    }

    private static <T, R> CompletionStage<List<R>> all(Collection<T> of, Function<T, CompletionStage<R>> asked) {
        List<CompletableFuture<R>> each =
                of.stream().map(one -> asked.apply(one).toCompletableFuture()).toList();
        return CompletableFuture.allOf(each.toArray(CompletableFuture<?>[]::new))
                .thenApply(done -> each.stream().map(CompletableFuture::join).toList());
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
    private record Outcome(InboundMessage message, DebtorKey debtor)
            implements Reply.Cases<CompletionStage<Optional<RefusalReason>>> {
        @Override
        public CompletionStage<Optional<RefusalReason>> applied(Reply.Applied reply) {
            return CompletableFuture.completedFuture(Optional.empty());
        }

        @Override
        public CompletionStage<Optional<RefusalReason>> refused(Reply.Refused reply) {
            if (reply.reason() == RefusalReason.REPLY_EXISTS) {
                return CompletableFuture.completedFuture(Optional.empty());
            }
            LOG.warn(
                    "Expected the debtor to take a reply, but it says {} [message={}, debtor={}]",
                    reply.reason(),
                    message.id(),
                    debtor);
            return CompletableFuture.completedFuture(Optional.of(reply.reason()));
        }

        @Override
        public CompletionStage<Optional<RefusalReason>> unavailable(Reply.Unavailable reply) {
            return CompletableFuture.failedStage(new IllegalStateException(
                    "Expected the debtor to take a reply, but it is unavailable: " + reply.detail()));
        }
    }
}
