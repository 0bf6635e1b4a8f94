package dev.janji.loadtest.desk;

import com.google.protobuf.Timestamp;
import dev.janji.protocols.desk.v1.AcceptOffer;
import dev.janji.protocols.desk.v1.ActionName;
import dev.janji.protocols.desk.v1.BookCallback;
import dev.janji.protocols.desk.v1.BreakReason;
import dev.janji.protocols.desk.v1.CallChanged;
import dev.janji.protocols.desk.v1.CallState;
import dev.janji.protocols.desk.v1.CapturePromise;
import dev.janji.protocols.desk.v1.ClientMessage;
import dev.janji.protocols.desk.v1.Debt;
import dev.janji.protocols.desk.v1.DeskMessage;
import dev.janji.protocols.desk.v1.Dial;
import dev.janji.protocols.desk.v1.Dispose;
import dev.janji.protocols.desk.v1.FileComplaint;
import dev.janji.protocols.desk.v1.GetReady;
import dev.janji.protocols.desk.v1.Identify;
import dev.janji.protocols.desk.v1.IdentityCheck;
import dev.janji.protocols.desk.v1.OfferMode;
import dev.janji.protocols.desk.v1.Offered;
import dev.janji.protocols.desk.v1.RejectOffer;
import dev.janji.protocols.desk.v1.Screen;
import dev.janji.protocols.desk.v1.SeatChanged;
import dev.janji.protocols.desk.v1.SeatState;
import dev.janji.protocols.desk.v1.TakeBreak;
import dev.janji.protocols.lender.v1.ComplaintCategory;
import dev.janji.protocols.lender.v1.Date;
import dev.janji.protocols.lender.v1.Disposition;
import dev.janji.protocols.lender.v1.DispositionReason;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * An agent who is a program: what it answers to each message of the desk is a pure function of its seed and of what it was told before, so a shift can
 * be worked again. It does what the screen allows, and says the truth about who was on the line as far as a dice decides that. Not thread-safe.
 */
public final class SimulatedAgent {
    /** Of a hundred offers to read first, so many are rejected. */
    private static final int REJECTS = 3;

    private static final int THIRD_PARTY = 10;
    private static final int NOBODY_KNOWS = 4;
    private static final int PROMISES = 45;
    private static final int CALLBACKS = 8;
    private static final int COMPLAINS = 2;
    private static final int BREAKS = 2;
    private static final int MOST_DAYS = 7;

    private final SplittableRandom dice;
    private final Map<String, Integer> counts = new TreeMap<>();
    private Instant now = Instant.EPOCH;
    private Screen screen = Screen.getDefaultInstance();
    private String lead = "";
    private boolean talked;
    private boolean dialed;
    private boolean isCaller;
    private boolean onBreak;
    private Disposition ends = Disposition.DISPOSITION_RPC_NO_COMMITMENT;
    private long requests;

    public SimulatedAgent(long seed) {
        dice = new SplittableRandom(seed);
    }

    /** How often it did what, by name; to be shown. */
    public Map<String, Integer> counts() {
        return Map.copyOf(counts);
    }

    /** @return what the agent says to that, in order */
    public List<ClientMessage> on(DeskMessage message) {
        return switch (message.getBodyCase()) {
            case SIGNED_IN -> {
                now = instant(message.getSignedIn().getNow());
                yield says(b -> b.setGetReady(GetReady.getDefaultInstance()));
            }
            case OFFERED -> offered(message.getOffered());
            case OFFER_TAKEN_BACK -> {
                lead = "";
                count("taken back");
                yield List.of();
            }
            case SCREEN -> shown(message.getScreen());
            case CALL_CHANGED -> call(message.getCallChanged());
            case SEAT_CHANGED -> seat(message.getSeatChanged());
            case REFUSED -> refused(message);
            case DEBTOR_CHANGED -> {
                count("told of a change during the call");
                yield List.of();
            }
            default -> List.of();
        };
    }

    private List<ClientMessage> offered(Offered offer) {
        lead = offer.getLeadId();
        isCaller = offer.getMode() == OfferMode.OFFER_MODE_CALLER_WAITS;
        if (isCaller) {
            count("offered a caller");
        }
        talked = false;
        dialed = false;
        screen = Screen.getDefaultInstance();
        ends = Disposition.DISPOSITION_RPC_NO_COMMITMENT;
        count("offered");
        if (offer.getMode() == OfferMode.OFFER_MODE_CONNECTED) {
            return List.of();
        }
        if (dice.nextInt(100) < REJECTS) {
            count("rejected");
            return says(b -> b.setRejectOffer(RejectOffer.newBuilder().setLeadId(offer.getLeadId())));
        }
        return says(b -> b.setAcceptOffer(AcceptOffer.newBuilder().setLeadId(offer.getLeadId())));
    }

    private List<ClientMessage> shown(Screen shown) {
        screen = shown;
        if (!shown.getLeadId().equals(lead) || dialed || !allows(ActionName.ACTION_NAME_DIAL)) {
            return List.of();
        }
        dialed = true;
        count("dialed");
        return says(b -> b.setDial(Dial.newBuilder().setLeadId(lead)));
    }

    private boolean allows(ActionName action) {
        return screen.getActionsList().stream().anyMatch(each -> each.getName() == action && each.getAllowed());
    }

    private List<ClientMessage> call(CallChanged call) {
        if (!call.getLeadId().equals(lead)) {
            return List.of();
        }
        now = call.hasAt() ? instant(call.getAt()) : now;
        if (call.getState() == CallState.CALL_STATE_NOT_ALLOWED) {
            count("not allowed any more");
            return List.of();
        }
        if (call.getState() != CallState.CALL_STATE_TALKING || talked) {
            return List.of();
        }
        talked = true;
        count("talked");
        return speak();
    }

    private List<ClientMessage> speak() {
        int who = dice.nextInt(100);
        List<ClientMessage> said = new ArrayList<>();
        if (who < THIRD_PARTY + NOBODY_KNOWS) {
            boolean known = who < THIRD_PARTY;
            count("third party");
            said.addAll(
                    identify(known ? IdentityCheck.IDENTITY_CHECK_THIRD_PARTY : IdentityCheck.IDENTITY_CHECK_FAILED));
            // Who calls has the right number, whoever it is.
            ends = isCaller || known && dice.nextBoolean()
                    ? Disposition.DISPOSITION_TPC_MESSAGE_LEFT
                    : Disposition.DISPOSITION_WRONG_NUMBER;
            return said;
        }
        said.addAll(identify(IdentityCheck.IDENTITY_CHECK_PASSED));
        int what = dice.nextInt(100);
        if (what >= PROMISES && what < PROMISES + CALLBACKS) {
            ends = Disposition.DISPOSITION_RPC_CALLBACK;
            Instant from = now.plus(Duration.ofHours(1 + dice.nextInt(4)));
            said.addAll(says(b -> b.setBookCallback(BookCallback.newBuilder()
                    .setLeadId(lead)
                    .setFrom(timestamp(from))
                    .setUntil(timestamp(from.plus(Duration.ofHours(1)))))));
            count("callback booked");
        } else if (what >= PROMISES + CALLBACKS && what < PROMISES + CALLBACKS + COMPLAINS) {
            said.addAll(says(b -> b.setFileComplaint(FileComplaint.newBuilder()
                    .setLeadId(lead)
                    .setCategory(ComplaintCategory.COMPLAINT_CATEGORY_CONDUCT))));
            count("complaint filed");
        } else if (what >= PROMISES) {
            ends = dice.nextBoolean() ? Disposition.DISPOSITION_RPC_NO_COMMITMENT : Disposition.DISPOSITION_RPC_REFUSED;
        } else {
            ends = Disposition.DISPOSITION_RPC_PTP;
        }
        return said;
    }

    private List<ClientMessage> identify(IdentityCheck result) {
        return says(b -> b.setIdentify(Identify.newBuilder().setLeadId(lead).setResult(result)));
    }

    private List<ClientMessage> seat(SeatChanged seat) {
        if (seat.getState() == SeatState.SEAT_STATE_AWAY && !onBreak) {
            return says(b -> b.setGetReady(GetReady.getDefaultInstance()));
        }
        onBreak = false;
        return seat.getState() == SeatState.SEAT_STATE_WRAP_UP && talked ? wrapUp() : List.of();
    }

    /** Half of what is overdue, or all of it, within a week: of the account that is longest past due. */
    private List<ClientMessage> wrapUp() {
        List<ClientMessage> said = new ArrayList<>();
        if (ends == Disposition.DISPOSITION_RPC_PTP) {
            List<Debt> due = screen.getDebtsList().stream()
                    .filter(debt -> debt.getOverdue().getMinor() > 1)
                    .toList();
            if (due.isEmpty() || !allows(ActionName.ACTION_NAME_PROMISE)) {
                ends = Disposition.DISPOSITION_RPC_NO_COMMITMENT;
            } else {
                Debt debt = due.get(0);
                long share = dice.nextBoolean() ? 1 : 2;
                LocalDate by = LocalDate.ofInstant(now, ZoneOffset.UTC).plusDays(1 + dice.nextInt(MOST_DAYS));
                count("promise captured");
                said.addAll(says(b -> b.setCapturePromise(CapturePromise.newBuilder()
                        .setLeadId(lead)
                        .setAccountId(debt.getAccountId())
                        .setAmount(debt.getOverdue().toBuilder()
                                .setMinor(debt.getOverdue().getMinor() / share))
                        .setBy(Date.newBuilder()
                                .setYear(by.getYear())
                                .setMonth(by.getMonthValue())
                                .setDay(by.getDayOfMonth())))));
            }
        }
        said.addAll(dispose(ends));
        if (dice.nextInt(100) < BREAKS) {
            onBreak = true;
            count("break");
            said.addAll(says(b -> b.setTakeBreak(TakeBreak.newBuilder().setReason(BreakReason.BREAK_REASON_PRAYER))));
            said.addAll(says(b -> b.setGetReady(GetReady.getDefaultInstance())));
        }
        return said;
    }

    private List<ClientMessage> dispose(Disposition disposition) {
        count(disposition.name().replace("DISPOSITION_", ""));
        return says(b -> b.setDispose(Dispose.newBuilder()
                .setLeadId(lead)
                .setDisposition(disposition)
                .setReason(
                        disposition == Disposition.DISPOSITION_RPC_REFUSED
                                ? DispositionReason.DISPOSITION_REASON_TROUBLE
                                : DispositionReason.DISPOSITION_REASON_UNSPECIFIED)));
    }

    /** What could not be captured is not claimed. */
    private List<ClientMessage> refused(DeskMessage message) {
        count("refused " + message.getRefused().getReason().name().replace("REFUSAL_", ""));
        if (ends == Disposition.DISPOSITION_RPC_PTP || ends == Disposition.DISPOSITION_RPC_CALLBACK) {
            ends = Disposition.DISPOSITION_RPC_NO_COMMITMENT;
            return talked ? dispose(ends) : List.of();
        }
        return List.of();
    }

    private List<ClientMessage> says(Consumer<ClientMessage.Builder> what) {
        ClientMessage.Builder message = ClientMessage.newBuilder().setRequestId("r" + ++requests);
        what.accept(message);
        return List.of(message.build());
    }

    private void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    private static Instant instant(Timestamp at) {
        return Instant.ofEpochSecond(at.getSeconds(), at.getNanos());
    }

    private static Timestamp timestamp(Instant at) {
        return Timestamp.newBuilder()
                .setSeconds(at.getEpochSecond())
                .setNanos(at.getNano())
                .build();
    }
}
