package dev.janji.actors.address;

import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.LenderId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;

/**
 * The tables in memory: of two words on one cell that with the later timestamp stays, and of two with one timestamp the deletion. Whoever writes can be
 * killed after some statements; of the others each is lost, or happens later.
 */
final class SimulatedAddresses implements AddressStore {
    /** The writer ends here. */
    static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** @param value null for a deletion */
    private record Cell(long timestamp, @Nullable Object value) {}

    private record Row(DebtorKey debtor, Entry entry) {}

    private record Lines(long generation, long sequenceNumber, Map<String, Entry> lines) {}

    private final Random random;
    private final Map<Row, Cell> rows = new HashMap<>();
    private final Map<DebtorKey, Cell> lines = new HashMap<>();
    private final Map<Row, Cell> announced = new HashMap<>();
    private final Map<DebtorKey, Long> deleted = new HashMap<>();
    private final List<Runnable> late = new ArrayList<>();
    private Optional<Standing> standing = Optional.empty();
    private int untilKilled = Integer.MAX_VALUE;

    SimulatedAddresses(Random random) {
        this.random = random;
    }

    void killAfter(int statements) {
        untilKilled = statements;
    }

    /** Some of what was on its way arrives. */
    void arrive(int most) {
        Collections.shuffle(late, random);
        for (int i = 0; i < most && !late.isEmpty(); i++) {
            late.remove(late.size() - 1).run();
        }
    }

    /** @return the rows that stand, and since when */
    Map<DebtorKey, Map<Entry, Instant>> live() {
        Map<DebtorKey, Map<Entry, Instant>> live = new HashMap<>();
        rows.forEach((row, cell) -> {
            if (cell.value() != null) {
                live.computeIfAbsent(row.debtor(), none -> new HashMap<>()).put(row.entry(), (Instant) cell.value());
            }
        });
        return live;
    }

    Page page(DebtorKey debtor) {
        long gone = deleted.getOrDefault(debtor, Long.MIN_VALUE);
        Cell cell = lines.get(debtor);
        Lines there = cell == null || cell.timestamp() <= gone
                ? new Lines(0, 0, Map.of())
                : (Lines) Objects.requireNonNull(cell.value());
        Set<Entry> entries = announced.entrySet().stream()
                .filter(each -> each.getKey().debtor().equals(debtor)
                        && each.getValue().value() != null
                        && each.getValue().timestamp() > gone)
                .map(each -> each.getKey().entry())
                .collect(Collectors.toSet());
        return new Page(there.generation(), there.sequenceNumber(), there.lines(), entries);
    }

    private static <K> void put(Map<K, Cell> cells, K key, Cell next) {
        cells.merge(key, next, (there, told) -> {
            if (there.timestamp() == told.timestamp()) {
                return told.value() == null ? told : there;
            }
            return there.timestamp() > told.timestamp() ? there : told;
        });
    }

    private CompletionStage<Done> write(List<Runnable> statements) {
        List<Runnable> inAnyOrder = new ArrayList<>(statements);
        Collections.shuffle(inAnyOrder, random);
        boolean killed = false;
        for (Runnable statement : inAnyOrder) {
            killed |= --untilKilled < 0;
            if (!killed) {
                statement.run();
            } else if (random.nextBoolean()) {
                late.add(statement);
            }
        }
        if (killed) {
            untilKilled = Integer.MAX_VALUE;
            return CompletableFuture.failedStage(new Killed());
        }
        return CompletableFuture.completedStage(Done.getInstance());
    }

    @Override
    public CompletionStage<Optional<Standing>> standing(int slice) {
        return CompletableFuture.completedStage(standing);
    }

    @Override
    public CompletionStage<Done> note(int slice, Standing next) {
        boolean later = standing.isEmpty()
                || standing.get().generation() + standing.get().position() < next.generation() + next.position();
        standing = later ? Optional.of(next) : standing;
        return CompletableFuture.completedStage(Done.getInstance());
    }

    @Override
    public CompletionStage<Map<DebtorKey, Page>> pages(List<DebtorKey> debtors) {
        return CompletableFuture.completedStage(
                debtors.stream().collect(Collectors.toMap(debtor -> debtor, this::page)));
    }

    @Override
    public CompletionStage<Done> announce(List<Turned> turned) {
        List<Runnable> statements = new ArrayList<>();
        for (Turned one : turned) {
            for (Turned.Change change : one.coming()) {
                Cell cell = new Cell(one.timestamp(change.sequenceNumber()), true);
                statements.add(() -> put(announced, new Row(one.debtor(), change.entry()), cell));
            }
        }
        return write(statements);
    }

    @Override
    public CompletionStage<Done> enter(List<Turned> turned) {
        List<Runnable> statements = new ArrayList<>();
        for (Turned one : turned) {
            for (Turned.Change change : one.changes()) {
                Cell cell = new Cell(one.timestamp(change.sequenceNumber()), change.since());
                statements.add(() -> put(rows, new Row(one.debtor(), change.entry()), cell));
            }
        }
        return write(statements);
    }

    @Override
    public CompletionStage<Done> turn(List<Turned> turned) {
        List<Runnable> statements = new ArrayList<>();
        for (Turned one : turned) {
            statements.add(() -> {
                if (one.erased()) {
                    deleted.merge(one.debtor(), one.timestamp(), Math::max);
                    return;
                }
                put(
                        lines,
                        one.debtor(),
                        new Cell(one.timestamp(), new Lines(one.generation(), one.sequenceNumber(), one.lines())));
                one.leaving()
                        .forEach(
                                entry -> put(announced, new Row(one.debtor(), entry), new Cell(one.timestamp(), null)));
            });
        }
        return write(statements);
    }

    @Override
    public CompletionStage<List<Found>> find(LenderId lender, Entry entry, int limit) {
        return CompletableFuture.completedStage(live().entrySet().stream()
                .filter(each ->
                        each.getKey().lender().equals(lender) && each.getValue().containsKey(entry))
                .map(each -> new Found(each.getKey(), each.getValue().get(entry)))
                .limit(limit)
                .toList());
    }
}
