package dev.janji.loadtest.stored;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;

final class JournalTableTest {
    @Test
    void shouldBeTheEventLogWhenItHasRows() {
        assertThat(JournalTable.of(Set.of("messages", "event_log"), () -> true)).isEqualTo(JournalTable.EVENT_LOG);
    }

    @Test
    void shouldBeTheStockTableWhenTheEventLogIsEmpty() {
        assertThat(JournalTable.of(Set.of("messages", "event_log"), () -> false))
                .isEqualTo(JournalTable.MESSAGES);
    }

    @Test
    void shouldBeWhatIsThereWhenOneOfThemIsMissing() {
        assertThat(JournalTable.of(Set.of("messages", "wake_up"), () -> {
                    throw new AssertionError("asked a table that is not there");
                }))
                .isEqualTo(JournalTable.MESSAGES);
        assertThat(JournalTable.of(Set.of("event_log"), () -> false)).isEqualTo(JournalTable.EVENT_LOG);
    }

    @Test
    void shouldRefuseWhenThereIsNoJournal() {
        assertThatThrownBy(() -> JournalTable.of(Set.of("wake_up"), () -> false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("event_log", "messages", "wake_up");
    }
}
