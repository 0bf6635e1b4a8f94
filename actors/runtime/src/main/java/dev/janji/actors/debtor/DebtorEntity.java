package dev.janji.actors.debtor;

import dev.janji.actors.journal.PersonalCipher;
import dev.janji.actors.journal.Recorded;
import dev.janji.actors.journal.RecordedAdapter;
import dev.janji.actors.journal.StateSnapshots;
import dev.janji.actors.person.Persons;
import dev.janji.actors.person.Turn;
import dev.janji.actors.rules.LenderBook;
import dev.janji.domain.debtor.DebtorCommand;
import dev.janji.domain.debtor.DebtorEvent;
import dev.janji.domain.debtor.DebtorRules;
import dev.janji.domain.debtor.DebtorState;
import dev.janji.domain.debtor.Decision;
import dev.janji.domain.debtor.FollowUp;
import dev.janji.domain.debtor.PersonReport;
import dev.janji.domain.debtor.RefusalReason;
import dev.janji.domain.debtor.RuleContext;
import dev.janji.domain.id.DebtorKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.persistence.typed.EventAdapter;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.SnapshotAdapter;
import org.apache.pekko.persistence.typed.javadsl.CommandHandlerWithReply;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehaviorWithEnforcedReplies;
import org.apache.pekko.persistence.typed.javadsl.ReplyEffect;
import org.apache.pekko.persistence.typed.javadsl.RetentionCriteria;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;
import org.jspecify.annotations.Nullable;

/**
 * The shell around the rules of one debtor: reads the clock once a command, lets the rules decide, stores the events, each with the next
 * wake-up in it, does what follows, answers. It decides nothing itself. While it waits for a key to be made, the history to be searched or,
 * where there is no event to carry it, a wake-up to be registered, other commands wait in its stash, so every decision is stored on the state
 * it was made for.
 */
public final class DebtorEntity
        extends EventSourcedBehaviorWithEnforcedReplies<DebtorEntity.Message, Recorded, Journaled> {
    private static final Duration FORGET_AGAIN_AFTER = Duration.ofSeconds(2);

    /** What this actor accepts. */
    public sealed interface Message {}

    /** A command for the debtor. */
    public record Execute(DebtorCommand command, ActorRef<Reply> replyTo) implements Message {}

    /** The wake-up index woke it: the row that brought this is gone once it is answered. */
    public record Wake(ActorRef<Reply> replyTo) implements Message {}

    /** How does it look? */
    public record Show(ActorRef<DebtorView> replyTo) implements Message {}

    /** Leave memory. */
    public enum Leave implements Message {
        INSTANCE
    }

    /** A command from the debtor's own channels; nobody waits for its answer. */
    record Internal(DebtorCommand command) implements Message {}

    /** Something to which there is nothing to do. */
    enum Nothing implements Message {
        INSTANCE
    }

    record KeyFound(Optional<PersonalCipher> cipher) implements Message {}

    record KeyNotFound(Throwable cause) implements Message {}

    /** The one asynchronous step that a command waits for has ended. */
    private record StepDone(
            Step step, @Nullable Object result, @Nullable Throwable failure) implements Message {}

    private record KeyForgotten(@Nullable Throwable failure) implements Message {}

    private enum ForgetAgain implements Message {
        INSTANCE
    }

    private enum Step {
        HISTORY,
        TURN,
        KEY,
        WAKE_UP,
        REPORTS
    }

    private final ActorContext<Message> actor;
    private final DebtorKey debtor;
    private final DebtorServices services;
    private final CurrentCipher cipher;
    private final UUID writer = UUID.randomUUID();
    private final OpenContacts contacts;
    private final PendingAcks acks = new PendingAcks();
    private @Nullable Work work;
    private @Nullable Instant registered;
    private @Nullable Foreseen foreseen;

    private DebtorEntity(ActorContext<Message> actor, DebtorKey debtor, DebtorServices services, CurrentCipher cipher) {
        super(PersistenceId.ofUniqueId(Recorded.persistenceId(debtor)));
        this.actor = actor;
        this.debtor = debtor;
        this.services = services;
        this.cipher = cipher;
        this.contacts = new OpenContacts(actor, debtor, services);
    }

    /** Opens the debtor's key, then recovers. Without the key store nothing is answered but that it is unavailable. */
    public static Behavior<Message> create(DebtorKey debtor, DebtorServices services) {
        return OpeningDebtor.create(
                debtor,
                services,
                (actor, cipher) -> new DebtorEntity(actor, debtor, services, new CurrentCipher(cipher)));
    }

    @Override
    public Journaled emptyState() {
        return Journaled.NOTHING;
    }

    @Override
    public EventHandler<Journaled, Recorded> eventHandler() {
        return (journaled, recorded) ->
                journaled.with(recorded, foreseen == null ? null : foreseen.after(journaled, recorded));
    }

    @Override
    public EventAdapter<Recorded, ?> eventAdapter() {
        return new RecordedAdapter(debtor, cipher);
    }

    @Override
    public SnapshotAdapter<Journaled> snapshotAdapter() {
        StateSnapshots states = new StateSnapshots(debtor, cipher);
        return new SnapshotAdapter<>() {
            @Override
            public Object toJournal(Journaled journaled) {
                return states.toJournal(journaled.state());
            }

            @Override
            public Journaled fromJournal(Object snapshot) {
                return new Journaled(states.fromJournal(snapshot), null);
            }
        };
    }

    @Override
    public RetentionCriteria retentionCriteria() {
        return RetentionCriteria.snapshotEvery(services.settings().snapshotEvery(), 2);
    }

    @Override
    public SignalHandler<Journaled> signalHandler() {
        return newSignalHandlerBuilder()
                .onSignal(RecoveryCompleted.instance(), this::onRecovered)
                .onSignal(PostStop.class, (journaled, stopped) -> contacts.abandonAll())
                .build();
    }

    private void onRecovered(Journaled journaled) {
        registered = journaled.nextWakeUp();
        LenderBook book = book();
        interpret(DebtorRules.outstanding(journaled.state(), context(book)).followUps(), book);
    }

    @Override
    public CommandHandlerWithReply<Message, Recorded, Journaled> commandHandler() {
        return newCommandHandlerWithReplyBuilder()
                .forAnyState()
                .onCommand(Execute.class, this::onExecute)
                .onCommand(Wake.class, this::onWake)
                .onCommand(Internal.class, this::onInternal)
                .onCommand(Show.class, this::onShow)
                .onCommand(StepDone.class, this::onStepDone)
                .onCommand(KeyForgotten.class, this::onKeyForgotten)
                .onCommand(ForgetAgain.class, this::onForgetAgain)
                .onCommand(Leave.class, leave -> Effect().stop().thenNoReply())
                .onAnyCommand(ignored -> Effect().noReply());
    }

    private ReplyEffect<Recorded, Journaled> onExecute(Journaled journaled, Execute execute) {
        if (work != null) {
            return Effect().stash();
        }
        return undertake(journaled, execute.command(), execute.replyTo());
    }

    private ReplyEffect<Recorded, Journaled> onWake(Journaled journaled, Wake wake) {
        if (work != null) {
            return Effect().stash();
        }
        registered = null;
        return undertake(journaled, new DebtorCommand.WakeUp(), wake.replyTo());
    }

    private ReplyEffect<Recorded, Journaled> undertake(
            Journaled journaled, DebtorCommand command, ActorRef<Reply> replyTo) {
        if (!services.admission().admits(debtor, command.isUrgent())) {
            DebtorMetrics.refusedForLoad();
            return Effect().reply(replyTo, new Reply.Unavailable("the server is busy"));
        }
        LenderBook book = book();
        return decide(journaled.state(), Work.begun(command, replyTo, book, context(book)));
    }

    private ReplyEffect<Recorded, Journaled> onInternal(Journaled journaled, Internal internal) {
        return onExecute(
                journaled, new Execute(internal.command(), actor.getSystem().ignoreRef()));
    }

    private ReplyEffect<Recorded, Journaled> onShow(Journaled journaled, Show show) {
        return Effect().reply(show.replyTo(), DebtorView.of(debtor, journaled.state(), context(book())));
    }

    private RuleContext context(LenderBook book) {
        return RuleContext.at(debtor, services.clock().instant(), book.rules())
                .with(services.stops().get());
    }

    private LenderBook book() {
        return services.books().apply(debtor.lender());
    }

    private ReplyEffect<Recorded, Journaled> decide(DebtorState state, Work asked) {
        return DebtorRules.decide(state, asked.command(), asked.context()).match(new Decision.Cases<>() {
            @Override
            public ReplyEffect<Recorded, Journaled> accepted(Decision.Accepted decision) {
                return prepare(state, asked, decision);
            }

            @Override
            public ReplyEffect<Recorded, Journaled> duplicate(Decision.Duplicate duplicate) {
                acks.answer(asked.replyTo(), duplicate.sequenceNumber(), true, duplicate.ack(), isOpen(state));
                return done(asked);
            }

            @Override
            public ReplyEffect<Recorded, Journaled> rejected(Decision.Rejected rejected) {
                asked.replyTo().tell(new Reply.Refused(rejected.reason(), rejected.detail()));
                return done(asked);
            }

            @Override
            public ReplyEffect<Recorded, Journaled> needsHistory(Decision.NeedsHistory needed) {
                work = asked;
                actor.pipeToSelf(
                        services.history().find(debtor, cipher, needed.eventId()),
                        (finding, failure) -> new StepDone(Step.HISTORY, finding, failure));
                return Effect().noReply();
            }

            @Override
            public ReplyEffect<Recorded, Journaled> needsOthers(Decision.NeedsOthers needed) {
                work = asked;
                actor.pipeToSelf(
                        services.persons().take(debtor, needed.persons()),
                        (turn, failure) -> new StepDone(Step.TURN, turn, failure));
                return Effect().noReply();
            }
        });
    }

    /** A first event needs a key. An event carries the next wake-up itself; without one, that must be durable before the answer. */
    private ReplyEffect<Recorded, Journaled> prepare(DebtorState state, Work asked, Decision.Accepted decision) {
        Optional<String> unfit = OpenContacts.unfit(decision.followUps(), asked.book());
        if (unfit.isPresent()) {
            asked.replyTo().tell(new Reply.Refused(RefusalReason.INVALID_FIELD, "text: " + unfit.get()));
            return done(asked);
        }
        Instant next =
                DebtorRules.outstanding(decision.after(), asked.context()).nextWakeUp();
        Work ready = asked.decided(decision, next);
        if (cipher.isMissing() && !decision.events().isEmpty()) {
            work = ready;
            actor.pipeToSelf(services.keys().open(debtor), (made, failure) -> new StepDone(Step.KEY, made, failure));
            return Effect().noReply();
        }
        return register(state, ready);
    }

    private ReplyEffect<Recorded, Journaled> register(DebtorState state, Work ready) {
        Instant next = ready.nextWakeUp();
        boolean carried = ready.decision() != null && !ready.decision().events().isEmpty();
        boolean known = registered != null
                && registered.isAfter(ready.context().now())
                && (next == null || !next.isBefore(registered));
        if (next == null || known || carried) {
            return store(state, ready);
        }
        work = ready;
        actor.pipeToSelf(
                services.wakeUps().register(debtor, next),
                (stored, failure) -> new StepDone(Step.WAKE_UP, stored, failure));
        return Effect().noReply();
    }

    private ReplyEffect<Recorded, Journaled> onStepDone(Journaled journaled, StepDone done) {
        Work waiting = work;
        if (waiting == null) {
            return Effect().noReply();
        }
        work = null;
        if (done.failure() != null) {
            log(done.step(), done.failure());
            waiting.replyTo().tell(new Reply.Unavailable(done.step().name()));
            return done(waiting);
        }
        return switch (done.step()) {
            case HISTORY ->
                decide(journaled.state(), waiting.in(waiting.context().with((RuleContext.Finding) result(done))));
            case TURN -> {
                // The clock once more: whoever had the turn before must not have been contacted in the future.
                Turn turn = (Turn) result(done);
                LenderBook book = book();
                yield decide(
                        journaled.state(), waiting.in(turn, book, context(book).with(turn.others())));
            }
            case KEY -> {
                cipher.is((PersonalCipher) result(done));
                yield register(journaled.state(), waiting);
            }
            case WAKE_UP -> {
                registered = waiting.nextWakeUp();
                yield store(journaled.state(), waiting);
            }
            case REPORTS -> persist(journaled.state(), waiting);
        };
    }

    private void log(Step step, Throwable failure) {
        if (failure instanceof CompletionException && failure.getCause() instanceof Persons.PersonBusy busy) {
            actor.getLog().debug("Woken again later: {} [debtor={}]", busy.getMessage(), debtor);
        } else {
            actor.getLog().warn("Expected step {} to end well, but it failed [debtor={}]", step, debtor, failure);
        }
    }

    private static Object result(StepDone done) {
        if (done.result() == null) {
            throw new IllegalStateException("Expected step " + done.step() + " to bring a result, but it brought none");
        }
        return done.result();
    }

    private ReplyEffect<Recorded, Journaled> store(DebtorState state, Work ready) {
        Decision.Accepted decision = ready.decision();
        if (decision == null) {
            throw new IllegalStateException("Expected a decision to store, but there is none");
        }
        if (decision.events().isEmpty()) {
            interpret(decision.followUps(), ready.book());
            acks.answer(ready.replyTo(), state.version(), false, decision.ack(), isOpen(state));
            return done(ready);
        }
        List<PersonReport> reports = DebtorRules.reports(state, decision.after(), debtor);
        if (reports.isEmpty()) {
            return persist(state, ready);
        }
        work = ready;
        actor.pipeToSelf(
                services.persons().tell(debtor, reports), (told, failure) -> new StepDone(Step.REPORTS, told, failure));
        return Effect().noReply();
    }

    private ReplyEffect<Recorded, Journaled> persist(DebtorState state, Work ready) {
        Decision.Accepted decision = Objects.requireNonNull(ready.decision());
        List<Recorded> records = new ArrayList<>(decision.events().size());
        long sequenceNumber = state.version();
        for (DebtorEvent event : decision.events()) {
            records.add(new Recorded(debtor, ++sequenceNumber, writer, event, ready.nextWakeUp()));
        }
        long first = state.version() + 1;
        foreseen = new Foreseen(state, decision);
        return Effect()
                .persist(records)
                .thenRun((Journaled stored) -> onStored(stored.state(), ready, decision, first))
                .thenNoReply()
                .thenUnstashAll();
    }

    private void onStored(DebtorState state, Work ready, Decision.Accepted decision, long first) {
        foreseen = null;
        decision.events().forEach(DebtorMetrics::count);
        if (ready.nextWakeUp() != null) {
            registered = ready.nextWakeUp();
        }
        boolean open = isOpen(state);
        interpret(decision.followUps(), ready.book());
        Decision.Rejected refusal = decision.refusal();
        if (refusal == null) {
            acks.answer(ready.replyTo(), first, false, decision.ack(), open);
        } else {
            ready.replyTo().tell(new Reply.Refused(refusal.reason(), refusal.detail()));
        }
        acks.stored(decision.events(), open);
        finished(ready);
    }

    private static boolean isOpen(DebtorState state) {
        return state instanceof DebtorState.Known known && known.mayStillContact();
    }

    /** @param book by which it was decided: what is sent is said in its words */
    private void interpret(List<FollowUp> followUps, LenderBook book) {
        for (FollowUp followUp : followUps) {
            followUp.match(new FollowUp.Cases<Done>() {
                @Override
                public Done sendContact(FollowUp.SendContact f) {
                    return contacts.send(f, book);
                }

                @Override
                public Done withdrawContact(FollowUp.WithdrawContact f) {
                    return contacts.withdraw(f);
                }

                @Override
                public Done lookUpContact(FollowUp.LookUpContact f) {
                    return contacts.lookUp(f);
                }

                @Override
                public Done sendAnswer(FollowUp.SendAnswer f) {
                    return contacts.send(f, book);
                }

                @Override
                public Done forgetPersonalData(FollowUp.ForgetPersonalData f) {
                    return forget();
                }

                @Override
                public Done offerLead(FollowUp.OfferLead f) {
                    services.leads().offer(debtor, f.lead());
                    return Done.getInstance();
                }

                @Override
                public Done recallLead(FollowUp.RecallLead f) {
                    services.leads().recall(debtor, f.lead(), f.queue());
                    return Done.getInstance();
                }
            });
        }
    }

    private Done forget() {
        if (!cipher.isForgotten()) {
            acks.holdForKey();
            actor.pipeToSelf(services.keys().forget(debtor), (gone, failure) -> new KeyForgotten(failure));
        }
        return Done.getInstance();
    }

    private ReplyEffect<Recorded, Journaled> onKeyForgotten(Journaled journaled, KeyForgotten forgotten) {
        if (forgotten.failure() != null) {
            actor.getLog()
                    .error("Expected the key to be deleted, but it failed [debtor={}]", debtor, forgotten.failure());
            acks.keyFailed();
            actor.scheduleOnce(FORGET_AGAIN_AFTER, actor.getSelf(), ForgetAgain.INSTANCE);
            return Effect().noReply();
        }
        cipher.is(PersonalCipher.FORGOTTEN);
        acks.keyForgotten();
        return Effect().noReply();
    }

    private ReplyEffect<Recorded, Journaled> onForgetAgain(Journaled journaled, ForgetAgain again) {
        forget();
        return Effect().noReply();
    }

    /** Nothing was stored; whoever waits may go on. */
    private ReplyEffect<Recorded, Journaled> done(Work worked) {
        finished(worked);
        return Effect().noReply().thenUnstashAll();
    }

    private void finished(Work worked) {
        if (worked.turn() != null) {
            services.persons().end(worked.turn());
        }
        contacts.finished(worked.command());
    }
}
