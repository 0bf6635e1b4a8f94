package dev.janji.actors.channel;

import dev.janji.actors.time.HouseClock;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.id.LenderId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/**
 * Keeps one {@link ChannelGateway} per channel and lender account of this node and hands each request to its gateway. There are
 * as many gateways as lenders with a credential times channels with an adapter.
 */
public final class ChannelDispatcher extends AbstractBehavior<ChannelDispatcher.Message> {
    /** What this actor accepts. */
    public sealed interface Message {}

    /** A request for the gateway of a channel and a lender. Without an adapter for the channel it is answered here. */
    public record Dispatch(Channel channel, LenderId lender, ChannelGateway.Request request) implements Message {}

    /** Drain every gateway, then stop; the part of channels in a coordinated shutdown. */
    public record DrainAll(ActorRef<Done> replyTo) implements Message {}

    /** The stops have changed. */
    public enum LookAtStops implements Message {
        INSTANCE
    }

    private record GatewayStopped(Account account) implements Message {}

    private record Account(Channel channel, LenderId lender) {}

    private final Map<Channel, ChannelPort> ports;
    private final HouseClock clock;
    private final Map<Channel, ChannelSettings> settings;
    private final StopCheck stops;
    private final Map<Account, ActorRef<ChannelGateway.Message>> gateways = new HashMap<>();
    private final List<ActorRef<Done>> drainers = new ArrayList<>();

    private ChannelDispatcher(
            ActorContext<Message> context,
            Map<Channel, ChannelPort> ports,
            HouseClock clock,
            Map<Channel, ChannelSettings> settings,
            StopCheck stops) {
        super(context);
        this.ports = Map.copyOf(ports);
        this.clock = clock;
        this.settings = Map.copyOf(settings);
        this.stops = stops;
    }

    /** @param settings for every channel that has a port, see {@link ChannelSettings#forAll} */
    public static Behavior<Message> create(
            Map<Channel, ChannelPort> ports,
            HouseClock clock,
            Map<Channel, ChannelSettings> settings,
            StopCheck stops) {
        return Behaviors.setup(context -> new ChannelDispatcher(context, ports, clock, settings, stops));
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder()
                .onMessage(Dispatch.class, this::onDispatch)
                .onMessage(DrainAll.class, this::onDrainAll)
                .onMessage(LookAtStops.class, look -> onLookAtStops())
                .onMessage(GatewayStopped.class, this::onGatewayStopped)
                .build();
    }

    private Behavior<Message> onDispatch(Dispatch dispatch) {
        Account account = new Account(dispatch.channel(), dispatch.lender());
        ActorRef<ChannelGateway.Message> gateway = gateways.get(account);
        ChannelPort port = ports.get(dispatch.channel());
        if (gateway != null) {
            gateway.tell(dispatch.request());
        } else if (port == null) {
            answerWithoutGateway(dispatch.request(), RefusalReason.NO_SUCH_CHANNEL);
        } else if (!drainers.isEmpty()) {
            answerWithoutGateway(dispatch.request(), RefusalReason.STOPPING);
        } else {
            open(account, port).tell(dispatch.request());
        }
        return this;
    }

    private ActorRef<ChannelGateway.Message> open(Account account, ChannelPort port) {
        ChannelSettings own = settings.get(account.channel());
        if (own == null) {
            throw new IllegalStateException("Expected settings for " + account.channel() + ", but there are none");
        }
        String name = account.channel().name().toLowerCase(Locale.ROOT) + "-" + account.lender();
        ActorRef<ChannelGateway.Message> gateway =
                getContext().spawn(ChannelGateway.create(port, clock, own, stops), name);
        getContext().watchWith(gateway, new GatewayStopped(account));
        gateways.put(account, gateway);
        return gateway;
    }

    private static void answerWithoutGateway(ChannelGateway.Request request, RefusalReason reason) {
        if (request instanceof ChannelGateway.Send send) {
            send.replyTo()
                    .tell(new ChannelGateway.Answered(
                            send.message().attempt(), new SendAnswer.Refused(reason, "by the dispatcher")));
        } else if (request instanceof ChannelGateway.Withdraw withdraw) {
            withdraw.replyTo().tell(new ChannelGateway.NotHere(withdraw.attempt()));
        } else if (request instanceof ChannelGateway.LookUp lookUp) {
            lookUp.replyTo()
                    .tell(new ChannelGateway.LookedUp(
                            lookUp.attempt().id(), new LookUpAnswer.CannotTell("no gateway: " + reason)));
        } else if (request instanceof ChannelGateway.Drain drain) {
            drain.replyTo().tell(Done.getInstance());
        }
    }

    private Behavior<Message> onLookAtStops() {
        gateways.values().forEach(gateway -> gateway.tell(ChannelGateway.LookAtStops.INSTANCE));
        return this;
    }

    private Behavior<Message> onDrainAll(DrainAll drain) {
        drainers.add(drain.replyTo());
        gateways.values()
                .forEach(gateway -> gateway.tell(
                        new ChannelGateway.Drain(getContext().getSystem().ignoreRef())));
        return stopWhenDrained();
    }

    private Behavior<Message> onGatewayStopped(GatewayStopped stopped) {
        gateways.remove(stopped.account());
        return stopWhenDrained();
    }

    private Behavior<Message> stopWhenDrained() {
        if (!drainers.isEmpty() && gateways.isEmpty()) {
            drainers.forEach(drainer -> drainer.tell(Done.getInstance()));
            return Behaviors.stopped();
        }
        return this;
    }
}
