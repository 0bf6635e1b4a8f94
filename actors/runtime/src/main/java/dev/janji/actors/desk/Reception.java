package dev.janji.actors.desk;

import dev.janji.actors.time.HouseClock;
import dev.janji.actors.voice.CallEvent;
import dev.janji.actors.voice.CallListener;
import dev.janji.actors.voice.VoicePort;
import dev.janji.domain.id.CallId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.DeskId;
import dev.janji.domain.id.LenderId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes up calls to the house: finds who calls, and brings the call to the desk that takes it. Who is not found, or found more than once, is told so and the call
 * ends: whatever is said about a debt is said to one debtor. A call that no desk takes in time ends, too. Thread-safe.
 */
final class Reception implements CallListener {
    private static final Logger LOG = LoggerFactory.getLogger(Reception.class);

    /** In real time: so long a call stays here at most. */
    static final Duration LONGEST = Duration.ofSeconds(10);

    /** In real time: so long something is said at most. */
    private static final Duration LONGEST_WORDS = Duration.ofMinutes(1);

    /** In real time: so long a scaled clock waits. */
    private static final Duration LONGEST_HOLD = Duration.ofSeconds(5);

    private final Switchboard board;
    private final Supplier<OperatorBook> operator;
    private final BiPredicate<LenderId, DeskId> permitted;
    private final WhoCalls who;
    private final HouseClock clock;
    private final RealTime realTime;
    private final Desk desk;

    /** Brings a call to a desk. */
    interface Desk {
        void take(DeskId desk, Arrival arrival);
    }

    /** A call of a debtor. */
    record Arrival(CallId call, DebtorKey debtor, OperatorBook.Taker taker, KnownCaller caller) {}

    private record Match(DebtorKey debtor, OperatorBook.Taker taker) {}

    /** @param permitted whether a lender lets a desk work its debtors */
    Reception(
            Switchboard board,
            Supplier<OperatorBook> operator,
            BiPredicate<LenderId, DeskId> permitted,
            WhoCalls who,
            HouseClock clock,
            RealTime realTime,
            Desk desk) {
        this.board = board;
        this.operator = operator;
        this.permitted = permitted;
        this.who = who;
        this.clock = clock;
        this.realTime = realTime;
        this.desk = desk;
    }

    @Override
    public void calledBy(CallId call, String number, String called) {
        CallerFate.CALLED.count();
        HouseClock.Hold hold = clock.hold("desk-reception");
        realTime.after(LONGEST_HOLD, hold::close);
        realTime.after(LONGEST, () -> farewell(call, CallerFate.NOT_TAKEN, VoicePort.Announcement.NOBODY_FREE));
        List<OperatorBook.Taker> takers = operator.get().takersOf(called).stream()
                .filter(taker -> permitted.test(taker.lender(), taker.desk()))
                .toList();
        matches(takers, number)
                .thenCompose(matches -> arrival(call, number, matches))
                .whenComplete((arrival, failure) -> {
                    if (failure != null) {
                        // Its text may name who calls.
                        LOG.warn(
                                "Expected to look up who calls, but could not [call={}, failure={}]",
                                call,
                                failure.getClass().getSimpleName());
                        farewell(call, CallerFate.NOT_TAKEN, VoicePort.Announcement.NOBODY_FREE);
                    } else if (arrival.isEmpty()) {
                        farewell(call, CallerFate.NOT_KNOWN, VoicePort.Announcement.CALLER_UNKNOWN);
                    } else {
                        desk.take(arrival.get().taker().desk(), arrival.get());
                    }
                    hold.close();
                });
    }

    private CompletionStage<List<Match>> matches(List<OperatorBook.Taker> takers, String number) {
        CompletionStage<List<Match>> all = CompletableFuture.completedStage(List.of());
        if (number.isEmpty()) {
            return all;
        }
        for (OperatorBook.Taker taker : takers) {
            all = all.thenCombine(who.book().reachedAt(taker.lender(), number), (found, more) -> {
                List<Match> both = new ArrayList<>(found);
                more.forEach(debtor -> both.add(new Match(debtor, taker)));
                return both;
            });
        }
        return all;
    }

    /** @return empty when it is not one debtor */
    private CompletionStage<Optional<Arrival>> arrival(CallId call, String number, List<Match> matches) {
        if (matches.stream().map(Match::debtor).distinct().count() != 1) {
            return CompletableFuture.completedStage(Optional.empty());
        }
        Match match = matches.get(0);
        // Who is asked first is a courtesy: a call goes on without it.
        return who.callers()
                .of(match.debtor(), number)
                .exceptionally(failure -> KnownCaller.STRANGER)
                .thenApply(caller -> Optional.of(new Arrival(call, match.debtor(), match.taker(), caller)));
    }

    private void farewell(CallId call, CallerFate fate, VoicePort.Announcement words) {
        if (board.isWith(call, this)) {
            fate.count();
            board.sayAndEnd(call, words);
            realTime.after(LONGEST_WORDS, () -> board.insist(call));
        }
    }

    /** Nothing to do: who hangs up here is forgotten by the switchboard. */
    @Override
    public void heard(CallId call, CallEvent event) {}

    @Override
    public void lost() {}

    @Override
    public void reachable(Set<CallId> calls) {}
}
