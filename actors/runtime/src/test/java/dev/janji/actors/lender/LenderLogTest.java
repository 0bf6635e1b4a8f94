package dev.janji.actors.lender;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.id.LenderId;
import dev.janji.domain.id.PersonId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LenderLogTest {
    private static final PersonId AUTHOR = new PersonId("author");
    private static final PersonId OTHER = new PersonId("other");
    private static final Instant NOW = Instant.parse("2026-02-02T02:00:00Z");

    private LenderLog log = new LenderLog(new LenderId("acme"), List.of());

    @Test
    void shouldCountItsActs() {
        activate(1);
        propose(2);
        assertThat(log.acts()).extracting(LenderAct::number).containsExactly(1, 2);
    }

    @Test
    void shouldHaveTheNewestActivationInForce() {
        assertThat(log.active()).isEmpty();
        activate(1);
        activate(2);
        propose(3);
        activate(1);
        propose(2);
        assertThat(log.active().orElseThrow().version()).isEqualTo(1);
        assertThat(log.active().orElseThrow().number()).isEqualTo(4);
    }

    @Test
    void shouldKnowEveryVersionThatWasEverActive() {
        activate(1);
        propose(2);
        activate(3);
        activate(1);
        assertThat(log.activated()).containsExactly(1, 3);
    }

    @Test
    void shouldLetAProposalWaitUntilSomethingIsActivated() {
        // given
        activate(1);
        propose(2);
        propose(3);
        propose(2);

        // then
        assertThat(log.waiting(1)).isEmpty();
        assertThat(log.waiting(2).orElseThrow().number()).isEqualTo(4);
        assertThat(log.waiting(3)).isPresent();

        // when
        activate(3);

        // then
        assertThat(log.waiting(2)).as("it was proposed over another version").isEmpty();
        assertThat(log.waiting(3)).isEmpty();
    }

    private void activate(int version) {
        append(log.activated(version, "hash", AUTHOR, OTHER, "because", NOW));
    }

    private void propose(int version) {
        append(log.proposed(version, "hash", AUTHOR, "because", NOW));
    }

    private void append(LenderAct act) {
        List<LenderAct> acts = new ArrayList<>(log.acts());
        acts.add(act);
        log = new LenderLog(log.lender(), acts);
    }
}
