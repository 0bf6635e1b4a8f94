package dev.janji.actors.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommitTurnsTest {
    private static final long LONGEST = Duration.ofMillis(500).toNanos();

    private final CommitTurns turns = new CommitTurns(2, Duration.ofMillis(500));
    private final List<String> granted = new ArrayList<>();
    private final Map<String, CommitTurns.Turn> running = new HashMap<>();

    private void take(String slice, long nanos) {
        turns.take(nanos, turn -> {
            granted.add(slice);
            running.put(slice, turn);
        });
    }

    private CommitTurns.Request ask(String slice) {
        return turns.take(0, turn -> granted.add(slice));
    }

    private void end(String slice, long nanos) {
        turns.end(running.get(slice), nanos);
    }

    @Test
    void shouldLetNobodyWaitWhileThereIsRoom() {
        take("a", 0);
        take("b", 0);

        assertThat(granted).containsExactly("a", "b");
    }

    @Test
    void shouldGrantInTheOrderOfTheRequests() {
        for (String slice : List.of("a", "b", "c", "d", "e")) {
            take(slice, 0);
        }
        assertThat(granted).containsExactly("a", "b");

        end("b", 1);
        end("a", 2);
        end("c", 3);

        assertThat(granted).containsExactly("a", "b", "c", "d", "e");
    }

    @Test
    void shouldLetOthersGoFirstWhenASliceAsksAgain() {
        take("a", 0);
        take("b", 0);
        take("c", 0);
        take("a", 1);

        end("a", 1);

        assertThat(granted).containsExactly("a", "b", "c");
    }

    @Test
    void shouldNotBeHeldUpByWhoeverIsStuck() {
        take("a", 0);
        take("b", 0);
        take("c", 0);

        turns.goOn(LONGEST);
        assertThat(granted).containsExactly("a", "b");
        turns.goOn(LONGEST + 1);

        assertThat(granted).containsExactly("a", "b", "c");
    }

    @Test
    void shouldWaitLessForWhoeverIsStuckWhenTurnsAreShort() {
        for (int i = 0; i < 50; i++) {
            take("quick", 0);
            end("quick", Duration.ofMillis(10).toNanos());
        }
        granted.clear();
        take("a", 0);
        take("b", 0);
        take("c", 0);

        turns.goOn(Duration.ofMillis(80).toNanos());
        assertThat(granted).containsExactly("a", "b");
        turns.goOn(Duration.ofMillis(81).toNanos());

        assertThat(granted).containsExactly("a", "b", "c");
    }

    @Test
    void shouldWaitLongerWhenAllTurnsHaveBecomeLong() {
        for (int i = 0; i < 100; i++) {
            take("quick", 0);
            end("quick", Duration.ofMillis(i < 50 ? 1 : 40).toNanos());
        }
        granted.clear();
        take("a", 0);
        take("b", 0);
        take("c", 0);

        turns.goOn(Duration.ofMillis(300).toNanos());
        assertThat(granted).containsExactly("a", "b");
    }

    @Test
    void shouldCountATurnOnceHoweverOftenItEnds() {
        take("a", 0);
        take("b", 0);
        for (String slice : List.of("c", "d", "e")) {
            take(slice, 0);
        }

        end("a", 1);
        end("a", 1);

        assertThat(granted).containsExactly("a", "b", "c");
    }

    @Test
    void shouldNotCountTheLateEndOfATurnThatIsOver() {
        take("a", 0);
        take("b", 0);
        take("c", 0);
        take("d", 0);
        turns.goOn(LONGEST + 1);
        take("e", LONGEST + 1);

        end("a", LONGEST + 2);

        assertThat(granted).containsExactly("a", "b", "c", "d");
    }

    @Test
    void shouldMakeRoomForWhoeverHasMuchToCommit() {
        take("a", 0);
        take("b", 0);
        ask("c");
        CommitTurns.Request large = ask("d");

        turns.isLarge(large, 1);
        assertThat(granted).containsExactly("a", "b", "d");
        end("a", 2);
        assertThat(granted).as("three are on their way").containsExactly("a", "b", "d");
    }

    @Test
    void shouldGrantOnceWhatIsLargeTwice() {
        take("a", 0);
        take("b", 0);
        CommitTurns.Request large = ask("c");

        turns.isLarge(large, 1);
        turns.isLarge(large, 1);
        ask("d");

        assertThat(granted).containsExactly("a", "b", "c");
    }

    @Test
    void shouldNotLetLargeOnesTakeTheStoreOver() {
        for (int i = 0; i < 20; i++) {
            turns.isLarge(ask("s" + i), 0);
        }

        assertThat(granted).hasSize(8);
    }
}
