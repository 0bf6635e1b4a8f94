package dev.janji.actors.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class SendPermitTest {
    private final HandClock clock = new HandClock();
    private final Instant validUntil = HandClock.START.plusSeconds(30);
    private final AtomicBoolean halted = new AtomicBoolean();
    private final SendPermit permit = new SendPermit(clock, validUntil, halted::get);

    @Test
    void shouldBeClaimedOnceOnlyWhenAskedTwice() {
        assertThat(permit.claim()).isTrue();
        assertThat(permit.claim()).isFalse();
        assertThat(permit.state()).isEqualTo(SendPermit.State.CLAIMED);
        assertThat(permit.claimed().orElseThrow().at()).isEqualTo(HandClock.START);
    }

    @Test
    void shouldStillBeClaimedWhenItIsJustBeforeValidUntil() {
        clock.pass(Duration.ofSeconds(30).minusNanos(1_000));
        assertThat(permit.claim()).isTrue();
    }

    @Test
    void shouldExpireWhenClaimedAtValidUntil() {
        clock.pass(Duration.ofSeconds(30));
        assertThat(permit.claim()).isFalse();
        assertThat(permit.state()).isEqualTo(SendPermit.State.EXPIRED);
        assertThat(permit.denial().cause()).isEqualTo(SendAnswer.NotSent.Cause.EXPIRED);
        assertThat(permit.revoke()).isTrue();
        assertThat(permit.state()).isEqualTo(SendPermit.State.EXPIRED);
    }

    @Test
    void shouldKnowThatItIsDeniedWithoutBeingClaimed() {
        assertThat(permit.denied()).isEmpty();
        assertThat(permit.state()).isEqualTo(SendPermit.State.WAITING);
        clock.pass(Duration.ofSeconds(30));
        assertThat(permit.denied()).contains(new SendAnswer.NotSent(SendAnswer.NotSent.Cause.EXPIRED));
        assertThat(permit.state()).isEqualTo(SendPermit.State.EXPIRED);
    }

    @Test
    void shouldDenyTheClaimWhenRevokedFirst() {
        assertThat(permit.revoke()).isTrue();
        assertThat(permit.claim()).isFalse();
        assertThat(permit.denial().cause()).isEqualTo(SendAnswer.NotSent.Cause.WITHDRAWN);
    }

    @Test
    void shouldDenyTheRevocationWhenClaimedFirst() {
        assertThat(permit.claim()).isTrue();
        assertThat(permit.revoke()).isFalse();
        assertThat(permit.state()).isEqualTo(SendPermit.State.CLAIMED);
        assertThatThrownBy(permit::denial).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldLetExactlyOneSideWinWhenThreadsRace() throws Exception {
        for (int round = 0; round < 1_000; round++) {
            SendPermit raced = new SendPermit(clock, validUntil, halted::get);
            CyclicBarrier start = new CyclicBarrier(3);
            AtomicInteger claims = new AtomicInteger();
            AtomicBoolean revoked = new AtomicBoolean();
            Thread[] racers = {
                racer(start, () -> claims.addAndGet(raced.claim() ? 1 : 0)),
                racer(start, () -> claims.addAndGet(raced.claim() ? 1 : 0)),
                racer(start, () -> revoked.set(raced.revoke()))
            };
            for (Thread one : racers) {
                one.join();
            }
            assertThat(claims.get()).as("round %d", round).isEqualTo(revoked.get() ? 0 : 1);
        }
    }

    private static Thread racer(CyclicBarrier start, Runnable move) {
        Thread thread = new Thread(() -> {
            try {
                start.await();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            move.run();
        });
        thread.start();
        return thread;
    }
}
