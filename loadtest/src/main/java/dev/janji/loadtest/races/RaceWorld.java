package dev.janji.loadtest.races;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.janji.actors.channel.ChannelDispatcher;
import dev.janji.actors.debtor.DebtorServices;
import dev.janji.actors.debtor.DebtorSettings;
import dev.janji.actors.debtor.LeadOffice;
import dev.janji.actors.debtor.PastRules;
import dev.janji.actors.journal.Recorded;
import dev.janji.actors.link.PaymentLinks;
import dev.janji.actors.rules.RuleBook;
import dev.janji.domain.debtor.BodyHash;
import dev.janji.domain.debtor.DebtorCommand;
import dev.janji.domain.debtor.RuleContext.LenderRules;
import dev.janji.domain.id.EventId;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.stop.Stops;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.apache.pekko.Done;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.setup.ActorSystemSetup;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** What houses in virtual time have in common: an actor system on a timeline, and what shipped debtors need of theirs. Stateless. */
final class RaceWorld {
    private RaceWorld() {}

    /** @param strategy by which everybody is worked */
    static Config configured(String strategy) {
        return ConfigFactory.parseString("janji.rules.default.strategy.file = " + strategy)
                .withFallback(ConfigFactory.parseResources("races.conf"))
                .withFallback(ConfigFactory.defaultReference())
                .resolve();
    }

    static ActorSystem<Void> start(Config config, RaceSetup setup) {
        TimelineScheduler.startOn(setup.timeline());
        ActorSystemSetup all = ActorSystemSetup.create(BootstrapSetup.create(config), setup);
        return setup.timeline().during(() -> ActorSystem.create(Behaviors.<Void>empty(), "races", all));
    }

    /** @param wakeUp takes a persistence id and when it is to be woken */
    static DebtorServices services(
            Timeline timeline,
            RuleBook rules,
            DebtorSettings settings,
            ActorRef<ChannelDispatcher.Message> channels,
            LeadOffice leads,
            BiConsumer<String, Instant> wakeUp) {
        return new DebtorServices(
                timeline,
                rules::of,
                () -> Stops.NONE,
                new PastRules() {
                    @Override
                    public LenderRules rulesAt(LenderId lender, Instant at) {
                        return rules.rules(lender);
                    }

                    @Override
                    public CompletionStage<Stops> stopsAt(Instant at) {
                        return CompletableFuture.completedStage(Stops.NONE);
                    }
                },
                new RaceKeys(),
                (debtor, due) -> {
                    wakeUp.accept(Recorded.persistenceId(debtor), due);
                    return CompletableFuture.completedStage(Done.getInstance());
                },
                (debtor, cipher, event) -> CompletableFuture.failedStage(
                        new IllegalStateException("Expected events that are new, but one is looked for")),
                (debtor, urgent) -> true,
                new NobodyTwice(),
                channels,
                leads,
                PaymentLinks.NONE,
                settings);
    }

    /** @param number unique of the debtor */
    static DebtorCommand said(int number, Instant at, LenderEvent event) {
        return new DebtorCommand.ApplyLenderEvent(
                new EventId("e" + number), new BodyHash(event.hashCode(), 7), at, null, event);
    }

    /** Everything that still wants to run runs. */
    static void end(ActorSystem<Void> system, Timeline timeline) {
        system.terminate();
        while (!system.getWhenTerminated().toCompletableFuture().isDone()) {
            if (!timeline.step()) {
                return;
            }
        }
    }
}
