package dev.janji.actors.lender;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.actors.lender.LenderWakeUps.Progress;
import dev.janji.domain.id.LenderId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LenderWakeUpsTest {
    private static final LenderId ACME = new LenderId("acme");

    /** A walk through all debtors, as far as it has come. */
    private record Walking(LenderId lender, Runnable woken, CompletableFuture<Void> end) {}

    private final List<Walking> walks = new ArrayList<>();
    private final LenderWakeUps wakeUps = new LenderWakeUps((lender, woken) -> {
        Walking walk = new Walking(lender, woken, new CompletableFuture<>());
        walks.add(walk);
        return walk.end();
    });

    @Test
    void shouldSayHowFarItIs() {
        wakeUps.begin(ACME, 3);
        walks.get(0).woken().run();
        walks.get(0).woken().run();

        assertThat(walks.get(0).lender()).isEqualTo(ACME);
        assertThat(wakeUps.of(ACME)).contains(new Progress(3, 2, false));

        walks.get(0).end().complete(null);

        assertThat(wakeUps.of(ACME)).contains(new Progress(3, 2, true));
    }

    @Test
    void shouldBeOverWhenItFails() {
        wakeUps.begin(ACME, 3);
        walks.get(0).woken().run();

        walks.get(0).end().completeExceptionally(new IllegalStateException("the store is away"));

        assertThat(wakeUps.of(ACME)).contains(new Progress(3, 1, true));
    }

    @Test
    void shouldCountForTheNewestVersionWhenAnotherIsActivatedMeanwhile() {
        wakeUps.begin(ACME, 3);
        wakeUps.begin(ACME, 4);
        walks.get(0).woken().run();
        walks.get(1).woken().run();
        walks.get(0).end().complete(null);

        assertThat(wakeUps.of(ACME)).contains(new Progress(4, 1, false));
    }

    @Test
    void shouldSayNothingOfALenderThatWasNeverActivatedHere() {
        wakeUps.begin(ACME, 3);

        assertThat(wakeUps.of(new LenderId("other"))).isEmpty();
    }
}
