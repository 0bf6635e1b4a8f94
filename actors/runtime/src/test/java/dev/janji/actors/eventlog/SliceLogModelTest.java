package dev.janji.actors.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever happens: what was acked is in the log once, in order, and every owner tells the same. {@code -Dseed=n} runs one seed. */
class SliceLogModelTest {
    private static final int SEEDS_OF_A_GROUP = 250;

    static LongStream groups() {
        String seed = System.getProperty("seed");
        return seed == null ? LongStream.range(0, 12) : LongStream.of(-Long.parseLong(seed));
    }

    /** In groups, so that thousands of seeds are not thousands of tests. */
    @ParameterizedTest(name = "group {0}")
    @MethodSource("groups")
    void shouldKeepEveryAckWhateverFailsOrDies(long group) {
        long acks = 0;
        long first = group < 0 ? -group : 1 + group * SEEDS_OF_A_GROUP;
        long last = group < 0 ? -group : first + SEEDS_OF_A_GROUP - 1;
        for (long seed = first; seed <= last; seed++) {
            acks += live(seed, Guards.ALL, model -> {});
        }
        assertThat(acks).as("acks").isGreaterThan(last - first);
    }

    private static int live(long seed, Guards guards, Consumer<SliceLogModel> change) {
        SliceLogModel model = new SliceLogModel(seed, guards);
        change.accept(model);
        try {
            model.live(250);
            return model.books.acks;
        } catch (AssertionError | RuntimeException broken) {
            throw new AssertionError("seed " + seed + ": " + broken.getMessage(), broken);
        }
    }

    @Test
    void shouldBeCaughtWithoutTheFence() {
        caught(Guards.ALL, model -> model.store.unfenced = true);
    }

    @Test
    void shouldBeCaughtWhenAnUnknownRowIsNotOfferedAgain() {
        caught(
                new Guards() {
                    @Override
                    public boolean settlesUnknown() {
                        return false;
                    }
                },
                model -> {});
    }

    @Test
    void shouldBeCaughtWithoutTheCheckOfSequenceNumbers() {
        caught(
                new Guards() {
                    @Override
                    public boolean isNext(Tail tail, Append append) {
                        return true;
                    }
                },
                model -> {});
    }

    @Test
    void shouldBeCaughtWhenTheCheckpointMovesBeforeTheFlush() {
        caught(Guards.ALL, model -> model.store.hasty = true);
    }

    private static void caught(Guards guards, Consumer<SliceLogModel> change) {
        for (long seed = 1; seed <= 200; seed++) {
            try {
                live(seed, guards, change);
            } catch (AssertionError expected) {
                return;
            }
        }
        fail("Expected the model to notice, but 200 lives went by");
    }
}
