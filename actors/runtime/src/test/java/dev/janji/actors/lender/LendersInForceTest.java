package dev.janji.actors.lender;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.janji.actors.channel.MessageTemplates;
import dev.janji.actors.rules.LenderFolder;
import dev.janji.actors.rules.LenderReader;
import dev.janji.actors.rules.NewLender;
import dev.janji.actors.rules.RuleBook;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.id.PersonId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What debtors are and were worked by, whenever one asks. */
final class LendersInForceTest {
    private static final LenderId ACME = new LenderId("acme");
    private static final PersonId AUTHOR = new PersonId("author");
    private static final Instant BEGIN = Instant.parse("2026-02-02T02:00:00Z");
    private static final Config CONFIG = ConfigFactory.load();
    private static final LenderReader READER = LenderReader.of(CONFIG);

    private final LendersInForce inForce;

    LendersInForceTest() {
        LenderLog log = new LenderLog(ACME, List.of());
        for (int version : List.of(1, 2, 1)) {
            LenderAct act = log.activated(
                    version,
                    "hash-" + version,
                    AUTHOR,
                    null,
                    "we begin",
                    BEGIN.plusSeconds(60L * log.acts().size()));
            log = append(log, act);
        }
        log = append(log, log.proposed(2, "hash-2", AUTHOR, "once more", BEGIN.plusSeconds(600)));
        inForce = new LendersInForce(
                Map.of(ACME, log),
                Map.of(ACME, Map.of(1, folder("p2p"), 2, folder("credit-card"))),
                RuleBook.from(CONFIG, MessageTemplates.from(CONFIG)));
    }

    private static LenderLog append(LenderLog log, LenderAct act) {
        return new LenderLog(
                log.lender(), Stream.concat(log.acts().stream(), Stream.of(act)).toList());
    }

    private static LenderFolder folder(String strategy) {
        return READER.read(new NewLender(READER).folder(ACME, "PT Acme", strategy));
    }

    private String strategyAt(Instant instant) {
        return inForce.of(ACME, instant).rules().strategies().current().version();
    }

    @Test
    void shouldWorkByWhatWasActivatedLast() {
        assertThat(inForce.book().of(ACME).rules().strategies().current().version())
                .isEqualTo("p2p-1");
        assertThat(inForce.folder(ACME))
                .hasValueSatisfying(folder -> assertThat(folder.versions()).containsKey("strategy p2p-1"));
    }

    @Test
    void shouldKnowWhatWasActiveAtAnyInstantBefore() {
        assertThat(strategyAt(BEGIN.minusMillis(1))).as("the configuration").isEqualTo("default-1");
        assertThat(strategyAt(BEGIN)).isEqualTo("p2p-1");
        assertThat(strategyAt(BEGIN.plusSeconds(60).minusMillis(1))).isEqualTo("p2p-1");
        assertThat(strategyAt(BEGIN.plusSeconds(60))).isEqualTo("credit-card-1");
        assertThat(strategyAt(BEGIN.plusSeconds(120))).isEqualTo("p2p-1");
        assertThat(strategyAt(BEGIN.plusSeconds(9_999)))
                .as("a proposal changes nothing")
                .isEqualTo("p2p-1");
    }

    /** An account that entered a plan before is worked by it until that plan lets it go. */
    @Test
    void shouldStillKnowThePlansThatWereActiveBeforeThatInstantAndNoLaterOne() {
        var then = inForce.of(ACME, BEGIN).rules().strategies();
        assertThat(then.find("default-1")).isNotNull();
        assertThat(then.find("credit-card-1")).isNull();
        assertThat(inForce.of(ACME, BEGIN.plusSeconds(120)).rules().strategies().find("credit-card-1"))
                .isNotNull();
    }

    @Test
    void shouldJudgeALenderThatNeverHadAFolderByTheConfiguration() {
        assertThat(inForce.of(new LenderId("other"), BEGIN)
                        .rules()
                        .strategies()
                        .current()
                        .version())
                .isEqualTo("default-1");
    }
}
