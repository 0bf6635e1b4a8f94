package dev.janji.orchestrator.console;

import dev.janji.protocols.desk.v1.ActionName;
import dev.janji.protocols.desk.v1.AllowedAction;
import dev.janji.protocols.desk.v1.BreakReason;
import dev.janji.protocols.desk.v1.CallChanged;
import dev.janji.protocols.desk.v1.CallEnd;
import dev.janji.protocols.desk.v1.CallState;
import dev.janji.protocols.desk.v1.ChangeKind;
import dev.janji.protocols.desk.v1.ClientMessage;
import dev.janji.protocols.desk.v1.Debt;
import dev.janji.protocols.desk.v1.DebtorChanged;
import dev.janji.protocols.desk.v1.DeskMessage;
import dev.janji.protocols.desk.v1.Found;
import dev.janji.protocols.desk.v1.FoundDebtor;
import dev.janji.protocols.desk.v1.IdentityCheck;
import dev.janji.protocols.desk.v1.LeadKind;
import dev.janji.protocols.desk.v1.OfferMode;
import dev.janji.protocols.desk.v1.Offered;
import dev.janji.protocols.desk.v1.Recorded;
import dev.janji.protocols.desk.v1.Refusal;
import dev.janji.protocols.desk.v1.Screen;
import dev.janji.protocols.desk.v1.SeatChanged;
import dev.janji.protocols.desk.v1.SeatState;
import dev.janji.protocols.desk.v1.TimelineEntry;
import dev.janji.protocols.desk.v1.TriedPoint;
import dev.janji.protocols.lender.v1.Channel;
import dev.janji.protocols.lender.v1.Date;
import dev.janji.protocols.lender.v1.Disposition;
import dev.janji.protocols.lender.v1.Money;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One debtor who is called: offered, read, dialed, identified, promised, disposed of. Confined to the desk that plays it. */
final class CaseStory implements ScriptedDesk.Story {
    static final String LEAD = "lead-1";
    static final String OVERDUE_IN_INDONESIAN = "1.250.000";

    private static final Set<ActionName> OF_THE_IDENTIFIED = Set.of(
            ActionName.ACTION_NAME_PROMISE,
            ActionName.ACTION_NAME_ARRANGEMENT,
            ActionName.ACTION_NAME_CALLBACK,
            ActionName.ACTION_NAME_DISPUTE);

    private IdentityCheck identity = IdentityCheck.IDENTITY_CHECK_PENDING;
    private CallState call = CallState.CALL_STATE_UNSPECIFIED;
    private @Nullable Money promised;
    private @Nullable Date promisedBy;
    private long overdue = 125_000_000;
    private boolean withLead = true;
    private boolean breaksBeforeAnswer;
    private boolean isCaller;
    private String against = "";

    /** The debtor calls. */
    static CaseStory ofCaller() {
        CaseStory story = new CaseStory();
        story.isCaller = true;
        return story;
    }

    @Override
    public void asked(ClientMessage request, ScriptedDesk desk) {
        switch (request.getBodyCase()) {
            case SIGN_IN -> desk.say(seat(SeatState.SEAT_STATE_AWAY, BreakReason.BREAK_REASON_SIGNED_IN));
            case GET_READY -> {
                desk.done(request);
                desk.say(seat(SeatState.SEAT_STATE_READY));
                offer(desk);
            }
            case TAKE_BREAK -> {
                desk.done(request);
                if (call != CallState.CALL_STATE_TALKING) {
                    desk.say(seat(
                            SeatState.SEAT_STATE_AWAY, request.getTakeBreak().getReason()));
                }
            }
            case ACCEPT_OFFER -> {
                desk.done(request);
                desk.say(seat(SeatState.SEAT_STATE_TALKING));
                if (isCaller) {
                    desk.say(call(CallState.CALL_STATE_TALKING));
                }
                desk.say(screen());
            }
            case REJECT_OFFER -> {
                desk.done(request);
                desk.say(seat(SeatState.SEAT_STATE_READY));
            }
            case DIAL -> {
                desk.done(request);
                if (!against.isEmpty()) {
                    desk.say(DeskMessage.newBuilder()
                            .setCallChanged(CallChanged.newBuilder()
                                    .setLeadId(LEAD)
                                    .setState(CallState.CALL_STATE_NOT_ALLOWED)
                                    .setWhy(against)));
                    desk.say(seat(SeatState.SEAT_STATE_READY));
                    return;
                }
                for (CallState state : List.of(
                        CallState.CALL_STATE_DIALING, CallState.CALL_STATE_RINGING, CallState.CALL_STATE_TALKING)) {
                    desk.say(call(state));
                }
                desk.say(screen());
            }
            case HANG_UP -> {
                desk.done(request);
                hungUp(desk);
            }
            case HOLD_CALL -> {
                desk.done(request);
                desk.say(call(
                        request.getHoldCall().getHeld() ? CallState.CALL_STATE_HELD : CallState.CALL_STATE_TALKING));
            }
            case RECORD_CALL, SEND_TEXT -> desk.done(request);
            case IDENTIFY -> {
                identity = request.getIdentify().getResult();
                desk.done(request);
                desk.say(screen());
            }
            case CAPTURE_PROMISE -> {
                if (breaksBeforeAnswer) {
                    breaksBeforeAnswer = false;
                    desk.cut(true);
                    return;
                }
                promised = request.getCapturePromise().getAmount();
                promisedBy = request.getCapturePromise().getBy();
                recorded(request, desk, "promise-1", "Janji bayar tersimpan");
            }
            case CAPTURE_ARRANGEMENT ->
                desk.refuse(request, Refusal.REFUSAL_NOT_ALLOWED, "Wewenang Anda sampai 6 cicilan; ini lebih");
            case BOOK_CALLBACK -> recorded(request, desk, "callback-1", "Telepon kembali tersimpan");
            case RAISE_DISPUTE -> recorded(request, desk, "dispute-1", "Sanggahan tersimpan");
            case FILE_COMPLAINT -> recorded(request, desk, "complaint-1", "Pengaduan tersimpan");
            case CORRECT_DISPOSITION -> recorded(request, desk, "conversation-1", "Hasil diperbaiki");
            case RETURN_LEAD -> {
                desk.done(request);
                desk.say(seat(SeatState.SEAT_STATE_READY));
            }
            case DISPOSE -> dispose(request, desk);
            case FIND_DEBTOR ->
                desk.answer(
                        request,
                        DeskMessage.newBuilder()
                                .setFound(Found.newBuilder()
                                        .addDebtors(FoundDebtor.newBuilder()
                                                .setLenderId("bank-1")
                                                .setDebtorId("debtor-2")
                                                .setName("Debtor 2")
                                                .setBucket("30+"))));
            case OPEN_DEBTOR -> {
                desk.done(request);
                withLead = false;
                desk.say(screen());
            }
            default -> desk.refuse(request, Refusal.REFUSAL_BAD_REQUEST, "Not of this story");
        }
    }

    /** The line breaks when the next promise has come, before anything was done about it. */
    void breakBeforeAnswer() {
        breaksBeforeAnswer = true;
    }

    void offer(ScriptedDesk desk) {
        desk.say(seat(SeatState.SEAT_STATE_OFFERED));
        desk.say(DeskMessage.newBuilder()
                .setOffered(Offered.newBuilder()
                        .setLeadId(LEAD)
                        .setLenderId("bank-1")
                        .setKind(isCaller ? LeadKind.LEAD_KIND_INBOUND : LeadKind.LEAD_KIND_OUTBOUND)
                        .setMode(isCaller ? OfferMode.OFFER_MODE_CALLER_WAITS : OfferMode.OFFER_MODE_PREVIEW)
                        .setUntil(ScriptedDesk.at(Instant.now().plusSeconds(20)))
                        .setWhy("Agen: paling lama menunggu. Kasus: pertama menurut umur dan nilai.")));
    }

    /** The debtor pays elsewhere while somebody talks. @return the notice, then the new screen */
    List<DeskMessage.Builder> paid() {
        overdue = 0;
        return List.of(
                DeskMessage.newBuilder()
                        .setDebtorChanged(DebtorChanged.newBuilder()
                                .setLeadId(LEAD)
                                .setKind(ChangeKind.CHANGE_KIND_PAID)
                                .setText("Pembayaran Rp 1.250.000 diterima pukul 10.14")
                                .setAt(ScriptedDesk.now())),
                screen());
    }

    /** The debtor's rules let nobody call. @param why as the desk says it */
    void forbidCalls(String why) {
        against = why;
    }

    void hungUp(ScriptedDesk desk) {
        desk.say(DeskMessage.newBuilder()
                .setCallChanged(CallChanged.newBuilder()
                        .setLeadId(LEAD)
                        .setState(CallState.CALL_STATE_ENDED)
                        .setEnd(CallEnd.CALL_END_WE_HUNG_UP)
                        .setAt(ScriptedDesk.now())));
        call = CallState.CALL_STATE_ENDED;
        desk.say(DeskMessage.newBuilder()
                .setSeatChanged(SeatChanged.newBuilder()
                        .setState(SeatState.SEAT_STATE_WRAP_UP)
                        .setSince(ScriptedDesk.now())
                        .setUntil(ScriptedDesk.at(Instant.now().plusSeconds(30)))));
        desk.say(screen());
    }

    private void dispose(ClientMessage request, ScriptedDesk desk) {
        if (request.getDispose().getDisposition() == Disposition.DISPOSITION_RPC_PTP && promised == null) {
            desk.refuse(request, Refusal.REFUSAL_NOT_NOW, "Belum ada janji bayar yang tersimpan");
            return;
        }
        desk.answer(
                request,
                DeskMessage.newBuilder()
                        .setRecorded(
                                Recorded.newBuilder().setId("conversation-1").setText("Hasil tersimpan")));
        desk.say(seat(SeatState.SEAT_STATE_READY));
    }

    private void recorded(ClientMessage request, ScriptedDesk desk, String id, String text) {
        desk.answer(
                request,
                DeskMessage.newBuilder()
                        .setRecorded(Recorded.newBuilder().setId(id).setText(text)));
        desk.say(screen());
    }

    private DeskMessage.Builder call(CallState state) {
        call = state;
        return DeskMessage.newBuilder()
                .setCallChanged(
                        CallChanged.newBuilder().setLeadId(LEAD).setState(state).setAt(ScriptedDesk.now()));
    }

    static DeskMessage.Builder seat(SeatState state) {
        return seat(state, BreakReason.BREAK_REASON_UNSPECIFIED);
    }

    private static DeskMessage.Builder seat(SeatState state, BreakReason reason) {
        return DeskMessage.newBuilder()
                .setSeatChanged(SeatChanged.newBuilder()
                        .setState(state)
                        .setReason(reason)
                        .setSince(ScriptedDesk.now()));
    }

    DeskMessage.Builder screen() {
        boolean passed = identity == IdentityCheck.IDENTITY_CHECK_PASSED;
        Screen.Builder screen = Screen.newBuilder()
                .setLeadId(withLead ? LEAD : "")
                .setLenderId("bank-1")
                .setLenderName("Bank 1")
                .setDebtorId(withLead ? "debtor-1" : "debtor-2")
                .setDebtorName(withLead ? "Debtor 1" : "Debtor 2")
                .setLanguage("id")
                .setMaskedNumber("+62 *** *** 123")
                .addTriedPoints(TriedPoint.newBuilder()
                        .setChannel(Channel.CHANNEL_VOICE)
                        .setMaskedPoint("+62 *** *** 123")
                        .setHistory("4 dikirim, 1 sampai, 0 gagal; terakhir 28 Mei 2026: tidak dijawab"))
                .addTriedPoints(TriedPoint.newBuilder()
                        .setChannel(Channel.CHANNEL_EMAIL)
                        .setMaskedPoint("d***@mail.example")
                        .setHistory("2 dikirim, 0 sampai, 2 gagal; terakhir 21 Mei 2026: terpental"))
                .setIdentity(identity)
                .setLocalTime("10:12")
                .setZone("Asia/Jakarta")
                .setScript(script());
        if (passed) {
            screen.addAllDebts(debts());
            screen.addTimeline(entry(2, "Pesan WhatsApp pengingat sampai dan dibaca", ""));
            screen.addTimeline(entry(9, "Percakapan: tanpa komitmen", "conversation-0"));
            screen.addTimeline(entry(34, "Janji bayar Rp 500.000 ditepati", ""));
            screen.addTimeline(entry(41, "Surat peringatan terkirim", ""));
        }
        for (ActionName name : ActionName.values()) {
            if (name != ActionName.ACTION_NAME_UNSPECIFIED && name != ActionName.UNRECOGNIZED) {
                screen.addActions(action(name, passed));
            }
        }
        return DeskMessage.newBuilder().setScreen(screen);
    }

    private String script() {
        return switch (identity) {
            case IDENTITY_CHECK_PASSED ->
                "Terima kasih, Debtor 1. Tagihan Bank 1 sudah lewat 47 hari. Kami ingin membantu mencari jalan "
                        + "keluar. Kapan dan berapa yang dapat dibayar?";
            case IDENTITY_CHECK_THIRD_PARTY, IDENTITY_CHECK_FAILED ->
                "Terima kasih atas waktunya. Mohon sampaikan kepada Debtor 1 untuk "
                        + "menghubungi Bank 1. Selamat siang.";
            default ->
                "Selamat siang, saya Agent 1 dari Bank 1. Apakah saya berbicara dengan Debtor 1? "
                        + "Untuk memastikan, boleh sebutkan tanggal lahir Anda?";
        };
    }

    private List<Debt> debts() {
        Debt.Builder card = Debt.newBuilder()
                .setAccountId("account-1")
                .setProduct("Kartu kredit")
                .setBucket("30+")
                .setDaysPastDue(47)
                .setOverdue(idr(overdue))
                .setOutstanding(idr(840_000_000))
                .setDueDate(Date.newBuilder().setYear(2026).setMonth(10).setDay(7))
                .setKept(2)
                .setBroken(1);
        if (promised != null && promisedBy != null) {
            card.setPromised(promised).setPromisedBy(promisedBy);
        }
        Debt loan = Debt.newBuilder()
                .setAccountId("account-2")
                .setProduct("Pinjaman tunai")
                .setBucket("1-29")
                .setDaysPastDue(12)
                .setOverdue(idr(31_250_050))
                .setOutstanding(idr(412_000_000))
                .setDueDate(Date.newBuilder().setYear(2026).setMonth(11).setDay(11))
                .setSuspended("sanggahan belum selesai")
                .build();
        return List.of(card.build(), loan);
    }

    private AllowedAction action(ActionName name, boolean passed) {
        boolean live = call == CallState.CALL_STATE_TALKING || call == CallState.CALL_STATE_HELD;
        String whyNot = "";
        if (!withLead && name != ActionName.ACTION_NAME_CORRECT) {
            whyNot = "debitur dibuka tanpa kasus";
        } else if (OF_THE_IDENTIFIED.contains(name) && !passed) {
            whyNot = "identitas belum dipastikan";
        } else if (name == ActionName.ACTION_NAME_DIAL && call != CallState.CALL_STATE_UNSPECIFIED) {
            whyNot = "sudah ditelepon";
        } else if (name == ActionName.ACTION_NAME_IDENTIFY && !live) {
            whyNot = "belum ada yang menjawab";
        } else if (name == ActionName.ACTION_NAME_RETURN && call != CallState.CALL_STATE_UNSPECIFIED) {
            whyNot = "sudah ditelepon";
        } else if (name == ActionName.ACTION_NAME_DISPOSE && call == CallState.CALL_STATE_UNSPECIFIED) {
            whyNot = "belum ada percakapan";
        }
        return AllowedAction.newBuilder()
                .setName(name)
                .setAllowed(whyNot.isEmpty())
                .setWhyNot(whyNot)
                .build();
    }

    private static TimelineEntry entry(int daysAgo, String text, String conversation) {
        return TimelineEntry.newBuilder()
                .setAt(ScriptedDesk.at(Instant.now().minusSeconds(daysAgo * 86_400L)))
                .setText(text)
                .setConversationId(conversation)
                .build();
    }

    private static Money idr(long minor) {
        return Money.newBuilder().setCurrency("IDR").setMinor(minor).build();
    }
}
