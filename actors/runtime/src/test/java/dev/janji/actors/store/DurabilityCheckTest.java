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
        "3, QUORUM, periodic, true",
        "3, LOCAL_QUORUM, periodic, true",
        "3, ONE, periodic, false",
        "2, QUORUM, periodic, false",
        "1, QUORUM, periodic, false",
        "1, QUORUM, group, true",
        "1, QUORUM, batch, true",
        "1, QUORUM, unknown, false"
    })
    void shouldDemandAMajorityOfThreeOrASyncedCommitLog(int replicas, String consistency, String sync, boolean enough) {
        assertThat(new Durability(replicas, consistency, Set.of(sync)).survivesPowerLoss())
                .isEqualTo(enough);
    }

    @Test
    void shouldNotTrustASyncThatOneNodeDoesNotHave() {
        assertThat(new Durability(1, "QUORUM", Set.of("group", "periodic")).survivesPowerLoss())
                .isFalse();
        assertThat(new Durability(1, "QUORUM", Set.of()).survivesPowerLoss()).isFalse();
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
