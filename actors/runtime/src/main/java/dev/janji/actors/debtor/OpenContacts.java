package dev.janji.actors.debtor;

import dev.janji.actors.channel.ChannelDispatcher;
import dev.janji.actors.channel.ChannelGateway;
import dev.janji.actors.channel.DoubtedAttempt;
import dev.janji.actors.channel.LookUpAnswer;
import dev.janji.actors.channel.MessageValues;
import dev.janji.actors.channel.OutboundMessage;
import dev.janji.actors.channel.RefusalReason;
import dev.janji.actors.channel.Rendering;
import dev.janji.actors.channel.SendAnswer;
import dev.janji.actors.link.PaymentPage;
import dev.janji.actors.rules.LenderBook;
import dev.janji.actors.time.HouseClock;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.Outcome;
import dev.janji.domain.debtor.Answer;
import dev.janji.domain.debtor.Attempt;
import dev.janji.domain.debtor.DebtorCommand;
import dev.janji.domain.debtor.FollowUp;
import dev.janji.domain.debtor.Settlement;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.DebtorKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.jspecify.annotations.Nullable;

/**
 * The debtor's side of the channels: hands attempts over, withdraws them, asks about them, and turns each answer into a command to the
 * debtor. A scaled clock waits for every attempt that is under way, and for every answer about one in doubt. Confined to the debtor's actor.
 */
final class OpenContacts {
    private final ActorContext<DebtorEntity.Message> actor;
    private final DebtorKey debtor;
    private final DebtorServices services;
    private final Map<AttemptId, HouseClock.Hold> underWay = new HashMap<>(2);
    /** Attempts in doubt that a provider is asked about. */
    private final Map<AttemptId, HouseClock.Hold> asked = new HashMap<>(2);

    OpenContacts(ActorContext<DebtorEntity.Message> actor, DebtorKey debtor, DebtorServices services) {
        this.actor = actor;
        this.debtor = debtor;
        this.services = services;
    }

    /**
     * A message that cannot be written is refused before it leaves: nothing is sent with a gap in it.
     *
     * @param book by which the contact was decided
     */
    Done send(FollowUp.SendContact f, LenderBook book) {
        Attempt attempt = f.attempt();
        underWay.put(attempt.id(), services.clock().hold("contact"));
        MessageValues values = new MessageValues(book.name(), f.facts(), paymentLink(attempt, book));
        Rendering rendering = book.texts().render(attempt.template(), attempt.channel(), f.language(), values);
        if (rendering instanceof Rendering.Rendered text) {
            OutboundMessage message = new OutboundMessage(
                    attempt.id(),
                    debtor,
                    attempt.contactPoint(),
                    f.address(),
                    text.subject(),
                    text.body(),
                    attempt.template(),
                    f.strategies(),
                    attempt.validUntil(),
                    f.deliverUntil(),
                    new OutboundMessage.Wording(text.language(), text.values(), f.writtenAt()));
            dispatch(attempt.channel(), new ChannelGateway.Send(message, answers()));
        } else if (rendering instanceof Rendering.NotRendered none) {
            actor.getLog()
                    .error(
                            "Expected a text for template {}, but there is none: {} [debtor={}]",
                            attempt.template(),
                            none.detail(),
                            debtor);
            actor.getSelf().tell(execute(answer(attempt.id(), Answer.REFUSED, "no text: " + none.detail(), "")));
        }
        return Done.getInstance();
    }

    /** @return null when the lender has no page on which to pay */
    private @Nullable String paymentLink(Attempt attempt, LenderBook book) {
        PaymentPage page = book.paymentPage();
        return page == null
                ? null
                : services.links()
                        .link(attempt.id(), attempt.authorizedAt().plus(page.validFor()))
                        .orElse(null);
    }

    /** @return why the words of an agent among these may not leave, without anything of them but a forbidden word; empty when they may */
    static Optional<String> unfit(List<FollowUp> followUps, LenderBook book) {
        for (FollowUp each : followUps) {
            if (each instanceof FollowUp.SendAnswer answer
                    && book.texts().answer(answer.attempt().channel(), answer.language(), answer.text())
                            instanceof Rendering.NotRendered not) {
                return Optional.of(not.detail());
            }
        }
        return Optional.empty();
    }

    /** @param book by which the contact was decided; its words are known to be {@link #unfit fit} */
    Done send(FollowUp.SendAnswer f, LenderBook book) {
        Attempt attempt = f.attempt();
        if (book.texts().answer(attempt.channel(), f.language(), f.text()) instanceof Rendering.Rendered text) {
            underWay.put(attempt.id(), services.clock().hold("contact"));
            OutboundMessage message = new OutboundMessage(
                    attempt.id(),
                    debtor,
                    attempt.contactPoint(),
                    f.address(),
                    text.subject(),
                    text.body(),
                    attempt.template(),
                    f.strategies(),
                    attempt.validUntil(),
                    f.deliverUntil(),
                    new OutboundMessage.Wording(text.language(), text.values(), f.writtenAt()));
            dispatch(attempt.channel(), new ChannelGateway.Send(message, answers()));
        } else {
            actor.getSelf().tell(execute(answer(attempt.id(), Answer.REFUSED, "no text", "")));
        }
        return Done.getInstance();
    }

    Done withdraw(FollowUp.WithdrawContact f) {
        ActorRef<ChannelGateway.WithdrawAnswer> replyTo =
                actor.messageAdapter(ChannelGateway.WithdrawAnswer.class, this::withdrawn);
        dispatch(f.channel(), new ChannelGateway.Withdraw(f.attempt(), replyTo));
        return Done.getInstance();
    }

    Done lookUp(FollowUp.LookUpContact f) {
        asked.computeIfAbsent(f.attempt(), attempt -> services.clock().hold("look-up"));
        ActorRef<ChannelGateway.LookedUp> replyTo =
                actor.messageAdapter(ChannelGateway.LookedUp.class, OpenContacts::lookedUp);
        dispatch(f.channel(), new ChannelGateway.LookUp(new DoubtedAttempt(f.attempt(), f.authorizedAt()), replyTo));
        return Done.getInstance();
    }

    /** The command was worked off: nobody waits for its attempt any more. */
    void finished(DebtorCommand command) {
        if (command instanceof DebtorCommand.RecordAnswer answered) {
            close(underWay.remove(answered.attempt()));
        } else if (command instanceof DebtorCommand.SettleAttempt settled) {
            close(asked.remove(settled.attempt()));
        }
    }

    private static void close(HouseClock.@Nullable Hold hold) {
        if (hold != null) {
            hold.close();
        }
    }

    /** The actor ends; the attempts are found again by their wake-ups. */
    void abandonAll() {
        underWay.values().forEach(HouseClock.Hold::close);
        underWay.clear();
        asked.values().forEach(HouseClock.Hold::close);
        asked.clear();
    }

    private void dispatch(Channel channel, ChannelGateway.Request request) {
        services.channels().tell(new ChannelDispatcher.Dispatch(channel, debtor.lender(), request));
    }

    private ActorRef<ChannelGateway.Answered> answers() {
        return actor.messageAdapter(
                ChannelGateway.Answered.class,
                answered -> execute(answered.answer().match(new SendAnswer.Cases<>() {
                    @Override
                    public DebtorCommand handedOver(SendAnswer.HandedOver a) {
                        return answer(answered.attempt(), Answer.HANDED_OVER, "", a.providerReference());
                    }

                    @Override
                    public DebtorCommand refused(SendAnswer.Refused a) {
                        if (a.reason() == RefusalReason.INVALID_ADDRESS) {
                            retire(answered.attempt());
                        }
                        return answer(answered.attempt(), Answer.REFUSED, a.reason() + " " + a.detail(), "");
                    }

                    @Override
                    public DebtorCommand notSent(SendAnswer.NotSent a) {
                        Answer answer =
                                a.cause() == SendAnswer.NotSent.Cause.WITHDRAWN ? Answer.WITHDRAWN : Answer.EXPIRED;
                        return answer(answered.attempt(), answer, "", "");
                    }

                    @Override
                    public DebtorCommand unknown(SendAnswer.Unknown a) {
                        return answer(answered.attempt(), Answer.IN_DOUBT, a.detail(), "");
                    }
                })));
    }

    /** After its answer was worked off, which comes first, the debtor learns that the address is dead. */
    private void retire(AttemptId attempt) {
        actor.getSelf()
                .tell(execute(new DebtorCommand.RecordOutcome(
                        attempt, Outcome.BOUNCED, services.clock().instant())));
    }

    /** Only a withdrawal that surely came in time closes the attempt; otherwise the answer to the send, or its deadline, does. */
    private DebtorEntity.Message withdrawn(ChannelGateway.WithdrawAnswer answer) {
        return answer instanceof ChannelGateway.Withdrawn withdrawn
                ? execute(answer(withdrawn.attempt(), Answer.WITHDRAWN, "", ""))
                : DebtorEntity.Nothing.INSTANCE;
    }

    private static DebtorEntity.Message lookedUp(ChannelGateway.LookedUp answer) {
        return execute(answer.answer().match(new LookUpAnswer.Cases<>() {
            @Override
            public DebtorCommand sent(LookUpAnswer.Sent a) {
                return new DebtorCommand.SettleAttempt(answer.attempt(), Settlement.SENT, a.providerReference());
            }

            @Override
            public DebtorCommand neverSent(LookUpAnswer.NeverSent a) {
                return new DebtorCommand.SettleAttempt(answer.attempt(), Settlement.NEVER_SENT, "");
            }

            @Override
            public DebtorCommand cannotTell(LookUpAnswer.CannotTell a) {
                return new DebtorCommand.SettleAttempt(answer.attempt(), Settlement.COUNTED_AS_MADE, "");
            }
        }));
    }

    private static DebtorCommand answer(AttemptId attempt, Answer answer, String detail, String reference) {
        return new DebtorCommand.RecordAnswer(attempt, answer, detail, reference);
    }

    private static DebtorEntity.Message execute(DebtorCommand command) {
        return new DebtorEntity.Internal(command);
    }
}
