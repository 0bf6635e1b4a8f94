package dev.janji.actors.debtor;

import dev.janji.actors.channel.ChannelDispatcher;
import dev.janji.actors.journal.keys.DebtorKeys;
import dev.janji.actors.rules.LenderBook;
import dev.janji.actors.time.HouseClock;
import dev.janji.domain.id.LenderId;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * What every debtor of a node shares. Thread-safe.
 *
 * @param books what the debtors of a lender are worked by now
 * @param admission whether there is room for what a command would store
 * @param channels the node's door to the channel gateways
 */
public record DebtorServices(
        HouseClock clock,
        Function<LenderId, LenderBook> books,
        DebtorKeys keys,
        WakeUpRegistry wakeUps,
        HistoryLookUp history,
        Admission admission,
        ActorRef<ChannelDispatcher.Message> channels,
        DebtorSettings settings) {}
