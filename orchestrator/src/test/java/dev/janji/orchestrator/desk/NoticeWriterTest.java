package dev.janji.orchestrator.desk;

import static dev.janji.actors.desk.DeskBooks.AGENT;
import static dev.janji.actors.desk.DeskBooks.DEBTOR;
import static dev.janji.actors.desk.DeskBooks.LENDER;
import static dev.janji.actors.desk.DeskBooks.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.actors.debtor.RuledDebtors;
import dev.janji.actors.desk.AgentAction;
import dev.janji.actors.desk.AgentNotice;
import dev.janji.actors.desk.DeskBooks;
import dev.janji.actors.desk.FloorView;
import dev.janji.actors.desk.OperatorBook;
import dev.janji.actors.desk.SessionNotice;
import dev.janji.actors.desk.WhyNot;
import dev.janji.actors.voice.CallEvent;
import dev.janji.domain.allocation.BreakReason;
import dev.janji.domain.allocation.Lead;
import dev.janji.domain.allocation.SeatState;
import dev.janji.domain.id.DeskId;
import dev.janji.domain.id.LeadId;
import dev.janji.domain.id.QueueId;
import dev.janji.orchestrator.words.Language;
import dev.janji.protocols.desk.v1.DeskMessage;
import dev.janji.protocols.desk.v1.LeadKind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Everything that a session can say has a word on the wire. */
final class NoticeWriterTest {
    private static final LeadId LEAD = LeadId.of(DEBTOR, 4);
    private static final OperatorBook BOOK = DeskBooks.book();

    private static Stream<SessionNotice> everything() {
        List<AgentNotice> ofDesk = new ArrayList<>();
        for (SeatState state : SeatState.values()) {
            ofDesk.add(new AgentNotice.SeatIs(state, null, NOW));
        }
        for (BreakReason reason : BreakReason.values()) {
            ofDesk.add(new AgentNotice.SeatIs(SeatState.AWAY, reason, NOW));
        }
        for (AgentNotice.CallIs.State state : AgentNotice.CallIs.State.values()) {
            ofDesk.add(new AgentNotice.CallIs(LEAD, null, null, state, null, NOW));
        }
        for (CallEvent.Ended.End end : CallEvent.Ended.End.values()) {
            ofDesk.add(new AgentNotice.CallIs(LEAD, null, null, AgentNotice.CallIs.State.ENDED, end, NOW));
        }
        for (AgentNotice.Offered.Mode mode : AgentNotice.Offered.Mode.values()) {
            for (Lead.Kind kind : Lead.Kind.values()) {
                ofDesk.add(new AgentNotice.Offered(LEAD, DEBTOR, kind, NOW, mode, NOW, "it came first"));
            }
        }
        for (AgentNotice.Unseated.Why why : AgentNotice.Unseated.Why.values()) {
            ofDesk.add(new AgentNotice.Unseated(why));
        }
        ofDesk.add(new AgentNotice.TakenBack(LEAD, "paid"));
        ofDesk.add(new AgentNotice.LeadWithdrawn(LEAD));
        ofDesk.add(new AgentNotice.CertificateEnded(LENDER, LocalDate.parse("2026-05-31")));
        ofDesk.add(new AgentNotice.Refused("NOT_AWAY", "ready already"));
        ofDesk.add(new AgentNotice.FloorIs(floor()));
        return Stream.of(
                        ofDesk.stream().map(SessionNotice.OfDesk::new),
                        Arrays.stream(WhyNot.values()).map(why -> new SessionNotice.Refused(why, "lead_id")),
                        Arrays.stream(AgentAction.values()).map(done -> new SessionNotice.Recorded(done, "id-1")),
                        Arrays.stream(SessionNotice.DebtorChanged.Change.values())
                                .map(change -> new SessionNotice.DebtorChanged(LEAD, change, NOW)),
                        Stream.of(
                                new SessionNotice.Done(),
                                new SessionNotice.Text(AGENT, "Agent 1", "hello", NOW),
                                new SessionNotice.Found(List.of())))
                .flatMap(each -> each);
    }

    private static FloorView floor() {
        return new FloorView(
                new DeskId("jakarta"),
                NOW,
                true,
                false,
                List.of(new AgentNotice.SeatView(AGENT, SeatState.AWAY, BreakReason.MEAL, NOW, LEAD)),
                List.of(new FloorView.Queue(new QueueId("early"), "PREVIEW", 3, 4, 2, "one for each", 10, 1, -0.5)));
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void shouldSayEverythingInEveryLanguage(Language language) {
        NoticeWriter writer = new NoticeWriter(
                new ScreenMapper(RuledDebtors::book, new Scripts(RuledDebtors.TEXTS)), () -> BOOK, language);

        assertThat(everything())
                .extracting(notice -> writer.told(new SessionNotice.Told(7, "r-1", notice)))
                .allSatisfy(message -> {
                    assertThat(message.getSequence()).isEqualTo(7);
                    assertThat(message.getRequestId()).isEqualTo("r-1");
                    assertThat(message.getBodyCase()).isNotEqualTo(DeskMessage.BodyCase.BODY_NOT_SET);
                    assertThat(message.getBodyCase()).isNotEqualTo(DeskMessage.BodyCase.SIGNED_IN);
                    assertThat(message.toString()).doesNotContain("UNSPECIFIED");
                });
    }

    @Test
    void shouldTellTheFloorWithTheNamesOfPeople() {
        NoticeWriter writer = new NoticeWriter(
                new ScreenMapper(RuledDebtors::book, new Scripts(RuledDebtors.TEXTS)), () -> BOOK, Language.ENGLISH);

        DeskMessage message =
                writer.told(new SessionNotice.Told(1, "", new SessionNotice.OfDesk(new AgentNotice.FloorIs(floor()))));

        assertThat(message.getFloor().getSeats(0).getName()).isEqualTo("Agent 1");
        assertThat(message.getFloor().getSeats(0).getReason()).isEqualTo("MEAL");
        assertThat(message.getFloor().getQueues(0).getBudgetLeft()).isEqualTo(-0.5);
        assertThat(message.getFloor().getQueues(0).getCallers()).isEqualTo(4);
    }

    @Test
    void shouldTellWhichRulesSaidNoToACall() {
        NoticeWriter writer = new NoticeWriter(
                new ScreenMapper(RuledDebtors::book, new Scripts(RuledDebtors.TEXTS)), () -> BOOK, Language.ENGLISH);
        AgentNotice.CallIs no = new AgentNotice.CallIs(
                LEAD,
                null,
                null,
                AgentNotice.CallIs.State.NOT_ALLOWED,
                null,
                NOW,
                List.of(),
                new AgentNotice.CallIs.Against(LENDER, List.of("DISPUTE", "NOT-DUE")));

        DeskMessage message = writer.told(new SessionNotice.Told(1, "", new SessionNotice.OfDesk(no)));

        assertThat(message.getCallChanged().getWhy())
                .isEqualTo("DISPUTE: the account is disputed; nothing is collected until the dispute is resolved; "
                        + "nothing is to be called for any more");
    }

    @Test
    void shouldTellWhenACallbackIsDialed() {
        NoticeWriter writer = new NoticeWriter(
                new ScreenMapper(RuledDebtors::book, new Scripts(RuledDebtors.TEXTS)), () -> BOOK, Language.ENGLISH);
        Instant callAt = NOW.plusSeconds(300);

        DeskMessage message = writer.told(new SessionNotice.Told(
                1,
                "",
                new SessionNotice.OfDesk(new AgentNotice.Offered(
                        LEAD, DEBTOR, Lead.Kind.CALLBACK, NOW, AgentNotice.Offered.Mode.PREVIEW, callAt, "promised"))));

        assertThat(message.getOffered().getKind()).isEqualTo(LeadKind.LEAD_KIND_CALLBACK);
        assertThat(message.getOffered().getCallAt().getSeconds()).isEqualTo(callAt.getEpochSecond());
    }
}
