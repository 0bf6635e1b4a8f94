package dev.janji.loadtest.checker;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import dev.janji.protocols.journal.v1.CallbackRequested;
import dev.janji.protocols.journal.v1.Channel;
import dev.janji.protocols.journal.v1.ConversationHeld;
import dev.janji.protocols.journal.v1.Direction;
import dev.janji.protocols.journal.v1.Disposition;
import dev.janji.protocols.journal.v1.LeadClosed;
import dev.janji.protocols.journal.v1.LeadKind;
import dev.janji.protocols.journal.v1.LeadOffered;
import dev.janji.protocols.journal.v1.LeadResult;
import dev.janji.protocols.journal.v1.LenderEventApplied;
import dev.janji.protocols.journal.v1.TalkBegan;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Forged histories of debtors who call the house: LEAD, I2, and the rule that the debtor's own conversation begins the cool-down. */
class CallerForgeryTest {
    private static final String CALLED = "2026-04-07T03:00:00Z";
    private static final String TALKED = "2026-04-07T03:00:20Z";
    private static final String OVER = "2026-04-07T03:05:00Z";
    private static final String PAID = "2026-04-08T03:00:00Z";

    private static List<Invariant> broken(Forge forge) {
        return forge.payment("e-4", "pay-1", 5_000, PAID).checked().violations().stream()
                .map(Violation::invariant)
                .distinct()
                .toList();
    }

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
        return forge;
    }

    private static Forge calling(Forge forge, String at) {
        return forge.row(
                at,
                record -> record.setManifest("debtor.LeadOffered")
                        .setLeadOffered(LeadOffered.newBuilder()
                                .setLeadId("lead-1")
                                .setKind(LeadKind.LEAD_KIND_INBOUND)
                                .setQueue("early")
                                .setUntil(timestamp(Instant.parse(at).plusSeconds(1_800)))));
    }

    /** Every step that was due has been taken. */
    private static Forge calling() {
        Forge forge = begun();
        forge.deferred("2026-04-03T02:00:00Z", 0, "2026-04-04T01:00:00Z");
        return calling(forge.contact("2026-04-04T01:00:00Z", 0).contact("2026-04-07T02:00:00Z", 1), CALLED);
    }

    private static Forge talk(Forge forge, String at) {
        return forge.row(
                at,
                record -> record.setManifest("debtor.TalkBegan")
                        .setTalkBegan(TalkBegan.newBuilder().setLeadId("lead-1").setAgentId("agent-1")));
    }

    private static Forge closed(Forge forge, LeadResult result, String at) {
        return forge.row(
                at,
                record -> record.setManifest("debtor.LeadClosed")
                        .setLeadClosed(
                                LeadClosed.newBuilder().setLeadId("lead-1").setResult(result)));
    }

    private static Forge desk(Forge forge, String id, String at, LenderEventApplied.Builder event) {
        return forge.row(at, record -> record.setManifest("debtor.ofDesk").setLenderEventApplied(event.setEventId(id)));
    }

    private static Forge wish(Forge forge, String at) {
        return desk(
                forge,
                "desk-1",
                at,
                LenderEventApplied.newBuilder()
                        .setCallbackRequested(CallbackRequested.newBuilder()
                                .setCallbackId("desk-cb")
                                .setPromisedFrom(timestamp(Instant.parse(at)))
                                .setPromisedUntil(timestamp(Instant.parse(at).plusSeconds(86_400)))));
    }

    private static Timestamp timestamp(Instant at) {
        return Timestamp.newBuilder().setSeconds(at.getEpochSecond()).build();
    }

    @Test
    void shouldFindNothingInACallThatAnAgentTakes() {
        assertThat(broken(closed(talk(calling(), TALKED), LeadResult.LEAD_RESULT_TALKED, OVER)))
                .isEmpty();
    }

    @Test
    void shouldFindNothingInACallThatNobodyTakes() {
        assertThat(broken(closed(calling(), LeadResult.LEAD_RESULT_ABANDONED, OVER)))
                .isEmpty();
        assertThat(broken(closed(wish(calling(), TALKED), LeadResult.LEAD_RESULT_RETURNED, OVER)))
                .as("the caller wants to be called back")
                .isEmpty();
    }

    @Test
    void shouldFindTheWishOfACallerWhoIsNotOnTheLine() {
        assertThat(broken(wish(closed(calling(), LeadResult.LEAD_RESULT_ABANDONED, TALKED), OVER)))
                .contains(Invariant.I2);
        assertThat(broken(wish(begun(), OVER))).contains(Invariant.I2);
    }

    @Test
    void shouldFindAConversationThatNobodyHadWithACaller() {
        Forge forge = desk(
                calling(),
                "desk-2",
                TALKED,
                LenderEventApplied.newBuilder()
                        .setConversationHeld(ConversationHeld.newBuilder()
                                .setConversationId("desk-2")
                                .setChannel(Channel.CHANNEL_VOICE)
                                .setDirection(Direction.DIRECTION_INBOUND)
                                .setDisposition(Disposition.DISPOSITION_RPC_NO_COMMITMENT)));
        assertThat(broken(closed(forge, LeadResult.LEAD_RESULT_ABANDONED, OVER)))
                .contains(Invariant.I2);
    }

    @Test
    void shouldFindWhatLeavesTheHouseWhileTheDebtorIsOnTheLine() {
        Forge message = closed(calling().contact(TALKED, 1), LeadResult.LEAD_RESULT_ABANDONED, OVER);
        assertThat(broken(message)).contains(Invariant.LEAD);
        Forge call =
                calling().authorized(TALKED, 1, "tel", "VOICE").reached(TALKED).answered(TALKED);
        assertThat(broken(closed(call, LeadResult.LEAD_RESULT_ABANDONED, OVER))).contains(Invariant.LEAD);
    }

    @Test
    void shouldFindTheTalkAfterTheEndOfTheCallAndTheCallThatNeverEnds() {
        Forge over = talk(closed(calling(), LeadResult.LEAD_RESULT_ABANDONED, TALKED), OVER);
        assertThat(broken(over)).contains(Invariant.LEAD);
        assertThat(broken(calling())).contains(Invariant.LEAD);
    }

    @Test
    void shouldFindTheCallWithinTheCoolDownOfTheDebtorsOwnConversation() {
        Forge talked = closed(
                talk(calling(inNewYork(), "2026-04-01T15:00:00Z"), "2026-04-01T15:00:20Z"),
                LeadResult.LEAD_RESULT_TALKED,
                "2026-04-01T15:05:00Z");
        assertThat(rules(called(talked))).as("US-04").contains("US-02");
        Forge gaveUp = closed(
                calling(inNewYork(), "2026-04-01T15:00:00Z"), LeadResult.LEAD_RESULT_ABANDONED, "2026-04-01T15:05:00Z");
        assertThat(rules(called(gaveUp))).as("nobody talked").doesNotContain("US-02");
    }

    private static Forge inNewYork() {
        Forge forge = new Forge().begun("America/New_York");
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
        return forge;
    }

    private static Forge called(Forge forge) {
        String at = "2026-04-07T14:00:00Z";
        return forge.authorized(at, 1, "tel", "VOICE").reached(at).answered(at);
    }

    private static List<String> rules(Forge forge) {
        return forge
                .checked(HouseRules.standard()
                        .under(Set.of("us-reg-f"), Set.of("us-tcpa-consent", "us-validation-notice")))
                .violations()
                .stream()
                .filter(violation -> violation.invariant() == Invariant.I5)
                .map(violation -> violation.what().substring(violation.what().lastIndexOf(' ') + 1))
                .toList();
    }
}
