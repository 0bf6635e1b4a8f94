package dev.janji.actors.confined;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was used lately stays, what was not is forgotten. */
class LatelyTest {

    @Test
    void whatIsUsedInEveryRoundStaysAndWhatIsNotGoesAfterTwo() {
        Lately<String, Integer> lately = new Lately<>(100);
        lately.put("busy", 1);
        lately.put("idle", 2);

        lately.endRound();
        assertThat(lately.get("idle")).isEqualTo(2);
        lately.put("busy", 1);
        lately.endRound();

        assertThat(lately.get("idle")).isNull();
        assertThat(lately.get("busy")).isEqualTo(1);
        assertThat(lately.size()).isEqualTo(1);
    }

    @Test
    void withoutUseNothingIsLeft() {
        Lately<Integer, Integer> lately = new Lately<>(1000);
        for (int i = 0; i < 400; i++) {
            lately.put(i, i);
        }

        lately.endRound();
        lately.endRound();

        assertThat(lately.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 10, 101})
    void neverMoreThanFitAndTheNewestHalfIsAlwaysThere(int most) {
        Lately<Integer, Integer> lately = new Lately<>(most);
        for (int i = 0; i < 1000; i++) {
            lately.put(i, -i);
            assertThat(lately.size()).isLessThanOrEqualTo(most);
            for (int j = i; j > i - most / 2 && j >= 0; j--) {
                assertThat(lately.get(j)).isEqualTo(-j);
            }
        }
    }

    @Test
    void whatItKnowsIsWhatWasPutLast() {
        SplittableRandom random = new SplittableRandom(7);
        Lately<Integer, Integer> lately = new Lately<>(12);
        Map<Integer, Integer> all = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            int key = random.nextInt(30);
            switch (random.nextInt(8)) {
                case 0 -> lately.endRound();
                case 1 -> {
                    Integer removed = lately.remove(key);
                    assertThat(removed == null || removed.equals(all.get(key))).isTrue();
                    all.remove(key);
                    assertThat(lately.get(key)).isNull();
                }
                default -> {
                    lately.put(key, i);
                    all.put(key, i);
                    assertThat(lately.get(key)).isEqualTo(i);
                }
            }
            Integer known = lately.get(random.nextInt(30));
            assertThat(known == null || all.containsValue(known)).isTrue();
        }
    }
}
