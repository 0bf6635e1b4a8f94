package dev.janji.actors.shared;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;

/**
 * One announcement of a change: asks every reachable node until it has answered or the time is over, then completes. Nodes that join while it
 * runs are not asked: they read when they start.
 */
final class Announcement extends AbstractBehavior<Announcement.Message> {
    /** An announcement is two small messages a node; one that got lost is sent again so soon. */
    private static final Duration ASK_AGAIN = Duration.ofMillis(250);

    private static final Set<MemberStatus> WITHOUT_DEBTORS =
            Set.of(MemberStatus.exiting(), MemberStatus.down(), MemberStatus.removed());

    interface Message {}

    private record Answered(String node) implements Message {}

    private enum Timer implements Message {
        ASK_AGAIN,
        OVER
    }

    private final String name;
    private final CompletableFuture<Set<String>> result;
    private final Map<String, ActorRef<SharedKeeper.Message>> unanswered;
    private final Set<String> held = new TreeSet<>();
    private final ActorRef<SharedKeeper.Held> answers;

    private Announcement(
            ActorContext<Message> context,
            String name,
            ActorRef<SharedKeeper.Message> own,
            CompletableFuture<Set<String>> result) {
        super(context);
        this.name = name;
        this.result = result;
        this.unanswered = nodes(context.getSystem(), own);
        this.answers = context.messageAdapter(SharedKeeper.Held.class, answer -> new Answered(answer.node()));
        ask();
    }

    /**
     * @param own the keeper of this node, which is asked in any case
     * @param result completes with the nodes that hold the value, or fails with {@link NotHeldByAll}
     */
    static Behavior<Message> create(
            String name, ActorRef<SharedKeeper.Message> own, Duration within, CompletableFuture<Set<String>> result) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            start(timers, within);
            return new Announcement(context, name, own, result);
        }));
    }

    private static void start(TimerScheduler<Message> timers, Duration within) {
        timers.startTimerWithFixedDelay(Timer.ASK_AGAIN, ASK_AGAIN);
        timers.startSingleTimer(Timer.OVER, within);
    }

    /** How this node is called among the others: its address. */
    static String self(ActorSystem<?> system) {
        return Cluster.get(system).selfMember().address().toString();
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder()
                .onMessage(Answered.class, this::onAnswered)
                .onMessageEquals(Timer.ASK_AGAIN, this::onAskAgain)
                .onMessageEquals(Timer.OVER, this::onOver)
                .build();
    }

    private Behavior<Message> onAnswered(Answered answered) {
        if (unanswered.remove(answered.node()) != null) {
            held.add(answered.node());
        }
        if (!unanswered.isEmpty()) {
            return this;
        }
        result.complete(Set.copyOf(held));
        return Behaviors.stopped();
    }

    private Behavior<Message> onAskAgain() {
        // Whoever can't be reached any more is no part of the cluster that works debtors: it is downed, or comes back
        // and reads anew.
        unanswered.keySet().retainAll(reachable(getContext().getSystem()));
        if (unanswered.isEmpty()) {
            result.complete(Set.copyOf(held));
            return Behaviors.stopped();
        }
        ask();
        return this;
    }

    private Behavior<Message> onOver() {
        result.completeExceptionally(new NotHeldByAll(name, held, unanswered.keySet()));
        return Behaviors.stopped();
    }

    private void ask() {
        unanswered.values().forEach(keeper -> keeper.tell(new SharedKeeper.ReadAnew(answers)));
    }

    private static Map<String, ActorRef<SharedKeeper.Message>> nodes(
            ActorSystem<?> system, ActorRef<SharedKeeper.Message> own) {
        ActorRefResolver resolver = ActorRefResolver.get(system);
        Map<String, ActorRef<SharedKeeper.Message>> nodes = new HashMap<>();
        String path = own.path().toStringWithoutAddress();
        reachable(system).forEach(node -> nodes.put(node, resolver.resolveActorRef(node + path)));
        nodes.put(self(system), own);
        return nodes;
    }

    private static Set<String> reachable(ActorSystem<?> system) {
        var state = Cluster.get(system).state();
        Set<String> nodes = new TreeSet<>();
        nodes.add(self(system));
        for (Member member : state.getMembers()) {
            if (!WITHOUT_DEBTORS.contains(member.status())
                    && !state.getUnreachable().contains(member)) {
                nodes.add(member.address().toString());
            }
        }
        return nodes;
    }
}
