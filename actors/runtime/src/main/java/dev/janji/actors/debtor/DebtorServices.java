package dev.janji.actors.debtor;

import dev.janji.actors.channel.ChannelDispatcher;
import dev.janji.actors.journal.keys.DebtorKeys;
import dev.janji.actors.link.PaymentLinks;
import dev.janji.actors.person.Persons;
import dev.janji.actors.rules.LenderBook;
import dev.janji.actors.time.HouseClock;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.stop.Stops;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * What every debtor of a node shares. Thread-safe.
 *
 * @param books what the debtors of a lender are worked by now
 * @param stops those that stand, as this node knows them now
 * @param past the same of an instant that has passed
 * @param admission whether there is room for what a command would store
 * @param persons who are debtors more than once
 * @param channels the node's door to the channel gateways
 * @param leads the way to the desks
 * @param links in messages
 */
public record DebtorServices(
        HouseClock clock,
        Function<LenderId, LenderBook> books,
        Supplier<Stops> stops,
        PastRules past,
        DebtorKeys keys,
        WakeUpRegistry wakeUps,
        HistoryLookUp history,
        Admission admission,
        Persons persons,
        ActorRef<ChannelDispatcher.Message> channels,
        LeadOffice leads,
        PaymentLinks links,
        DebtorSettings settings) {}
