package dev.janji.actors.address;

import static dev.janji.actors.address.LoggedStories.point;
import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.actors.address.AddressStore.Standing;
import dev.janji.actors.eventlog.LogEntry;
import dev.janji.actors.journal.keys.KeyedHash;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.DebtorId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.lender.LenderEvent;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Seeded lives of a book: keepers are killed between any two statements, statements arrive late or never, rounds are repeated, the book is begun anew, and
 * keys are forgotten while all of that is under way. In the end it says what the debtors say. {@code -Dseed=17} runs one.
 */
final class BookkeeperModelTest {
    private static final int EVENTS = 80;
    private static final int SLICE = 0;
    private static final LenderId LENDER = new LenderId("bank-satu");
    private static final List<String> NUMBERS =
            List.of("+6281234567890", "0812-3456-7890", "+6281234567891", "021-5550123", "no number");

    static LongStream seeds() {
        String only = System.getProperty("seed", "");
        return only.isEmpty() ? LongStream.range(0, 200) : LongStream.of(Long.parseLong(only));
    }

    private static Index index() {
        try {
            return new Index(new Headings(lender -> "ID"), KeyedHash.of(new byte[32]));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What one debtor says: where it is, and since when. */
    private static final class Truth {
        final Map<String, Entry> lines = new HashMap<>();
        final Map<Entry, Instant> since = new HashMap<>();
        boolean erased;

        void tell(Index index, LenderEvent event, Instant at) {
            if (event instanceof LenderEvent.DebtorUpserted upserted) {
                lines.keySet().removeIf(line -> line.startsWith("p"));
                for (ContactPoint each : upserted.profile().contactPoints()) {
                    lines.put("p" + each.id(), index.of(LENDER, each).orElseThrow());
                }
            } else if (event instanceof LenderEvent.ContactPointChanged changed) {
                ContactPoint each = changed.contactPoint();
                lines.put("p" + each.id(), index.of(LENDER, each).orElseThrow());
            } else if (event instanceof LenderEvent.AccountOpened opened) {
                lines.put(
                        "a" + opened.account(),
                        index.of(LENDER, new AccountId(opened.account().value())));
            } else if (event instanceof LenderEvent.DebtorErased) {
                lines.clear();
                erased = true;
            }
            since.keySet().retainAll(lines.values());
            lines.values().forEach(entry -> since.putIfAbsent(entry, at));
        }
    }

    /** One reader of the log. */
    private static final class Keeper {
        private Standing standing;

        Keeper(Standing standing) {
            this.standing = standing;
        }
    }

    private final Index index = index();

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldEndAsTheDebtorsSayWhateverBecomesOfItsKeepers(long seed) {
        Random random = new Random(seed);
        LoggedStories stories = new LoggedStories();
        SimulatedAddresses store = new SimulatedAddresses(random);
        Bookkeeper keeper = new Bookkeeper(store, stories, index, new AddressMeter(), 1 + random.nextInt(4));
        Map<DebtorKey, Truth> truths = new HashMap<>();
        List<DebtorKey> toForget = new ArrayList<>();
        Standing first = new Standing(1_000_000, "", 0);
        store.note(SLICE, first);
        List<Keeper> keepers = List.of(new Keeper(first), new Keeper(first));
        while (stories.log.size() < EVENTS) {
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> tell(random, stories, truths, toForget);
                case 3 -> store.arrive(random.nextInt(4));
                case 4 -> {
                    if (!toForget.isEmpty()) {
                        stories.forgetNow(toForget.remove(random.nextInt(toForget.size())));
                    }
                }
                case 5 -> {
                    if (random.nextInt(12) == 0) {
                        Standing anew = new Standing(standing(store).generation() + (1L << 31), "", 0);
                        store.note(SLICE, anew);
                        keepers.get(0).standing = anew;
                    }
                }
                default -> round(random, stories, store, keeper, keepers.get(random.nextInt(3) == 0 ? 1 : 0));
            }
        }
        store.arrive(random.nextInt(10));
        toForget.forEach(stories::forgetNow);
        Standing last = standing(store);
        keeper.keep(last.generation(), wanted(stories.log.subList((int) last.position(), EVENTS)))
                .toCompletableFuture()
                .join();
        store.arrive(Integer.MAX_VALUE);

        Map<DebtorKey, Map<Entry, Instant>> expected = new HashMap<>();
        truths.forEach((debtor, truth) -> {
            if (!truth.since.isEmpty()) {
                expected.put(debtor, truth.since);
            }
            if (truth.erased) {
                assertThat(store.page(debtor)).as("page of %s", debtor).isEqualTo(Page.EMPTY);
            }
        });
        assertThat(store.live()).isEqualTo(expected);
    }

    /** A round of one keeper: it may be killed in it, and then begins where the store says. */
    private static void round(
            Random random, LoggedStories stories, SimulatedAddresses store, Bookkeeper bookkeeper, Keeper keeper) {
        int from = (int) keeper.standing.position();
        int to = from + random.nextInt(stories.log.size() - from + 1);
        if (random.nextInt(3) == 0) {
            store.killAfter(random.nextInt(12));
        }
        try {
            bookkeeper
                    .keep(keeper.standing.generation(), wanted(stories.log.subList(from, to)))
                    .toCompletableFuture()
                    .join();
            keeper.standing = new Standing(keeper.standing.generation(), "", to);
            if (random.nextBoolean()) {
                store.note(SLICE, keeper.standing);
            }
        } catch (CompletionException e) {
            // Killed, or it has found out that the book was begun anew.
            assertThat(e.getCause()).isInstanceOfAny(SimulatedAddresses.Killed.class, IllegalStateException.class);
            keeper.standing = standing(store);
        } finally {
            store.killAfter(Integer.MAX_VALUE);
        }
    }

    private static Standing standing(SimulatedAddresses store) {
        return store.standing(SLICE).toCompletableFuture().join().orElseThrow();
    }

    private static List<LogEntry.Event> wanted(List<LogEntry.Event> events) {
        return events.stream().filter(Bookkeeper::concerns).toList();
    }

    private void tell(Random random, LoggedStories stories, Map<DebtorKey, Truth> truths, List<DebtorKey> toForget) {
        int place = random.nextInt(5);
        int life = 1;
        while (truths.getOrDefault(debtor(place, life), new Truth()).erased) {
            life++;
        }
        DebtorKey debtor = debtor(place, life);
        Truth truth = truths.computeIfAbsent(debtor, none -> new Truth());
        LenderEvent event = switch (random.nextInt(8)) {
            case 0, 1, 2 -> {
                List<ContactPoint> points = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    points.add(drawn(random, "p-" + i));
                }
                yield LoggedStories.profile(points.toArray(ContactPoint[]::new));
            }
            case 3, 4 -> new LenderEvent.ContactPointChanged(drawn(random, "p-" + (1 + random.nextInt(4))));
            case 5 -> LoggedStories.opened("loan-" + random.nextInt(3));
            case 6 -> LoggedStories.closed("loan-" + random.nextInt(3));
            default -> random.nextInt(4) == 0 ? new LenderEvent.DebtorErased() : LoggedStories.opened("loan-9");
        };
        stories.tell(debtor, event);
        truth.tell(index, event, LoggedStories.at(stories.log.size()));
        if (truth.erased) {
            toForget.add(debtor);
        }
    }

    private static DebtorKey debtor(int place, int life) {
        return new DebtorKey(LENDER, new DebtorId("d-" + place + "-" + life));
    }

    private static ContactPoint drawn(Random random, String id) {
        return point(
                id, random.nextBoolean() ? Channel.SMS : Channel.VOICE, NUMBERS.get(random.nextInt(NUMBERS.size())));
    }
}
