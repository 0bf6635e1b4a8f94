package dev.janji.loadtest.allocation;

import com.typesafe.config.ConfigFactory;
import dev.janji.domain.allocation.Desk;
import dev.janji.domain.allocation.DeskCommand;
import dev.janji.loadtest.allocation.DeskActor.Decide;
import dev.janji.loadtest.allocation.DeskActor.Decided;
import dev.janji.loadtest.allocation.Driver.Rate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * A desk behind a mailbox: how many messages it decides when it never rests, in turns with an actor that decides nothing, and how long an answer takes at a fixed
 * pace. Confined to one thread.
 */
final class ActorsRun implements AutoCloseable {
    private static final int IN_FLIGHT = 256;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ActorSystem<Void> system = ActorSystem.create(
            Behaviors.empty(),
            "allocation-load",
            ConfigFactory.parseString("pekko { loglevel = WARNING, log-dead-letters = off }")
                    .withFallback(ConfigFactory.defaultReference())
                    .resolve());
    private final AgentsAtWork work = new AgentsAtWork();
    private final AgentsAtWork bareWork = new AgentsAtWork();
    private final ActorRef<Decide> desk;
    private final ActorRef<Driver.Message> driver;
    private final ActorRef<Driver.Message> bareDriver;

    /** Medians of the turns. */
    record Saturated(Rate bare, Rate desk) {
        double ratio() {
            return desk.perSecond() / bare.perSecond();
        }
    }

    ActorsRun(long seed, int agents, int leads) {
        Desk rules = openFor(work, seed, agents, leads);
        // The same agents and leads, so that whoever tells the bare actor has as much to do.
        openFor(bareWork, seed, agents, leads);
        desk = system.systemActorOf(DeskActor.of(rules), "desk", Props.empty());
        ActorRef<Decide> bare = system.systemActorOf(DeskActor.bare(), "bare", Props.empty());
        driver = system.systemActorOf(Driver.create(work, desk, IN_FLIGHT), "driver", Props.empty());
        bareDriver = system.systemActorOf(Driver.create(bareWork, bare, IN_FLIGHT), "bare-driver", Props.empty());
    }

    private static Desk openFor(AgentsAtWork atWork, long seed, int agents, int leads) {
        DeskWorld world = new DeskWorld(seed);
        Desk rules = new Desk(world.terms());
        atWork.open(
                world, agents, leads, command -> atWork.learn(rules.decide(command, DeskWorld.START, DeskWorld.DAY)));
        return rules;
    }

    /** @param turns of each, after one that is not measured */
    Saturated saturate(int turns, Duration length) throws InterruptedException {
        List<Rate> ofBare = new ArrayList<>();
        List<Rate> ofDesk = new ArrayList<>();
        for (int i = 0; i <= turns; i++) {
            ofBare.add(turn(bareDriver, length));
            ofDesk.add(turn(driver, length));
        }
        return new Saturated(median(ofBare.subList(1, turns + 1)), median(ofDesk.subList(1, turns + 1)));
    }

    /**
     * Sends at fixed instants, however late the answers are.
     *
     * @return nanoseconds from the instant at which a message should have been sent to its answer
     */
    Histogram pace(int perSecond, Duration warmUp, Duration length) throws InterruptedException {
        Histogram times = new Histogram(3);
        ConcurrentLinkedQueue<Decided> answers = new ConcurrentLinkedQueue<>();
        ActorRef<Decided> clerk = system.systemActorOf(clerk(times, answers), "clerk", Props.empty());
        long every = TimeUnit.SECONDS.toNanos(1) / perSecond;
        long messages = (warmUp.toNanos() + length.toNanos()) / every;
        long unmeasured = warmUp.toNanos() / every;
        long open = 0;
        long began = System.nanoTime();
        for (long i = 0; i < messages; i++) {
            long due = began + i * every;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            open -= learn(answers);
            DeskCommand command = work.next(DeskActor.now());
            if (command == null) {
                throw new IllegalStateException("Expected an agent who talks, but all wait for an answer");
            }
            desk.tell(new Decide(command, DeskActor.now(), i < unmeasured ? 0 : due, clerk));
            open++;
        }
        long patience = System.nanoTime() + PATIENCE.toNanos();
        while (open > 0) {
            if (System.nanoTime() > patience) {
                throw new IllegalStateException("Expected an answer to every message, but " + open + " have none");
            }
            LockSupport.parkNanos(every);
            open -= learn(answers);
        }
        return times;
    }

    @Override
    public void close() {
        system.terminate();
        try {
            system.getWhenTerminated().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Expected the actors to stop, but they did not", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int learn(ConcurrentLinkedQueue<Decided> answers) {
        int learnt = 0;
        for (Decided answer = answers.poll(); answer != null; answer = answers.poll()) {
            work.learn(answer.decisions());
            learnt++;
        }
        return learnt;
    }

    /** Notes how late each answer is that counts. */
    private static Behavior<Decided> clerk(Histogram times, ConcurrentLinkedQueue<Decided> answers) {
        return Behaviors.receiveMessage(decided -> {
            if (decided.intended() != 0) {
                times.recordValue(System.nanoTime() - decided.intended());
            }
            answers.add(decided);
            return Behaviors.same();
        });
    }

    private static Rate turn(ActorRef<Driver.Message> of, Duration length) throws InterruptedException {
        CompletableFuture<Rate> done = new CompletableFuture<>();
        of.tell(new Driver.Round(length, done));
        try {
            return done.get(length.plus(PATIENCE).toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Expected the turn to end, but it did not", e);
        }
    }

    private static Rate median(List<Rate> rates) {
        List<Rate> sorted = new ArrayList<>(rates);
        sorted.sort(Comparator.comparingDouble(Rate::perSecond));
        return sorted.get(sorted.size() / 2);
    }
}
