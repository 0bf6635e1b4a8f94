package dev.janji.actors.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What an editor is told of strategies is what the reader demands. */
final class StrategySchemaTest {
    static final List<String> SHIPPED = StrategyFiles.SHIPPED;

    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(StrategyFiles.schema(), InputFormat.JSON);
    private static final StrategyFiles.Vocabulary VOCABULARY = StrategyFiles.Vocabulary.of(ConfigFactory.load());

    @ParameterizedTest
    @FieldSource("SHIPPED")
    void shouldKnowEveryLineThatIsShipped(String name) {
        assertThat(errors(shipped(name))).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1} -> {2}")
    @CsvSource(delimiter = '|', textBlock = """
            credit-card      | version: 1                         | version: 0
            credit-card      | version: 1                         | edition: 1
            credit-card      | migration: at-the-next-due-date    | migration: sometimes
            credit-card      | retry-minutes: 10                  | retry-minutes: 0
            credit-card      | champion: 80                       | champion: 0
            credit-card      | - segment: evening                 | - segmento: evening
            credit-card      | step: H+5,                         | step: 5 days later,
            credit-card      | step: H+5,                         | day: H+5,
            credit-card      | at: "18:00"                        | at: "6 pm"
            credit-card      | late: still-due                    | late: perhaps
            credit-card      | hand-over: legal                   | hand-over: police
            credit-card      | hand-over: legal                   | hand-over: legal, template: overdue-1
            credit-card      | channels: [email, sms]             | channels: []
            credit-card      | channels: [email, sms]             | channels: [email, fax]
            consumer-finance | for: delivered                     | for: replied
            consumer-finance | hours: 24                          | minutes: 24
            consumer-finance | most: 1, hours: 20                 | most: 1, hours: 20, days: 1
            consumer-finance | most: 1, hours: 20                 | most: 17, hours: 20
            """)
    void shouldRefuseWhatTheReaderRefuses(String name, String right, String wrong) {
        // given
        String altered = shipped(name).replace(right, wrong);
        assertThat(altered).isNotEqualTo(shipped(name));

        // then
        assertThat(errors(altered)).isNotEmpty();
        assertThatThrownBy(() -> new StrategyReader(VOCABULARY).read(YamlValue.parse(name, altered)))
                .isInstanceOf(RuleFileRefused.class)
                .hasMessageStartingWith(name + ":");
    }

    private static List<?> errors(String yaml) {
        try {
            Object document = new Load(LoadSettings.builder().build()).loadFromString(yaml);
            return SCHEMA.validate(new ObjectMapper().writeValueAsString(document), InputFormat.JSON);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String shipped(String name) {
        try (InputStream file = StrategyFiles.class.getResourceAsStream("strategies/" + name + ".yaml")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
