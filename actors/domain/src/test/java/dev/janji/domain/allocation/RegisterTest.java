package dev.janji.domain.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.testing.Property;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A register finds what a map finds. */
class RegisterTest {
    private static final int TRACES = 1_000;
    private static final int STEPS = 400;

    /** @param spread of the hashes: 1 when all are the same, and the table is one long heap */
    private record Key(int number, int spread) {
        @Override
        public int hashCode() {
            return number % spread;
        }
    }

    private record Thing(Key key, int life) implements Register.Entry<Key> {}

    @TestFactory
    Stream<DynamicTest> shouldFindWhatWasAddedAndNotRemovedWhateverTheHashes() {
        return Property.of(TRACES, STEPS).holds((seed, steps) -> {
            // given
            SplittableRandom random = new SplittableRandom(seed);
            int spread = 1 + random.nextInt(random.nextBoolean() ? 4 : 1_000);
            int keys = 1 + random.nextInt(100);
            Register<Key, Thing> register = new Register<>();
            Map<Key, Thing> map = new HashMap<>();
            for (int i = 0; i < steps; i++) {
                // when
                Key key = new Key(random.nextInt(keys), spread);
                Thing known = map.remove(key);
                if (known == null) {
                    Thing thing = new Thing(key, i);
                    map.put(key, thing);
                    register.add(thing);
                } else {
                    register.remove(known);
                }

                // then
                for (int number = 0; number < keys; number++) {
                    Key each = new Key(number, spread);
                    assertThat(register.of(each)).as("step %d", i).isSameAs(map.get(each));
                }
            }
            assertThat(register.size()).isEqualTo(map.size());
            List<Thing> all = new ArrayList<>();
            register.forEach(all::add);
            assertThat(all).containsExactlyInAnyOrderElementsOf(map.values());
            register.remove(new Thing(new Key(-1, spread), 0));
            assertThat(register.size()).as("nothing of that key was here").isEqualTo(map.size());
        });
    }
}
