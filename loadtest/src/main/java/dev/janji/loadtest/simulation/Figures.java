package dev.janji.loadtest.simulation;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.debtor.Attempt;
import dev.janji.domain.debtor.DebtorEvent;
import dev.janji.domain.debtor.DebtorState;
import dev.janji.domain.debtor.RefusalReason;
import dev.janji.domain.debtor.StepReference;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.strategy.Action;
import dev.janji.domain.strategy.Split;
import dev.janji.domain.strategy.Strategy;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a strategy did to a portfolio within a period, debtor after debtor. A contact counts for the step that leads it, and for the segment
 * that its account is in. What comes before the period is lived, not counted. Confined to one thread.
 */
final class Figures implements LifeListener {
    /** Of accounts that no segment takes. */
    static final String NO_SEGMENT = "(none)";

    /** What no step sends: the standard answers to questions. */
    static final String ANSWERS = "(answers)";

    private final Strategy strategy;
    private final SimulatedPeriod period;
    private final Counts all = new Counts();
    private final Counts[] days;
    private final Map<Channel, ChannelLoad> loads = new EnumMap<>(Channel.class);
    private final Map<String, SegmentFigures> segments = new HashMap<>();
    private final Map<String, ArmFigures> arms = new TreeMap<>();
    private final Map<String, long[]> ruleHits = new TreeMap<>();
    private final Map<Action.Receiver, Long> handOvers = new EnumMap<>(Action.Receiver.class);
    private final Map<String, Long> neverReached = new TreeMap<>();
    private final Map<RefusalReason, Long> refusedEvents = new EnumMap<>(RefusalReason.class);
    private final CurrentDebtor debtor = new CurrentDebtor();
    private long debtors;
    private long accountsDue;
    private long accountsReached;

    /** One segment. @param accounts that were in it at some time of the period. @param daily contacts by channel and day */
    record SegmentFigures(Set<String> accounts, Counts counts, Map<String, Counts> steps, Map<Channel, int[]> daily) {
        SegmentFigures() {
            this(new HashSet<>(), new Counts(), new HashMap<>(), new EnumMap<>(Channel.class));
        }

        Counts step(String name) {
            return steps.computeIfAbsent(name, key -> new Counts());
        }
    }

    /** One side of the split. @param sizes debtors, accounts with a step due, accounts that were contacted */
    record ArmFigures(Counts counts, long[] sizes) {
        ArmFigures() {
            this(new Counts(), new long[3]);
        }
    }

    /** How often a rule deferred and refused. */
    record RuleHits(String rule, long deferred, long refused) {}

    /** What is remembered of the debtor that is lived just now. */
    private static final class CurrentDebtor {
        private String id = "";
        private @Nullable ArmFigures arm;
        private final Map<AccountId, String> segments = new HashMap<>();
        private final Map<AccountId, List<String>> due = new HashMap<>();
        private final Set<AccountId> reached = new HashSet<>();
    }

    Figures(Strategy strategy, SimulatedPeriod period) {
        this.strategy = strategy;
        this.period = period;
        this.days = new Counts[period.days()];
        for (int i = 0; i < days.length; i++) {
            days[i] = new Counts();
        }
        Split split = strategy.split();
        if (split != null) {
            split.arms().forEach(arm -> arms.put(arm.name(), new ArmFigures()));
        }
    }

    /** Whatever comes until {@link #end} is of this debtor. */
    void begin(DebtorKey key) {
        debtors++;
        debtor.id = key.entityId();
        debtor.segments.clear();
        debtor.due.clear();
        debtor.reached.clear();
        debtor.arm = arms.get(Split.armOf(strategy.split(), key));
        if (debtor.arm != null) {
            debtor.arm.sizes()[0]++;
        }
    }

    void end() {
        debtor.segments.forEach((account, segment) -> addTo(segment, account));
        accountsDue += debtor.due.size();
        accountsReached += debtor.reached.size();
        if (debtor.arm != null) {
            debtor.arm.sizes()[1] += debtor.due.size();
            debtor.arm.sizes()[2] += debtor.reached.size();
        }
        debtor.due.forEach((account, why) -> {
            if (!debtor.reached.contains(account)) {
                neverReached.merge(String.join(", ", why), 1L, Long::sum);
            }
        });
    }

    @Override
    public void stored(DebtorState before, List<DebtorEvent> events) {
        for (DebtorEvent event : events) {
            if (event instanceof DebtorEvent.SegmentEntered entered) {
                enter(entered);
            }
            int minute = period.minute(event.at());
            if (minute >= 0 && minute < period.days() * SimulatedPeriod.MINUTES_OF_A_DAY) {
                count(event, minute);
            }
        }
    }

    @Override
    public void refused(RefusalReason reason) {
        refusedEvents.merge(reason, 1L, Long::sum);
    }

    private void enter(DebtorEvent.SegmentEntered entered) {
        String segment = entered.segment().isEmpty() ? NO_SEGMENT : entered.segment();
        String left = debtor.segments.put(entered.account(), segment);
        if (left != null && !entered.at().isBefore(period.start())) {
            addTo(left, entered.account());
            addTo(segment, entered.account());
        }
    }

    private void addTo(String segment, AccountId account) {
        segment(segment).accounts().add(debtor.id + '/' + account);
    }

    private void count(DebtorEvent event, int minute) {
        if (event instanceof DebtorEvent.ContactAuthorized e) {
            contact(e.attempt(), minute);
        } else if (event instanceof DebtorEvent.ContactDeferred e) {
            e.ruleIds().forEach(id -> hits(id)[0]++);
            e.steps().forEach(step -> debtor.due.put(step.account(), e.ruleIds()));
            count(e.steps().get(0), minute, Counts::deferral);
        } else if (event instanceof DebtorEvent.ContactRefused e) {
            e.ruleIds().forEach(id -> hits(id)[1]++);
            e.steps().forEach(step -> debtor.due.put(step.account(), e.ruleIds()));
            count(e.steps().get(0), minute, Counts::refusal);
        } else if (event instanceof DebtorEvent.AccountHandedOver e) {
            handOvers.merge(e.to(), 1L, Long::sum);
            count(e.step(), minute, Counts::handOver);
        }
    }

    private void contact(Attempt attempt, int minute) {
        Channel channel = attempt.channel();
        for (StepReference step : attempt.covers()) {
            debtor.due.putIfAbsent(step.account(), List.of());
            debtor.reached.add(step.account());
        }
        StepReference leading = attempt.covers().get(0);
        count(leading, minute, counts -> counts.contact(channel));
        loads.computeIfAbsent(channel, key -> new ChannelLoad(period)).contactAt(minute);
        segmentOf(leading)
                .daily()
                .computeIfAbsent(channel, key -> new int[period.days()])[minute / SimulatedPeriod.MINUTES_OF_A_DAY]++;
    }

    private void count(StepReference step, int minute, Consumer<Counts> what) {
        SegmentFigures segment = segmentOf(step);
        what.accept(all);
        what.accept(days[minute / SimulatedPeriod.MINUTES_OF_A_DAY]);
        what.accept(segment.counts());
        what.accept(segment.step(step.question() == null ? step.name() : ANSWERS));
        if (debtor.arm != null) {
            what.accept(debtor.arm.counts());
        }
    }

    private SegmentFigures segmentOf(StepReference step) {
        return segment(debtor.segments.getOrDefault(step.account(), NO_SEGMENT));
    }

    private long[] hits(String rule) {
        return ruleHits.computeIfAbsent(rule, key -> new long[2]);
    }

    /** @return of a segment that nobody entered, nothing */
    SegmentFigures segment(String name) {
        return segments.computeIfAbsent(name, key -> new SegmentFigures());
    }

    Counts all() {
        return all;
    }

    /** @param index from 0, the first day of the period */
    Counts day(int index) {
        return days[index];
    }

    Map<Channel, ChannelLoad> loads() {
        return Map.copyOf(loads);
    }

    Map<String, ArmFigures> arms() {
        return arms;
    }

    /** Those that did most, first. */
    List<RuleHits> ruleHits() {
        return ruleHits.entrySet().stream()
                .map(each -> new RuleHits(each.getKey(), each.getValue()[0], each.getValue()[1]))
                .sorted(Comparator.comparing((RuleHits each) -> -each.deferred() - each.refused())
                        .thenComparing(RuleHits::rule))
                .toList();
    }

    Map<Action.Receiver, Long> handOvers() {
        return handOvers;
    }

    /** Accounts with a step due and no contact, by the rules that last stood in the way. */
    Map<String, Long> neverReached() {
        return neverReached;
    }

    Map<RefusalReason, Long> refusedEvents() {
        return refusedEvents;
    }

    long debtors() {
        return debtors;
    }

    /** Accounts about which a contact was decided at all. */
    long accountsDue() {
        return accountsDue;
    }

    long accountsReached() {
        return accountsReached;
    }
}
