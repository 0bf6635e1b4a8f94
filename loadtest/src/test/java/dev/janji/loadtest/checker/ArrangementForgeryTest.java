package dev.janji.loadtest.checker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.janji.protocols.journal.v1.ArrangementSettled;
import dev.janji.protocols.journal.v1.ArrangementState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A debt of 6 April that is arranged on the 2nd: half on 10 April, half on 10 May, three days of grace. */
class ArrangementForgeryTest {
    private static final String AGREED = "2026-04-02T03:00:00Z";
    /** The midnight in Jakarta at which the first half is four days late. */
    private static final String BROKEN = "2026-04-13T17:00:00Z";

    private static Forge arranged() {
        Forge forge = new Forge().begun("Asia/Jakarta").lender("e-4", "ArrangementAgreed", AGREED, line -> {
            line.put("account", "card").put("arrangement", "ar-1").put("waivedMinor", 0);
            ArrayNode schedule = line.putArray("schedule");
            schedule.addObject().put("number", 1).put("due", "2026-04-10").put("amountMinor", 2_500);
            schedule.addObject().put("number", 2).put("due", "2026-05-10").put("amountMinor", 2_500);
        });
        forge.end = Instant.parse("2026-04-07T01:00:00Z");
        return forge;
    }

    private static Forge settled(Forge forge, String at, ArrangementState from, ArrangementState to) {
        return forge.row(
                at,
                record -> record.setManifest("debtor.ArrangementSettled")
                        .setArrangementSettled(ArrangementSettled.newBuilder()
                                .setAccountId("card")
                                .setArrangementId("ar-1")
                                .setFrom(from)
                                .setTo(to)));
    }

    private static Set<Invariant> broken(Forge forge) {
        return forge.checked().violations().stream().map(Violation::invariant).collect(Collectors.toSet());
    }

    private static Forge reminded() {
        Forge forge = arranged();
        forge.contact("2026-04-07T02:00:00Z", forge.step("everybody", "H-3", LocalDate.of(2026, 4, 10)));
        forge.end = Instant.parse("2026-04-08T00:00:00Z");
        return forge;
    }

    @Test
    void shouldFindNothingWhenTheInstalmentsAreFollowed() {
        assertThat(broken(arranged())).isEmpty();
        assertThat(broken(reminded())).isEmpty();
    }

    @Test
    void shouldFindTheContactThatCountsFromTheScheduleThatDoesNotStand() {
        Forge forge = arranged().contact("2026-04-07T02:00:00Z", 1);

        assertThat(broken(forge)).contains(Invariant.STATE);
    }

    @Test
    void shouldFindTheArrangementThatIsCompletedWithoutItsPayments() {
        Forge forge = settled(
                arranged(),
                "2026-04-03T03:00:00Z",
                ArrangementState.ARRANGEMENT_STATE_ACTIVE,
                ArrangementState.ARRANGEMENT_STATE_COMPLETED);

        assertThat(broken(forge)).contains(Invariant.AGREED);
    }

    @Test
    void shouldFindTheArrangementThatIsPaidAndNotCompleted() {
        Forge forge = arranged().payment("e-5", "pay-1", 5_000, "2026-04-03T03:00:00Z");
        assertThat(broken(forge)).contains(Invariant.AGREED);

        settled(
                forge,
                "2026-04-03T03:00:00Z",
                ArrangementState.ARRANGEMENT_STATE_ACTIVE,
                ArrangementState.ARRANGEMENT_STATE_COMPLETED);
        assertThat(broken(forge)).isEmpty();
    }

    @Test
    void shouldFindTheUnpaidInstalmentThatBreaksNothing() {
        Forge forge = reminded();
        forge.end = Instant.parse(BROKEN).plusSeconds(1_000);

        assertThat(broken(forge)).contains(Invariant.AGREED);
    }

    @Test
    void shouldFindTheArrangementThatIsBrokenADayTooEarly() {
        Forge early = settled(
                reminded(),
                "2026-04-12T17:00:00Z",
                ArrangementState.ARRANGEMENT_STATE_ACTIVE,
                ArrangementState.ARRANGEMENT_STATE_BROKEN);
        early.end = Instant.parse("2026-04-12T17:00:01Z");
        assertThat(broken(early)).contains(Invariant.AGREED);

        Forge inTime = settled(
                reminded(),
                BROKEN,
                ArrangementState.ARRANGEMENT_STATE_ACTIVE,
                ArrangementState.ARRANGEMENT_STATE_BROKEN);
        inTime.end = Instant.parse(BROKEN).plusSeconds(1);
        assertThat(broken(inTime)).doesNotContain(Invariant.AGREED);
    }
}
