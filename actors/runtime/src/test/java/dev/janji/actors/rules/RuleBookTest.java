package dev.janji.actors.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import dev.janji.actors.channel.MessageTemplates;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.id.QueueId;
import org.junit.jupiter.api.Test;

/** The rules of lenders without a folder. */
class RuleBookTest {
    private static final Config SHIPPED = ConfigFactory.load();
    private static final LenderId ACME = new LenderId("acme");
    private static final LenderId BRAVO = new LenderId("bravo");

    private static RuleBook book(Config config) {
        return RuleBook.from(config, MessageTemplates.from(config));
    }

    @Test
    void shouldMakePromisedCallsWhereTheConfigurationNamesAQueue() {
        Config config = ConfigFactory.parseString("""
                        janji.rules.default.callback-queue = early
                        janji.rules.lenders.bravo { name = Bravo, callback-queue = "" }
                        """).withFallback(SHIPPED);

        assertThat(book(SHIPPED).rules(ACME).callbackQueue()).isNull();
        assertThat(book(config).rules(ACME).callbackQueue()).isEqualTo(new QueueId("early"));
        assertThat(book(config).rules(BRAVO).callbackQueue()).isNull();
    }

    @Test
    void shouldRefuseAQueueThatIsNoneAndOneWithoutWordsForItsAgents() {
        Config wrong = ConfigFactory.parseString("janji.rules.default.callback-queue = \"no queue\"")
                .withFallback(SHIPPED);
        Config wordless = ConfigFactory.parseString("janji.rules.default.callback-queue = early")
                .withFallback(SHIPPED.withoutPath("janji.templates.texts.callback"));

        assertThatThrownBy(() -> book(wrong))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("janji.rules.default.callback-queue");
        assertThatThrownBy(() -> book(wordless))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("Expected a template callback with a text for voice");
    }
}
