package dev.janji.loadtest.checker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A forged contact against what was said: the checker finds it, and finds nothing once the end was told. */
class SaidForgeryTest {
    private static final String BEFORE = "2026-04-06T20:00:00Z";
    private static final String END = "2026-04-07T01:00:00Z";
    private static final String TUESDAY = "2026-04-07T02:00:00Z";

    private Set<String> packs = Set.of("id");
    private final Forge forge = new Forge().begun("Asia/Jakarta");
    private int events;

    private SaidForgeryTest told(String kind, String at, Consumer<ObjectNode> content) {
        forge.lender("x-" + ++events, kind, at, content);
        return this;
    }

    private SaidForgeryTest held(String disposition) {
        return told(
                "ConversationHeld",
                BEFORE,
                line -> line.put("conversation", "cv")
                        .put("channel", "VOICE")
                        .put("direction", "OUTBOUND")
                        .put("pointId", "sms")
                        .put("disposition", disposition)
                        .putArray("accounts")
                        .add("card"));
    }

    private SaidForgeryTest corrected(String disposition) {
        return told(
                "DispositionCorrected",
                END,
                line -> line.put("conversation", "cv").put("disposition", disposition));
    }

    private SaidForgeryTest replied(String intent, String point) {
        return told("ReplyReceived", BEFORE, line -> {
            line.put("reply", "r").put("channel", "SMS").put("intent", intent);
            if (!point.isEmpty()) {
                line.put("pointId", point);
            }
            if (intent.equals("WILL_PAY")) {
                line.put("payBy", "2026-04-08");
            }
            line.putArray("accounts");
        });
    }

    private SaidForgeryTest verified(String point) {
        return told(
                "ContactPointChanged",
                END,
                line -> line.putObject("point")
                        .put("id", point)
                        .put("channel", "SMS")
                        .put("role", "OWN")
                        .put("verification", "VERIFIED")
                        .put("consent", "GIVEN"));
    }

    private SaidForgeryTest complained(boolean stops) {
        return told(
                "ComplaintReceived", BEFORE, line -> line.put("complaint", "co").put("stops", stops));
    }

    private SaidForgeryTest callback(String until) {
        return told(
                "CallbackRequested",
                BEFORE,
                line -> line.put("callback", "cb").put("from", BEFORE).put("until", until));
    }

    /** What the checker says of a contact on Tuesday, states and rules. */
    private Set<String> found() {
        return found(TUESDAY);
    }

    private Set<String> found(String at) {
        forge.authorized(at, 1, "sms", "SMS").reached(at).answered(at);
        Set<String> found = new TreeSet<>();
        List<Violation> violations =
                forge.checked(HouseRules.standard().under(packs, Set.of())).violations();
        violations.stream()
                .filter(each -> each.invariant() == Invariant.STATE)
                .forEach(each -> found.add(each.what().substring("a contact while ".length())));
        violations.stream()
                .filter(each -> each.invariant() == Invariant.I5)
                .forEach(each -> found.add(each.what().substring(each.what().lastIndexOf(' ') + 1)));
        return found;
    }

    private static SaidForgeryTest story() {
        return new SaidForgeryTest();
    }

    @ParameterizedTest
    @CsvSource({
        "DECEASED, on hold by a conversation",
        "BANKRUPTCY, on hold by a conversation",
        "ATTORNEY, on hold by a conversation",
        "CEASE_CONTACT, on hold by a conversation",
        "RPC_DISPUTE, in dispute by what was said",
        "FRAUD_CLAIM, in dispute by what was said",
        "RPC_PAID_CLAIMED, waiting for a payment",
        "SKIP_TRACE, not found",
        "WRONG_NUMBER, ID-04"
    })
    void shouldFindAContactAgainstADispositionAndNoneAfterItsCorrection(String disposition, String found) {
        assertThat(story().held(disposition).found()).containsExactly(found);
        assertThat(story().held(disposition).corrected("RPC_HUNG_UP").found()).isEmpty();
        assertThat(story().held("RPC_HUNG_UP").corrected(disposition).found()).containsExactly(found);
    }

    @ParameterizedTest
    @CsvSource({
        "PAID, '', waiting for a payment",
        "WILL_PAY, '', waiting for a payment",
        "DISPUTE, '', in dispute by what was said",
        "CALL_ME, '', waiting for a call",
        "STOP, sms, OPT-OUT",
        "STOP, '', OPT-OUT",
        "WRONG_PERSON, sms, ID-04"
    })
    void shouldFindAContactAgainstAReply(String intent, String point, String found) {
        assertThat(story().replied(intent, point).found()).containsExactly(found);
    }

    @Test
    void shouldFindNothingInWhatStopsNothing() {
        assertThat(story().held("RPC_REFUSED").found()).isEmpty();
        assertThat(story().replied("OTHER", "sms").found()).isEmpty();
        assertThat(story().replied("STOP", "sms-2").found()).isEmpty();
        assertThat(story().complained(false).found()).isEmpty();
    }

    @Test
    void shouldFindAContactBeforeAPromisedCallIsOver() {
        assertThat(story().callback("2026-04-07T02:00:01Z").found()).containsExactly("promised a call");
        assertThat(story().callback(TUESDAY).found()).isEmpty();
        assertThat(story().callback("2026-04-07T09:00:00Z")
                        .told("CallbackClosed", END, line -> line.put("callback", "cb"))
                        .found())
                .isEmpty();
        assertThat(story().replied("CALL_ME", "sms")
                        .told("CallbackClosed", END, line -> line.put("callback", "r"))
                        .found())
                .isEmpty();
    }

    @Test
    void shouldFindAContactUnderAComplaintThatStopsIt() {
        assertThat(story().complained(true).found()).containsExactly("under a complaint");
        assertThat(story().complained(true)
                        .told("ComplaintClosed", END, line -> line.put("complaint", "co"))
                        .found())
                .isEmpty();
    }

    @Test
    void shouldKnowWhatEndsAStop() {
        assertThat(story().held("DECEASED")
                        .told("HoldLifted", END, line -> line.put("hold", "cv"))
                        .found())
                .isEmpty();
        assertThat(story().held("RPC_DISPUTE")
                        .told(
                                "DisputeResolved",
                                END,
                                line -> line.put("account", "card").put("dispute", "cv"))
                        .found())
                .isEmpty();
        assertThat(story().held("RPC_DISPUTE")
                        .told(
                                "DisputeOpened",
                                BEFORE,
                                line -> line.put("account", "card").put("dispute", "d"))
                        .told(
                                "DisputeResolved",
                                END,
                                line -> line.put("account", "card").put("dispute", "d"))
                        .found())
                .isEmpty();
        assertThat(story().held("WRONG_NUMBER").verified("sms").found()).isEmpty();
        assertThat(story().held("WRONG_NUMBER").verified("sms-2").found()).containsExactly("ID-04");
        assertThat(story().held("SKIP_TRACE").verified("sms-2").found()).isEmpty();
        assertThat(story().replied("STOP", "sms").verified("sms").found()).containsExactly("OPT-OUT");
        assertThat(story().replied("STOP", "sms")
                        .told(
                                "ConsentChanged",
                                END,
                                line -> line.put("pointId", "sms").put("consent", "GIVEN"))
                        .found())
                .isEmpty();
        assertThat(story().replied("STOP", "")
                        .told(
                                "DebtorConsentChanged",
                                END,
                                line -> line.put("scope", "CHANNEL")
                                        .put("channel", "SMS")
                                        .put("consent", "GIVEN"))
                        .found())
                .isEmpty();
    }

    /** Said on the 7th in Jakarta: of two days the 9th is the end. */
    @Test
    void shouldCountDaysOfQuietOnTheLocalCalendar() {
        assertThat(story().replied("PAID", "sms").found("2026-04-08T12:00:00Z"))
                .containsExactly("waiting for a payment");
        assertThat(story().replied("PAID", "sms").found("2026-04-09T02:00:00Z")).isEmpty();
        assertThat(story().replied("WILL_PAY", "sms").found("2026-04-08T12:00:00Z"))
                .containsExactly("waiting for a payment");
        assertThat(story().replied("WILL_PAY", "sms").found("2026-04-09T02:00:00Z"))
                .isEmpty();
    }

    @Test
    void shouldStopUnderTheLawsOwnRuleToo() {
        SaidForgeryTest story = story().held("ATTORNEY");
        story.packs = Set.of("us-reg-f");

        assertThat(story.found()).contains("on hold by a conversation").anyMatch(each -> each.startsWith("US-"));
    }
}
