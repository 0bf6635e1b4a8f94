package dev.janji.orchestrator.desk;

import dev.janji.actors.debtor.DebtorView;
import dev.janji.actors.desk.AgentNotice;
import dev.janji.actors.desk.FloorView;
import dev.janji.actors.desk.OperatorBook;
import dev.janji.actors.desk.SessionNotice;
import dev.janji.actors.desk.WhyNot;
import dev.janji.domain.allocation.Lead;
import dev.janji.domain.debtor.Circumstances;
import dev.janji.domain.debtor.DebtorState;
import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.LeadId;
import dev.janji.orchestrator.grpc.ViewMapper;
import dev.janji.orchestrator.words.Language;
import dev.janji.orchestrator.words.NotCalled;
import dev.janji.protocols.desk.v1.AnswerChanged;
import dev.janji.protocols.desk.v1.AnswerState;
import dev.janji.protocols.desk.v1.BreakReason;
import dev.janji.protocols.desk.v1.CallChanged;
import dev.janji.protocols.desk.v1.CallEnd;
import dev.janji.protocols.desk.v1.CallState;
import dev.janji.protocols.desk.v1.CertificateEnded;
import dev.janji.protocols.desk.v1.ChangeKind;
import dev.janji.protocols.desk.v1.DebtorChanged;
import dev.janji.protocols.desk.v1.DeskMessage;
import dev.janji.protocols.desk.v1.Done;
import dev.janji.protocols.desk.v1.Duty;
import dev.janji.protocols.desk.v1.Floor;
import dev.janji.protocols.desk.v1.FloorQueue;
import dev.janji.protocols.desk.v1.FloorSeat;
import dev.janji.protocols.desk.v1.Found;
import dev.janji.protocols.desk.v1.FoundDebtor;
import dev.janji.protocols.desk.v1.LeadKind;
import dev.janji.protocols.desk.v1.OfferMode;
import dev.janji.protocols.desk.v1.OfferTakenBack;
import dev.janji.protocols.desk.v1.Offered;
import dev.janji.protocols.desk.v1.Recorded;
import dev.janji.protocols.desk.v1.Refusal;
import dev.janji.protocols.desk.v1.Refused;
import dev.janji.protocols.desk.v1.SeatChanged;
import dev.janji.protocols.desk.v1.SeatState;
import dev.janji.protocols.desk.v1.SignedIn;
import dev.janji.protocols.desk.v1.Text;
import dev.janji.protocols.desk.v1.Unseated;
import dev.janji.protocols.desk.v1.UnseatedWhy;
import java.time.Duration;
import java.util.Comparator;
import java.util.function.Supplier;

/**
 * What a session tells, in the words of the wire and of the person's language. Immutable.
 *
 * @param book knows the names of people
 */
record NoticeWriter(ScreenMapper screens, Supplier<OperatorBook> book, Language language) {

    DeskMessage told(SessionNotice.Told told) {
        return told.notice()
                .match(new Body(this, DeskMessage.newBuilder()))
                .setSequence(told.sequence())
                .setRequestId(told.request())
                .build();
    }

    DeskMessage refused(String request, WhyNot why, String subject) {
        return DeskMessage.newBuilder()
                .setRequestId(request)
                .setRefused(refusal(why, subject))
                .build();
    }

    DeskMessage signedIn(String request, SessionNotice.SignedIn now, Duration heartbeat, Duration grace) {
        return DeskMessage.newBuilder()
                .setRequestId(request)
                .setSignedIn(SignedIn.newBuilder()
                        .setAgentId(now.agent().agent().value())
                        .setName(now.agent().name())
                        .setDeskId(now.desk().desk().value())
                        .setDeskName(now.desk().name())
                        .setDuty(Duty.valueOf("DUTY_" + now.agent().duty().name()))
                        .setResumeToken(now.resumeToken())
                        .setHeartbeatSeconds(Math.toIntExact(Math.max(1, heartbeat.toSeconds())))
                        .setGraceSeconds(Math.toIntExact(grace.toSeconds()))
                        .setResumed(now.resumed())
                        .setNow(ViewMapper.timestamp(now.now())))
                .build();
    }

    static DeskMessage unseated(AgentNotice.Unseated now) {
        return DeskMessage.newBuilder()
                .setUnseated(Unseated.newBuilder()
                        .setWhy(UnseatedWhy.valueOf("UNSEATED_WHY_" + now.why().name())))
                .build();
    }

    private Refused refusal(WhyNot why, String subject) {
        return Refused.newBuilder()
                .setReason(Refusal.valueOf("REFUSAL_" + why.kind().name()))
                .setDetail(ScreenMapper.why(why, subject, language.phrases()))
                .build();
    }

    private String nameOf(AgentId agent) {
        OperatorBook.AgentProfile known = book.get().agents().get(agent);
        return known == null ? agent.value() : known.name();
    }

    private Floor floor(FloorView view) {
        Floor.Builder floor = Floor.newBuilder()
                .setDeskId(view.desk().value())
                .setAt(ViewMapper.timestamp(view.at()))
                .setDialingStopped(view.dialingStopped())
                .setGatewayUp(view.gatewayUp());
        view.seats().forEach(seat -> floor.addSeats(seat(seat)));
        view.queues()
                .forEach(queue -> floor.addQueues(FloorQueue.newBuilder()
                        .setQueueId(queue.queue().value())
                        .setMode(queue.mode())
                        .setWaiting(queue.waiting())
                        .setCallers(queue.callers())
                        .setLines(queue.lines())
                        .setPace(queue.pace())
                        .setAnswered(queue.answered())
                        .setAbandoned(queue.abandoned())
                        .setBudgetLeft(queue.budgetLeft())));
        return floor.build();
    }

    private FloorSeat seat(AgentNotice.SeatView seat) {
        LeadId lead = seat.lead();
        dev.janji.domain.allocation.BreakReason why = seat.why();
        return FloorSeat.newBuilder()
                .setAgentId(seat.agent().value())
                .setName(nameOf(seat.agent()))
                .setState(state(seat.state()))
                .setReason(why == null ? "" : why.name())
                .setSince(ViewMapper.timestamp(seat.since()))
                .setLeadId(lead == null ? "" : lead.value())
                .build();
    }

    private static SeatState state(dev.janji.domain.allocation.SeatState state) {
        return SeatState.valueOf("SEAT_STATE_" + state.name());
    }

    private static LeadKind kind(Lead.Kind kind) {
        return switch (kind) {
            case CALLBACK -> LeadKind.LEAD_KIND_CALLBACK;
            case INBOUND -> LeadKind.LEAD_KIND_INBOUND;
            case WRITTEN -> LeadKind.LEAD_KIND_WRITTEN;
            default -> LeadKind.LEAD_KIND_OUTBOUND;
        };
    }

    private static FoundDebtor found(DebtorView view) {
        FoundDebtor.Builder found = FoundDebtor.newBuilder()
                .setLenderId(view.debtor().lender().value())
                .setDebtorId(view.debtor().debtor().value());
        if (view.state() instanceof DebtorState.Known known) {
            found.setName(known.profile().name());
            view.circumstances(known).debts().stream()
                    .max(Comparator.comparingInt(Circumstances.Debt::daysPastDue))
                    .ifPresent(debt -> found.setBucket(debt.bucket()));
        }
        return found.build();
    }

    /** Fills the body. */
    private record Body(NoticeWriter of, DeskMessage.Builder message)
            implements SessionNotice.Cases<DeskMessage.Builder>, AgentNotice.Cases<DeskMessage.Builder> {
        @Override
        public DeskMessage.Builder ofDesk(SessionNotice.OfDesk n) {
            return n.notice().match(this);
        }

        @Override
        public DeskMessage.Builder done(SessionNotice.Done n) {
            return message.setDone(Done.getDefaultInstance());
        }

        @Override
        public DeskMessage.Builder refused(SessionNotice.Refused n) {
            return message.setRefused(of.refusal(n.why(), n.subject()));
        }

        @Override
        public DeskMessage.Builder recorded(SessionNotice.Recorded n) {
            return message.setRecorded(Recorded.newBuilder()
                    .setId(n.id())
                    .setText(of.language
                            .phrases()
                            .say("desk.recorded." + n.action().name())));
        }

        @Override
        public DeskMessage.Builder screenIs(SessionNotice.ScreenIs n) {
            return message.setScreen(of.screens.screen(n.view(), of.language));
        }

        @Override
        public DeskMessage.Builder debtorChanged(SessionNotice.DebtorChanged n) {
            return message.setDebtorChanged(DebtorChanged.newBuilder()
                    .setLeadId(n.lead().value())
                    .setKind(ChangeKind.valueOf("CHANGE_KIND_" + n.change().name()))
                    .setText(of.language
                            .phrases()
                            .say("desk.changed." + n.change().name()))
                    .setAt(ViewMapper.timestamp(n.at())));
        }

        @Override
        public DeskMessage.Builder found(SessionNotice.Found n) {
            Found.Builder found = Found.newBuilder();
            n.debtors().forEach(debtor -> found.addDebtors(NoticeWriter.found(debtor)));
            return message.setFound(found);
        }

        @Override
        public DeskMessage.Builder text(SessionNotice.Text n) {
            return message.setText(Text.newBuilder()
                    .setFromAgentId(n.from().value())
                    .setFromName(n.name())
                    .setText(n.text())
                    .setAt(ViewMapper.timestamp(n.at())));
        }

        @Override
        public DeskMessage.Builder seatIs(AgentNotice.SeatIs n) {
            SeatChanged.Builder seat =
                    SeatChanged.newBuilder().setState(state(n.state())).setSince(ViewMapper.timestamp(n.since()));
            dev.janji.domain.allocation.BreakReason why = n.why();
            java.time.Instant until = n.until();
            if (until != null) {
                seat.setUntil(ViewMapper.timestamp(until));
            }
            return message.setSeatChanged(
                    why == null ? seat : seat.setReason(BreakReason.valueOf("BREAK_REASON_" + why.name())));
        }

        @Override
        public DeskMessage.Builder answerIs(AgentNotice.AnswerIs n) {
            boolean isAllowed = n.state() == AgentNotice.AnswerIs.State.ALLOWED;
            return message.setAnswerChanged(AnswerChanged.newBuilder()
                    .setLeadId(n.lead().value())
                    .setState(AnswerState.valueOf("ANSWER_STATE_" + n.state().name()))
                    .setWhy(
                            isAllowed
                                    ? ""
                                    : of.language
                                            .phrases()
                                            .say("desk.answer." + n.state().name(), n.detail()))
                    .setAt(ViewMapper.timestamp(n.at())));
        }

        @Override
        public DeskMessage.Builder offered(AgentNotice.Offered n) {
            Offered.Builder offered = Offered.newBuilder()
                    .setLeadId(n.lead().value())
                    .setLenderId(n.debtor().lender().value())
                    .setKind(kind(n.kind()))
                    .setMode(OfferMode.valueOf("OFFER_MODE_" + n.mode().name()))
                    .setUntil(ViewMapper.timestamp(n.until()))
                    .setWhy(n.why());
            java.time.Instant callAt = n.callAt();
            return message.setOffered(callAt == null ? offered : offered.setCallAt(ViewMapper.timestamp(callAt)));
        }

        @Override
        public DeskMessage.Builder takenBack(AgentNotice.TakenBack n) {
            return message.setOfferTakenBack(
                    OfferTakenBack.newBuilder().setLeadId(n.lead().value()).setWhy(n.why()));
        }

        @Override
        public DeskMessage.Builder callIs(AgentNotice.CallIs n) {
            CallChanged.Builder call = CallChanged.newBuilder()
                    .setLeadId(n.lead().value())
                    .setState(CallState.valueOf("CALL_STATE_" + n.state().name()))
                    .setAt(ViewMapper.timestamp(n.at()));
            var end = n.end();
            if (end != null) {
                call.setEnd(CallEnd.valueOf("CALL_END_" + end.name()));
            }
            var against = n.against();
            if (against != null) {
                call.setWhy(NotCalled.of(
                        against.ids(),
                        of.screens.lenders().apply(against.lender()).rules(),
                        of.language.phrases()));
            }
            return message.setCallChanged(call);
        }

        /** The session looks what happened and tells that. */
        @Override
        public DeskMessage.Builder leadWithdrawn(AgentNotice.LeadWithdrawn n) {
            return message.setDebtorChanged(DebtorChanged.newBuilder()
                    .setLeadId(n.lead().value())
                    .setKind(ChangeKind.CHANGE_KIND_OTHER)
                    .setText(of.language.phrases().say("desk.changed.OTHER")));
        }

        @Override
        public DeskMessage.Builder certificateEnded(AgentNotice.CertificateEnded n) {
            return message.setCertificateEnded(CertificateEnded.newBuilder()
                    .setLenderId(n.lender().value())
                    .setLastDay(ViewMapper.date(n.lastDay())));
        }

        @Override
        public DeskMessage.Builder refused(AgentNotice.Refused n) {
            return message.setRefused(of.refusal(WhyNot.DESK, n.reason() + ": " + n.detail()));
        }

        @Override
        public DeskMessage.Builder unseated(AgentNotice.Unseated n) {
            return message.setUnseated(NoticeWriter.unseated(n).getUnseated());
        }

        @Override
        public DeskMessage.Builder floorIs(AgentNotice.FloorIs n) {
            return message.setFloor(of.floor(n.floor()));
        }
    }
}
