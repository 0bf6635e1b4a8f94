package dev.janji.orchestrator.console;

import dev.janji.protocols.desk.v1.ActionName;
import dev.janji.protocols.desk.v1.AllowedAction;
import dev.janji.protocols.desk.v1.AnswerChanged;
import dev.janji.protocols.desk.v1.AnswerState;
import dev.janji.protocols.desk.v1.CallChanged;
import dev.janji.protocols.desk.v1.CallEnd;
import dev.janji.protocols.desk.v1.CallState;
import dev.janji.protocols.desk.v1.ClientMessage;
import dev.janji.protocols.desk.v1.Debt;
import dev.janji.protocols.desk.v1.DeskMessage;
import dev.janji.protocols.desk.v1.IdentityCheck;
import dev.janji.protocols.desk.v1.LeadKind;
import dev.janji.protocols.desk.v1.OfferMode;
import dev.janji.protocols.desk.v1.Offered;
import dev.janji.protocols.desk.v1.Recorded;
import dev.janji.protocols.desk.v1.Refusal;
import dev.janji.protocols.desk.v1.Screen;
import dev.janji.protocols.desk.v1.SeatState;
import dev.janji.protocols.desk.v1.TimelineEntry;
import dev.janji.protocols.desk.v1.WrittenConversation;
import dev.janji.protocols.desk.v1.WrittenLine;
import dev.janji.protocols.lender.v1.Channel;
import dev.janji.protocols.lender.v1.Date;
import dev.janji.protocols.lender.v1.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One debtor who wrote what nobody understands: offered, read, answered, disposed of. Confined to the desk that plays it. */
final class WrittenStory implements ScriptedDesk.Story {
    static final String LEAD = "lead-9";
    static final String QUESTION = "Saya sudah transfer kemarin tapi kok masih ditagih?";
    static final String TAIL = " Balas STOP untuk berhenti menerima SMS.";

    /** What the rules of this debtor do not let an agent write. */
    static final String FORBIDDEN = "polisi";

    private final List<WrittenLine> lines = new ArrayList<>();
    private boolean isOpen;

    @Override
    public void asked(ClientMessage request, ScriptedDesk desk) {
        switch (request.getBodyCase()) {
            case SIGN_IN -> desk.say(CaseStory.seat(SeatState.SEAT_STATE_AWAY));
            case GET_READY -> {
                desk.done(request);
                desk.say(CaseStory.seat(SeatState.SEAT_STATE_OFFERED));
                desk.say(DeskMessage.newBuilder()
                        .setOffered(Offered.newBuilder()
                                .setLeadId(LEAD)
                                .setLenderId("bank-1")
                                .setKind(LeadKind.LEAD_KIND_WRITTEN)
                                .setMode(OfferMode.OFFER_MODE_PREVIEW)
                                .setUntil(ScriptedDesk.at(Instant.now().plusSeconds(20)))));
            }
            case ACCEPT_OFFER -> {
                desk.done(request);
                isOpen = true;
                lines.add(line(false, QUESTION, ""));
                desk.say(CaseStory.seat(SeatState.SEAT_STATE_TALKING));
                desk.say(call(CallState.CALL_STATE_TALKING));
                desk.say(screen());
            }
            case SEND_REPLY -> {
                desk.done(request);
                String text = request.getSendReply().getText();
                boolean isAllowed = !text.contains(FORBIDDEN);
                AnswerChanged.Builder said = AnswerChanged.newBuilder()
                        .setLeadId(LEAD)
                        .setState(isAllowed ? AnswerState.ANSWER_STATE_ALLOWED : AnswerState.ANSWER_STATE_NOT_FIT)
                        .setWhy(isAllowed ? "" : "Teks ini tidak boleh dikirim: kata '" + FORBIDDEN + "'")
                        .setAt(ScriptedDesk.now());
                desk.say(DeskMessage.newBuilder().setAnswerChanged(said));
                if (isAllowed) {
                    lines.add(line(true, text, "terkirim"));
                    desk.say(screen());
                }
            }
            case HANG_UP -> {
                desk.done(request);
                isOpen = false;
                desk.say(call(CallState.CALL_STATE_ENDED));
                desk.say(CaseStory.seat(SeatState.SEAT_STATE_WRAP_UP));
                desk.say(screen());
            }
            case DISPOSE -> {
                desk.answer(
                        request,
                        DeskMessage.newBuilder()
                                .setRecorded(Recorded.newBuilder()
                                        .setId("conversation-9")
                                        .setText("Hasil tersimpan")));
                desk.say(CaseStory.seat(SeatState.SEAT_STATE_READY));
            }
            default -> desk.refuse(request, Refusal.REFUSAL_BAD_REQUEST, "Not of this story");
        }
    }

    private static WrittenLine line(boolean ours, String text, String state) {
        return WrittenLine.newBuilder()
                .setAt(ScriptedDesk.now())
                .setOurs(ours)
                .setText(text)
                .setState(state)
                .build();
    }

    private static DeskMessage.Builder call(CallState state) {
        CallChanged.Builder call =
                CallChanged.newBuilder().setLeadId(LEAD).setState(state).setAt(ScriptedDesk.now());
        return DeskMessage.newBuilder()
                .setCallChanged(state == CallState.CALL_STATE_ENDED ? call.setEnd(CallEnd.CALL_END_WE_HUNG_UP) : call);
    }

    private DeskMessage.Builder screen() {
        Screen.Builder screen = Screen.newBuilder()
                .setLeadId(LEAD)
                .setLenderId("bank-1")
                .setLenderName("Bank 1")
                .setDebtorId("debtor-9")
                .setDebtorName("Debtor 9")
                .setLanguage("id")
                .setMaskedNumber("+62 *** *** 123")
                .setIdentity(IdentityCheck.IDENTITY_CHECK_PASSED)
                .setLocalTime("21:40")
                .setZone("Asia/Jakarta")
                .addDebts(debt("account-1", "Kartu kredit"))
                .addDebts(debt("account-2", "Pinjaman tunai"))
                .addTimeline(TimelineEntry.newBuilder()
                        .setAt(ScriptedDesk.now())
                        .setText("Debitur membalas melalui SMS")
                        .setWords(QUESTION))
                .setWritten(WrittenConversation.newBuilder()
                        .setChannel(Channel.CHANNEL_SMS)
                        .setMaskedPoint("+62 *** *** 123")
                        .setTail(TAIL)
                        .setMostCharacters(1_000)
                        .addAllLines(lines));
        for (ActionName name : ActionName.values()) {
            if (name != ActionName.ACTION_NAME_UNSPECIFIED && name != ActionName.UNRECOGNIZED) {
                boolean isAllowed = name != ActionName.ACTION_NAME_DIAL
                        && (name != ActionName.ACTION_NAME_ANSWER || isOpen)
                        && (name != ActionName.ACTION_NAME_RETURN || lines.size() == 1);
                screen.addActions(AllowedAction.newBuilder()
                        .setName(name)
                        .setAllowed(isAllowed)
                        .setWhyNot(isAllowed ? "" : "tidak sekarang"));
            }
        }
        return DeskMessage.newBuilder().setScreen(screen);
    }

    private static Debt.Builder debt(String account, String product) {
        Money money =
                Money.newBuilder().setCurrency("IDR").setMinor(125_000_000).build();
        return Debt.newBuilder()
                .setAccountId(account)
                .setProduct(product)
                .setBucket("30+")
                .setDaysPastDue(47)
                .setOverdue(money)
                .setOutstanding(money)
                .setDueDate(Date.newBuilder().setYear(2026).setMonth(10).setDay(7));
    }
}
