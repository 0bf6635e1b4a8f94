package dev.janji.loadtest.races;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A small morning of {@code ./janji loadtest withdraw}: nothing leaves after the acknowledgement, and whoever judges that can see it. */
final class MessageHouseTest {
    private static final int DEBTORS = 400;
    private static final int WAITING = 150;

    @TempDir
    private Path folder;

    private int houses;

    @Test
    void shouldLoseNoRaceWhereverThePaymentMeetsTheMessage() {
        MessageTally tally = house(MessageFault.NOTHING);

        assertThat(tally.violations()).isEmpty();
        assertThat(tally.races()).isGreaterThan(DEBTORS / 4);
        assertThat(tally.fewestWaiting()).isGreaterThanOrEqualTo(WAITING);
        assertThat(tally.partial()).isBetween(0.2, 0.5);
        assertThat(tally.sentAgain()).isPositive();
        assertThat(tally.met().keySet()).containsExactlyInAnyOrder(MessageStage.values());
    }

    @Test
    void shouldSeeTheSameWhenTheSeedIsTheSame() {
        assertThat(house(MessageFault.NOTHING).digest())
                .isEqualTo(house(MessageFault.NOTHING).digest());
    }

    @ParameterizedTest
    @EnumSource(value = MessageFault.class, mode = EnumSource.Mode.EXCLUDE, names = "NOTHING")
    void shouldFindTheFaultThatIsPlanted(MessageFault planted) {
        assertThat(house(planted).violations()).isNotEmpty();
    }

    private MessageTally house(MessageFault planted) {
        MessageTerms terms = MessageTerms.usual(7, DEBTORS, WAITING).with(planted);
        try (MessageHouse house = new MessageHouse(terms, folder.resolve("house-" + ++houses))) {
            return house.run();
        }
    }
}
