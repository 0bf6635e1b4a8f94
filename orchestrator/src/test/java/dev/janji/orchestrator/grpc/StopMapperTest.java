package dev.janji.orchestrator.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.janji.actors.stop.LoggedStop;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.id.DeskId;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.id.PersonId;
import dev.janji.domain.id.StopId;
import dev.janji.domain.stop.Stop;
import dev.janji.domain.stop.StopScope;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Stops on the wire: every scope comes back as it went, and none that would halt nothing is taken. */
final class StopMapperTest {
    private static final LenderId LENDER = new LenderId("bank-satu");
    private static final StopVocabulary KNOWN = new StopVocabulary() {
        @Override
        public boolean hasLender(LenderId lender) {
            return lender.equals(LENDER);
        }

        @Override
        public boolean hasTemplate(String template) {
            return template.equals("due");
        }

        @Override
        public boolean hasStrategy(@Nullable LenderId lender, String strategy) {
            return strategy.equals("card-3");
        }

        @Override
        public boolean hasDesk(DeskId desk) {
            return desk.value().equals("main");
        }
    };

    static StopScope[] scopes() {
        return new StopScope[] {
            new StopScope.WholeLender(LENDER),
            new StopScope.OfChannel(null, Channel.VOICE),
            new StopScope.OfTemplate(LENDER, "due"),
            new StopScope.OfStrategy(null, "card-3"),
            new StopScope.OfDesk(new DeskId("main"))
        };
    }

    @ParameterizedTest
    @MethodSource("scopes")
    void shouldComeBackAsItWent(StopScope scope) {
        LoggedStop logged = new LoggedStop(
                new Stop(
                        new StopId("s-1"),
                        scope,
                        "a reason",
                        new PersonId("operator"),
                        Instant.parse("2026-06-05T02:00:00Z")),
                null);

        assertThat(StopMapper.scope(true, StopMapper.onWire(scope), KNOWN)).isEqualTo(scope);
        assertThat(StopMapper.logged(StopMapper.view(logged))).isEqualTo(logged);
    }

    @Test
    void shouldRefuseADeskThatThereIsNotAndOneWithALender() {
        var wire = dev.janji.protocols.operator.v1.StopScope.newBuilder();

        assertThatThrownBy(() -> StopMapper.scope(true, wire.setDesk("mian").build(), KNOWN))
                .isInstanceOf(FieldRefused.class)
                .hasMessageContaining("no mian");
        assertThatThrownBy(() -> StopMapper.scope(
                        true, wire.setDesk("main").setLenderId(LENDER.value()).build(), KNOWN))
                .isInstanceOf(FieldRefused.class)
                .hasMessageContaining("no lender beside a desk");
    }
}
