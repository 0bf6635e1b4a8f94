package dev.janji.loadtest.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class HeapCensusTest {
    @Test
    void shouldReadBytesAndDebtorsWhenJcmdCounted() {
        HeapCensus census = HeapCensus.parse("""
                4711:
                 num     #instances         #bytes  class name (module)
                -------------------------------------------------------
                   1:        120931       12345678  [B (java.base@17)
                  17:           250          18000  dev.janji.actors.debtor.DebtorEntity
                  18:           500          16000  dev.janji.actors.debtor.DebtorEntity$Work
                Total        901234       55667788
                """);

        assertThat(census).isEqualTo(new HeapCensus(55_667_788, 250));
    }

    @Test
    void shouldFindNoDebtorWhenNoneIsInMemory() {
        assertThat(HeapCensus.parse("Total 1 24\n")).isEqualTo(new HeapCensus(24, 0));
    }
}
