package dev.janji.loadtest.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was forged against a stop is found, and nothing else. The good run contacts by SMS on 4 and 7 April at 01:00 and 02:00 UTC. */
class StopForgeryTest {
    private static final String BEFORE = "2026-04-07T01:59:00Z";
    private static final String AFTER = "2026-04-07T02:01:00Z";

    private static List<Invariant> broken(Forge forge) {
        return forge.checked().violations().stream()
                .map(Violation::invariant)
                .distinct()
                .toList();
    }

    /** Halted at its time, and contacted within ten minutes after the stop was lifted. */
    private static Forge halted() {
        Forge forge = new Forge().begun("Asia/Jakarta");
        forge.deferred("2026-04-03T02:00:00Z", 0, "2026-04-04T01:00:00Z").contact("2026-04-04T01:00:00Z", 0);
        forge.halted("2026-04-07T02:00:00Z", 1, "2026-04-07T02:05:00Z", "s-1");
        return forge;
    }

    @ParameterizedTest
    @CsvSource({
        "lender, bank, ''",
        "channel, '', SMS",
        "channel, bank, SMS",
        "strategy, '', default-1",
        "strategy, '', default"
    })
    void shouldFindTheContactUnderAStop(String kind, String lender, String subject) {
        Forge forge = Forge.good().stopped("s-1", kind, lender, subject, BEFORE, AFTER);

        assertThat(broken(forge)).containsExactly(Invariant.STOP);
        assertThat(forge.checked().violations()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "lender, another, ''",
        "channel, '', EMAIL",
        "channel, another, SMS",
        "strategy, '', default-2",
        "strategy, '', defau",
        "template, '', no-such"
    })
    void shouldAllowTheContactThatTheStopDoesNotCover(String kind, String lender, String subject) {
        assertThat(broken(Forge.good().stopped("s-1", kind, lender, subject, BEFORE, AFTER)))
                .isEmpty();
    }

    @Test
    void shouldAllowContactsBeforeAndAfterAStop() {
        assertThat(broken(Forge.good().stopped("s-1", "lender", "bank", "", AFTER, "")))
                .isEmpty();
        assertThat(broken(Forge.good().stopped("s-1", "lender", "bank", "", "2026-04-05T00:00:00Z", BEFORE)))
                .isEmpty();
    }

    @Test
    void shouldFindTheMessageThatLeftThoughItWasAuthorizedBeforeTheStop() {
        Forge forge = new Forge().begun("Asia/Jakarta");
        forge.deferred("2026-04-03T02:00:00Z", 0, "2026-04-04T01:00:00Z").contact("2026-04-04T01:00:00Z", 0);
        forge.authorized("2026-04-07T02:00:00Z", 1, "sms")
                .reached("2026-04-07T02:00:05Z")
                .answered("2026-04-07T02:00:05Z");
        forge.stopped("s-1", "channel", "", "SMS", "2026-04-07T02:00:03Z", AFTER);

        assertThat(forge.checked().violations()).singleElement().satisfies(violation -> {
            assertThat(violation.invariant()).isEqualTo(Invariant.STOP);
            assertThat(violation.what()).contains("left the house");
        });
    }

    @Test
    void shouldWaitForWhoeverIsHaltedUntilTenMinutesAfterTheStop() {
        Forge forge = halted().contact("2026-04-08T03:08:00Z", 1);
        forge.stopped("s-1", "lender", "bank", "", BEFORE, "2026-04-08T03:00:00Z");

        assertThat(broken(forge)).isEmpty();
    }

    @Test
    void shouldMissTheContactThatDoesNotComeAfterTheStop() {
        Forge forge = halted().stopped("s-1", "lender", "bank", "", BEFORE, "2026-04-07T03:00:00Z");

        assertThat(broken(forge)).containsExactly(Invariant.PLAN);
    }

    @Test
    void shouldFindADebtorWhomNoStopHalts() {
        Forge forge = halted().contact("2026-04-07T02:05:00Z", 1);

        assertThat(broken(forge)).contains(Invariant.STOP);
    }
}
