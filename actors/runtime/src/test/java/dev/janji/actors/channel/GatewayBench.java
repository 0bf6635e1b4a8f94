package dev.janji.actors.channel;

import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.DebtorId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.stop.Stop;
import dev.janji.domain.stop.Stops;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pekko.Done;
import org.apache.pekko.actor.testkit.typed.Effect;
import org.apache.pekko.actor.testkit.typed.javadsl.BehaviorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestInbox;
import org.apache.pekko.actor.typed.PostStop;

/** A gateway on the bench: synchronous, its timers and both its clocks moved by hand. */
final class GatewayBench {
    private static final DebtorKey DEBTOR = new DebtorKey(new LenderId("acme"), new DebtorId("d"));

    final HandClock clock = new HandClock();
    final HandPort port = new HandPort();
    Stops stops = Stops.NONE;
    long nanos = 1;
    private final Map<Object, Effect.TimerScheduled<?>> timers = new LinkedHashMap<>();
    private final BehaviorTestKit<ChannelGateway.Message> gateway;

    GatewayBench(ChannelSettings settings) {
        gateway = BehaviorTestKit.create(
                ChannelGateway.create(port, clock, settings, StopCheck.of(() -> stops), () -> nanos));
        settle();
    }

    static GatewayBench roomy() {
        return new GatewayBench(settings(1_000, 1_000_000, 100, 10_000));
    }

    static ChannelSettings settings(int queue, double perSecond, int inFlight, int remembered) {
        return new ChannelSettings(
                queue,
                perSecond,
                (int) Math.max(2, perSecond / 10),
                inFlight,
                Duration.ofSeconds(30),
                5,
                Duration.ofSeconds(10),
                remembered,
                Duration.ofMinutes(2));
    }

    static AttemptId attempt(int number) {
        return AttemptId.of(DEBTOR, number);
    }

    /** The stops are these from now on, and the gateway is told. */
    void stopped(Stop... standing) {
        stops = new Stops(List.of(standing), Stops.LOOK_AGAIN_EVERY);
        run(ChannelGateway.LookAtStops.INSTANCE);
    }

    OutboundMessage message(int number, Duration validFor) {
        return new OutboundMessage(
                attempt(number),
                DEBTOR,
                new ContactPointId("cp-1"),
                "+620000000000",
                "",
                "text",
                "due-1",
                Set.of("plan-1"),
                clock.instant().plus(validFor));
    }

    TestInbox<ChannelGateway.Answered> send(int number) {
        return send(message(number, Duration.ofSeconds(30)));
    }

    TestInbox<ChannelGateway.Answered> send(OutboundMessage message) {
        TestInbox<ChannelGateway.Answered> inbox = TestInbox.create();
        run(new ChannelGateway.Send(message, inbox.getRef()));
        return inbox;
    }

    ChannelGateway.WithdrawAnswer withdraw(int number) {
        TestInbox<ChannelGateway.WithdrawAnswer> inbox = TestInbox.create();
        run(new ChannelGateway.Withdraw(attempt(number), inbox.getRef()));
        return inbox.receiveMessage();
    }

    LookUpAnswer lookUp(int number) {
        TestInbox<ChannelGateway.LookedUp> inbox = TestInbox.create();
        run(new ChannelGateway.LookUp(new DoubtedAttempt(attempt(number), clock.instant()), inbox.getRef()));
        return inbox.receiveMessage().answer();
    }

    TestInbox<Done> drain() {
        TestInbox<Done> inbox = TestInbox.create();
        run(new ChannelGateway.Drain(inbox.getRef()));
        return inbox;
    }

    void stop() {
        gateway.signal(PostStop.instance());
    }

    boolean isAlive() {
        return gateway.isAlive();
    }

    private void run(ChannelGateway.Message message) {
        gateway.run(message);
        settle();
    }

    /** Lets the actor work off what it or the adapter told it. */
    void settle() {
        notice();
        while (gateway.isAlive() && gateway.selfInbox().hasMessages()) {
            gateway.runOne();
            notice();
        }
    }

    /** Lets all timers of a kind that run at this moment go off, whatever their delay. */
    int fire(String kind) {
        List<Effect.TimerScheduled<?>> due = new ArrayList<>();
        timers.values().forEach(timer -> {
            if (kindOf(timer).equals(kind)) {
                due.add(timer);
            }
        });
        for (Effect.TimerScheduled<?> timer : due) {
            if (gateway.isAlive() && timers.containsKey(timer.key())) {
                if (timer.mode().getClass().getSimpleName().startsWith("SingleMode")) {
                    timers.remove(timer.key());
                }
                timer.send().apply();
                settle();
            }
        }
        return due.size();
    }

    boolean hasTimer(String kind) {
        return timers.values().stream().anyMatch(timer -> kindOf(timer).equals(kind));
    }

    private static String kindOf(Effect.TimerScheduled<?> timer) {
        return timer.msg().getClass().getSimpleName();
    }

    private void notice() {
        for (Effect effect : gateway.getAllEffects()) {
            if (effect instanceof Effect.TimerScheduled<?> timer) {
                timers.put(timer.key(), timer);
            } else if (effect instanceof Effect.TimerCancelled cancelled) {
                timers.remove(cancelled.key());
            }
        }
    }
}
