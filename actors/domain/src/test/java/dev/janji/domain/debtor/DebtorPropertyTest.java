package dev.janji.domain.debtor;

import dev.janji.domain.testing.Journey;
import dev.janji.domain.testing.Property;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** P1 to P6 and P9 of the house, at every step of 200 random lives of 500 commands. */
class DebtorPropertyTest {
    @TestFactory
    Stream<DynamicTest> shouldKeepEveryInvariantWhenAnythingHappens() {
        return Property.of(200, 500).holds((seed, commands) -> {
            Journey journey = new Journey(seed);
            DebtorInvariants invariants = new DebtorInvariants(journey);
            for (int i = 0; i < commands; i++) {
                invariants.check(journey.next());
            }
        });
    }
}
