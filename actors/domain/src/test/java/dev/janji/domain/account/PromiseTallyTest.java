package dev.janji.domain.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.account.Promise.State;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How promises are counted. */
class PromiseTallyTest {
    @ParameterizedTest(name = "{0} to {1}: {2} kept, {3} broken")
    @CsvSource({
        "ACTIVE, KEPT, 3, 5",
        "ACTIVE, BROKEN, 2, 6",
        "ACTIVE, PARTIALLY_KEPT, 2, 6",
        "ACTIVE, CANCELLED, 2, 5",
        "BROKEN, KEPT, 3, 4",
        "PARTIALLY_KEPT, KEPT, 3, 4",
        "BROKEN, PARTIALLY_KEPT, 2, 5",
        "KEPT, BROKEN, 1, 6",
        "KEPT, ACTIVE, 1, 5",
        "BROKEN, ACTIVE, 2, 4",
        "KEPT, KEPT, 2, 5"
    })
    void shouldCountAPromiseOnceHoweverOftenItIsDecided(State from, State to, int kept, int broken) {
        assertThat(new PromiseTally(2, 5).moved(from, to)).isEqualTo(new PromiseTally(kept, broken));
    }
}
