package dev.janji.actors.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.actors.store.DurabilityCheck.Durability;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurabilityCheckTest {

    @ParameterizedTest
    @CsvSource({
        "3, periodic, true",
        "2, periodic, false",
        "1, periodic, false",
        "1, group, true",
        "1, batch, true",
        "1, unknown, false"
    })
    void shouldDemandAMajorityOfThreeOrASyncedCommitLog(int replicas, String sync, boolean enough) {
        assertThat(new Durability(replicas, Set.of(sync)).survivesPowerLoss()).isEqualTo(enough);
    }

    @Test
    void shouldNotTrustASyncThatOneNodeDoesNotHave() {
        assertThat(new Durability(1, Set.of("group", "periodic")).survivesPowerLoss())
                .isFalse();
        assertThat(new Durability(1, Set.of()).survivesPowerLoss()).isFalse();
    }

    @Test
    void shouldCountTheReplicasOfTheWeakestDataCentre() {
        assertThat(DurabilityCheck.replicas(Map.of("class", "SimpleStrategy", "replication_factor", "3")))
                .isEqualTo(3);
        assertThat(DurabilityCheck.replicas(Map.of("class", "NetworkTopologyStrategy", "dc1", "3", "dc2", "1")))
                .isEqualTo(1);
        assertThat(DurabilityCheck.replicas(Map.of("class", "NetworkTopologyStrategy", "dc1", "3/1")))
                .isEqualTo(2);
        assertThat(DurabilityCheck.replicas(Map.of())).isZero();
    }
}
