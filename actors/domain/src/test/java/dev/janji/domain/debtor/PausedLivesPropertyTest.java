package dev.janji.domain.debtor;

import static dev.janji.domain.debtor.DebtorStory.CARD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.id.MoratoriumId;
import dev.janji.domain.id.PauseId;
import dev.janji.domain.lender.AgeingEvent;
import dev.janji.domain.lender.Moratorium;
import dev.janji.domain.testing.Property;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Lives of a debtor who never pays, with pauses and moratoria told in time, late and far back. */
class PausedLivesPropertyTest {
    private static final LocalDate DUE = LocalDate.parse("2026-06-01");
    private static final String START = "2026-05-28T10:00";

    private static DebtorStory card() {
        return DebtorStory.ofCard(START, DUE.toString());
    }

    private static List<String> names(List<String> contacts) {
        return contacts.stream().map(each -> each.substring(11)).toList();
    }

    /** What falls on a calendar day, a reminder, is not looked at: a moratorium may swallow it. */
    private static List<String> afterTheDueDate(List<String> names) {
        return names.stream().filter(name -> name.startsWith("H+")).toList();
    }

    @TestFactory
    Stream<DynamicTest> shouldSkipNoStepAndTakeNoneTwice() {
        List<String> all = afterTheDueDate(names(card().liveUntil("2026-09-01T00:00")));
        assertThat(all).hasSizeGreaterThan(3).doesNotHaveDuplicates();
        return Property.of(80, 4).holds((seed, most) -> {
            SplittableRandom random = new SplittableRandom(seed);
            DebtorStory story = card();
            List<String> contacts = new ArrayList<>();
            LocalDate day = DUE;
            for (int i = 0; i < random.nextInt(1, most + 1); i++) {
                day = day.plusDays(random.nextInt(12));
                contacts.addAll(story.liveUntil(day + "T12:00"));
                LocalDate from = day.minusDays(random.nextInt(15));
                LocalDate until = from.plusDays(1 + random.nextInt(25));
                story.tell(
                        random.nextBoolean()
                                ? new AgeingEvent.AgeingPaused(CARD, new PauseId("z" + i), from, until, "DISASTER")
                                : new AgeingEvent.MoratoriumStarted(
                                        new MoratoriumId("m" + i), Moratorium.Kind.LENDER, null, from, until));
            }
            contacts.addAll(story.liveUntil("2026-12-20T00:00"));

            assertThat(afterTheDueDate(names(contacts)))
                    .as("steps with %s", story.account(CARD).ledger().ageing().pauses())
                    .isEqualTo(all);
        });
    }

    /** Days that come back make an account older at once; of several steps the latest stands for all, and still none comes twice. */
    @TestFactory
    Stream<DynamicTest> shouldTakeNoStepTwiceWhenDaysCountAgainThatDidNot() {
        List<String> all = afterTheDueDate(names(card().liveUntil("2026-09-01T00:00")));
        return Property.of(80, 4).holds((seed, most) -> {
            SplittableRandom random = new SplittableRandom(seed);
            DebtorStory story = card();
            List<String> contacts = new ArrayList<>();
            LocalDate day = DUE;
            for (int i = 0; i < random.nextInt(1, most + 1); i++) {
                day = day.plusDays(random.nextInt(12));
                contacts.addAll(story.liveUntil(day + "T12:00"));
                LocalDate from = day.minusDays(random.nextInt(15));
                PauseId pause = new PauseId("z" + i);
                story.tell(new AgeingEvent.AgeingPaused(CARD, pause, from, null, "DISASTER"));
                day = day.plusDays(random.nextInt(20));
                contacts.addAll(story.liveUntil(day + "T12:00"));
                story.tell(new AgeingEvent.AgeingResumed(CARD, pause, from.plusDays(random.nextInt(30))));
            }
            contacts.addAll(story.liveUntil("2026-12-20T00:00"));
            List<String> names = afterTheDueDate(names(contacts));

            assertThat(names).doesNotHaveDuplicates().isSubsetOf(all).endsWith(all.get(all.size() - 1));
        });
    }
}
