package dev.janji.actors.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.janji.actors.channel.MessageTemplates;
import dev.janji.domain.account.BucketScale;
import dev.janji.domain.id.LenderId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The strategies that Janji ships can be used as they are. */
final class ShippedStrategiesTest {
    static final java.util.List<String> SHIPPED = StrategyFiles.SHIPPED;

    @ParameterizedTest
    @FieldSource("SHIPPED")
    void shouldHaveTextsForEveryStepAndNothingThatIsNeverTaken(String name) {
        // given
        MessageTemplates templates = MessageTemplates.from(ConfigFactory.load());
        BucketScale buckets = RuleBook.from(ConfigFactory.load(), templates)
                .rules(new LenderId("any"))
                .buckets();

        // when
        StrategyFiles.Checked checked =
                new StrategyFiles(null).named(name, new StrategyFiles.Vocabulary(buckets, templates::has));

        // then
        assertThat(checked.strategy().version()).matches(name + "-[1-9][0-9]*");
        assertThat(checked.warnings()).isEmpty();
    }
}
