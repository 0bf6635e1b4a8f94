package dev.janji.loadtest.checker;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import dev.janji.protocols.journal.v1.Channel;
import dev.janji.protocols.journal.v1.ConversationHeld;
import dev.janji.protocols.journal.v1.Direction;
import dev.janji.protocols.journal.v1.Disposition;
import dev.janji.protocols.journal.v1.LeadClosed;
import dev.janji.protocols.journal.v1.LeadKind;
import dev.janji.protocols.journal.v1.LeadOffered;
import dev.janji.protocols.journal.v1.LeadRecalled;
import dev.janji.protocols.journal.v1.LeadResult;
import dev.janji.protocols.journal.v1.LenderEventApplied;
import dev.janji.protocols.journal.v1.TalkBegan;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Forged histories of calls by live agents: LEAD. The step of the day after the due date is made by telephone. */
class LeadForgeryTest {
    private static final String OFFERED = "2026-04-07T02:00:00Z";
    private static final String UNTIL = "2026-04-07T11:00:00Z";
    private static final String DIALED = "2026-04-07T03:00:00Z";
    private static final String TALKED = "2026-04-07T03:00:20Z";
    private static final String OVER = "2026-04-07T03:05:00Z";

    private static List<Invariant> broken(Forge forge) {
        return forge.checked().violations().stream()
                .map(Violation::invariant)
                .distinct()
                .toList();
    }

    /** With a telephone, and the reminder sent. */
    private static Forge begun() {
        Forge forge = new Forge().begun("Asia/Jakarta");
        forge.lender(
                "e-9",
                "ContactPointChanged",
                "2026-04-01T00:00:00Z",
                line -> line.putObject("point")
                        .put("id", "tel")
                        .put("channel", "VOICE")
                        .put("role", "OWN")
                        .put("verification", "VERIFIED")
                        .put("consent", "GIVEN"));
        forge.deferred("2026-04-03T02:00:00Z", 0, "2026-04-04T01:00:00Z");
        return forge.contact("2026-04-04T01:00:00Z", 0);
    }

    private static Forge offered() {
        return offered(begun(), "lead-1", OFFERED);
    }

    private static Forge offered(Forge forge, String id, String at) {
        return forge.row(
                at,
                record -> record.setManifest("debtor.LeadOffered")
                        .setLeadOffered(LeadOffered.newBuilder()
                                .setLeadId(id)
                                .setKind(LeadKind.LEAD_KIND_OUTBOUND)
                                .setQueue("early")
                                .setUntil(timestamp(UNTIL))));
    }

    private static Forge dialed(Forge forge) {
        return forge.authorized(DIALED, 1, "tel", "VOICE").reached(DIALED).answered(DIALED);
    }

    private static Forge talk(Forge forge, String at) {
        return forge.row(
                at,
                record -> record.setManifest("debtor.TalkBegan")
                        .setTalkBegan(TalkBegan.newBuilder().setLeadId("lead-1").setAgentId("agent-1")));
    }

    private static Forge recalled(Forge forge, String at) {
        return forge.row(
                at,
                record -> record.setManifest("debtor.LeadRecalled")
                        .setLeadRecalled(LeadRecalled.newBuilder().setLeadId("lead-1")));
    }

    private static Forge closed(Forge forge, LeadResult result, String at) {
        return forge.row(
                at,
                record -> record.setManifest("debtor.LeadClosed")
                        .setLeadClosed(
                                LeadClosed.newBuilder().setLeadId("lead-1").setResult(result)));
    }

    private static Timestamp timestamp(String at) {
        return Timestamp.newBuilder()
                .setSeconds(Instant.parse(at).getEpochSecond())
                .build();
    }

    private static Forge paid(Forge forge, String at) {
        return forge.payment("e-4", "pay-1", 5_000, at);
    }

    @Test
    void shouldFindNothingInACallThatAnAgentTalksIn() {
        Forge forge = closed(talk(dialed(offered()), TALKED), LeadResult.LEAD_RESULT_TALKED, OVER);

        assertThat(broken(paid(forge, "2026-04-08T03:00:00Z"))).isEmpty();
    }

    @Test
    void shouldFindNothingInALeadThatAPaymentTakesBack() {
        Forge waiting = closed(paid(offered(), DIALED), LeadResult.LEAD_RESULT_RECALLED, DIALED);
        assertThat(broken(waiting)).isEmpty();

        Forge ringing = recalled(paid(dialed(offered()), TALKED), TALKED);
        assertThat(broken(closed(ringing, LeadResult.LEAD_RESULT_RECALLED, OVER)))
                .isEmpty();

        Forge late = talk(recalled(paid(dialed(offered()), TALKED), TALKED), TALKED);
        assertThat(broken(closed(late, LeadResult.LEAD_RESULT_TALKED, OVER))).isEmpty();
    }

    /** What an agent notes after a talk: no lender sent it. */
    private static Forge noted(Forge forge, String at) {
        return forge.row(
                at,
                record -> record.setManifest("debtor.ConversationHeld")
                        .setLenderEventApplied(LenderEventApplied.newBuilder()
                                .setEventId("desk-1")
                                .setConversationHeld(ConversationHeld.newBuilder()
                                        .setConversationId("desk-1")
                                        .setChannel(Channel.CHANNEL_VOICE)
                                        .setDirection(Direction.DIRECTION_OUTBOUND)
                                        .setDisposition(Disposition.DISPOSITION_RPC_NO_COMMITMENT)
                                        .setAgentId("agent-1"))));
    }

    @Test
    void shouldFindNothingInWhatAnAgentNotesAfterATalk() {
        Forge forge = noted(closed(talk(dialed(offered()), TALKED), LeadResult.LEAD_RESULT_TALKED, OVER), OVER);

        assertThat(broken(paid(forge, "2026-04-08T03:00:00Z"))).isEmpty();
    }

    @Test
    void shouldFindWhatADeskNotesThoughNobodyHasTalked() {
        Forge forge = noted(closed(dialed(offered()), LeadResult.LEAD_RESULT_NOT_REACHED, OVER), OVER);

        assertThat(broken(paid(forge, "2026-04-08T03:00:00Z"))).contains(Invariant.I2);
    }

    @Test
    void shouldFindTheTalkThatBeginsAfterAPaymentThatAskedNobody() {
        Forge forge = talk(paid(dialed(offered()), TALKED), TALKED);

        assertThat(broken(closed(forge, LeadResult.LEAD_RESULT_TALKED, OVER))).containsExactly(Invariant.LEAD);
    }

    @Test
    void shouldFindTheTalkAfterTheEndOfItsLead() {
        Forge forge =
                closed(recalled(paid(dialed(offered()), TALKED), TALKED), LeadResult.LEAD_RESULT_RECALLED, TALKED);

        assertThat(broken(talk(forge, OVER))).contains(Invariant.LEAD);
    }

    @Test
    void shouldFindTheCallForNoLead() {
        Forge forge =
                begun().authorized(OFFERED, 1, "tel", "VOICE").reached(OFFERED).answered(OFFERED);

        assertThat(broken(paid(forge, "2026-04-08T03:00:00Z"))).containsExactly(Invariant.LEAD);
    }

    @Test
    void shouldFindTheSecondCallForOneLead() {
        Forge forge = dialed(dialed(offered()));

        assertThat(broken(paid(closed(forge, LeadResult.LEAD_RESULT_TALKED, OVER), "2026-04-08T03:00:00Z")))
                .contains(Invariant.LEAD);
    }

    @Test
    void shouldFindTheMessageWhileALeadIsOpen() {
        Forge forge = closed(offered().contact(DIALED, 1), LeadResult.LEAD_RESULT_RETURNED, OVER);

        assertThat(broken(paid(forge, "2026-04-08T03:00:00Z"))).containsExactly(Invariant.LEAD);
    }

    @Test
    void shouldFindTwoLeadsAtOnce() {
        Forge forge = offered(offered(), "lead-1", DIALED);

        assertThat(broken(paid(closed(forge, LeadResult.LEAD_RESULT_RECALLED, OVER), OVER)))
                .contains(Invariant.LEAD);
    }

    @Test
    void shouldFindTheLeadThatNeverEnds() {
        assertThat(broken(offered())).containsExactly(Invariant.LEAD);

        Forge soon = offered();
        soon.end = Instant.parse(UNTIL);
        assertThat(broken(soon)).as("while it may still be called").isEmpty();
    }
}
