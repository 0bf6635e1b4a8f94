package dev.janji.actors.debtor;

import dev.janji.actors.debtor.DebtorEntity.Execute;
import dev.janji.actors.debtor.DebtorEntity.KeyFound;
import dev.janji.actors.debtor.DebtorEntity.KeyNotFound;
import dev.janji.actors.debtor.DebtorEntity.Leave;
import dev.janji.actors.debtor.DebtorEntity.Message;
import dev.janji.actors.debtor.DebtorEntity.Wake;
import dev.janji.actors.journal.PersonalCipher;
import dev.janji.domain.id.DebtorKey;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.StashBuffer;

/** A debtor's actor before it has the debtor's key: commands wait; without the key store they are answered as unavailable. */
final class OpeningDebtor {
    private static final int WAITING_FOR_KEY = 1_000;
    private static final Duration REFUSING_FOR = Duration.ofSeconds(1);

    private OpeningDebtor() {}

    /** @param opened the behavior that begins once it is known whether there is a key */
    static Behavior<Message> create(
            DebtorKey debtor,
            DebtorServices services,
            BiFunction<ActorContext<Message>, Optional<PersonalCipher>, Behavior<Message>> opened) {
        return Behaviors.setup(actor -> Behaviors.withStash(WAITING_FOR_KEY, stash -> {
            actor.pipeToSelf(
                    services.keys().find(debtor),
                    (cipher, failure) -> failure == null ? new KeyFound(cipher) : new KeyNotFound(failure));
            return opening(actor, stash, debtor, opened);
        }));
    }

    private static Behavior<Message> opening(
            ActorContext<Message> actor,
            StashBuffer<Message> stash,
            DebtorKey debtor,
            BiFunction<ActorContext<Message>, Optional<PersonalCipher>, Behavior<Message>> opened) {
        return Behaviors.receive(Message.class)
                .onMessage(KeyFound.class, found -> stash.unstashAll(opened.apply(actor, found.cipher())))
                .onMessage(KeyNotFound.class, lost -> {
                    actor.getLog()
                            .error("Expected the key store to answer, but it failed [debtor={}]", debtor, lost.cause());
                    stash.forEach(message -> unavailable(message, "key store"));
                    actor.scheduleOnce(REFUSING_FOR, actor.getSelf(), Leave.INSTANCE);
                    return refusing();
                })
                .onMessage(Leave.class, leave -> Behaviors.stopped())
                .onAnyMessage(message -> {
                    if (stash.isFull()) {
                        unavailable(message, "too many commands wait for the debtor");
                    } else {
                        stash.stash(message);
                    }
                    return Behaviors.same();
                })
                .build();
    }

    /** Says no for a moment, so that a storm of commands does not become a storm of key look-ups; then a new actor tries again. */
    private static Behavior<Message> refusing() {
        return Behaviors.receive(Message.class)
                .onMessage(Leave.class, leave -> Behaviors.stopped())
                .onAnyMessage(message -> {
                    unavailable(message, "key store");
                    return Behaviors.same();
                })
                .build();
    }

    private static void unavailable(Message message, String why) {
        if (message instanceof Execute execute) {
            execute.replyTo().tell(new Reply.Unavailable(why));
        } else if (message instanceof Wake wake) {
            wake.replyTo().tell(new Reply.Unavailable(why));
        }
    }
}
