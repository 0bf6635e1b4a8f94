package dev.janji.loadtest.portfolio;

import dev.janji.protocols.lender.v1.AgeingPaused;
import dev.janji.protocols.lender.v1.ArrangementAgreed;
import dev.janji.protocols.lender.v1.ArrangementEnded;
import dev.janji.protocols.lender.v1.ArrangementRole;
import dev.janji.protocols.lender.v1.ArrangementState;
import dev.janji.protocols.lender.v1.Channel;
import dev.janji.protocols.lender.v1.ContactMadeElsewhere;
import dev.janji.protocols.lender.v1.ContactResult;
import dev.janji.protocols.lender.v1.DisputeOpened;
import dev.janji.protocols.lender.v1.DisputeResolved;
import dev.janji.protocols.lender.v1.HoldKind;
import dev.janji.protocols.lender.v1.HoldLifted;
import dev.janji.protocols.lender.v1.HoldPlaced;
import dev.janji.protocols.lender.v1.Instalment;
import dev.janji.protocols.lender.v1.MoratoriumEnded;
import dev.janji.protocols.lender.v1.MoratoriumKind;
import dev.janji.protocols.lender.v1.MoratoriumStarted;
import dev.janji.protocols.lender.v1.NoticeGivenElsewhere;
import dev.janji.protocols.lender.v1.NoticeKind;
import dev.janji.protocols.lender.v1.PromiseCancelled;
import dev.janji.protocols.lender.v1.PromiseRecorded;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * What happens to a debtor besides statements and payments, all of it drawn: promises taken by the lender's branch, disputes, holds, contacts
 * and notices elsewhere. Confined to one thread.
 */
final class SideEvents {
    private static final int LAST_STEP_OF_INTEREST = 7;
    private static final int DAYS_TO_THE_LETTER = 28;

    private static final String ARRANGEMENT = "arrangement";

    private final Story story;
    private final ContactDetails details;
    private final String account;
    private boolean arranged;

    SideEvents(Story story, ContactDetails details, String account) {
        this.story = story;
        this.details = details;
        this.account = account;
    }

    /**
     * @param unpaidMinor what the minimum payments leave unpaid before this month's payments
     * @param paidMinor what is paid this month
     * @param days on which it is paid
     * @param offered whether instalments are or were offered: who got an offer is arranged with by its answer only
     */
    void aroundDueDate(
            int cycle, LocalDate due, long unpaidMinor, long paidMinor, List<LocalDate> days, boolean offered) {
        promise(cycle, due, unpaidMinor, paidMinor, days);
        if (days.isEmpty() && !offered) {
            arrangement(cycle, due, unpaidMinor);
        }
        contactsElsewhere(cycle, due, days);
        warningLetter(cycle, due, days);
        if (story.draws().chance(Assumptions.NOTICE_ELSEWHERE, "notice-" + cycle)) {
            boolean before = story.draws().chance(0.5, "notice-kind-" + cycle);
            Instant at = during(due.plusDays(before ? -4 : 2), "notice-" + cycle);
            story.tell(
                    atStartOrLater(at),
                    b -> b.setNoticeGivenElsewhere(NoticeGivenElsewhere.newBuilder()
                            .setAccountId(account)
                            .setKind(before ? NoticeKind.NOTICE_KIND_PRE_DUE : NoticeKind.NOTICE_KIND_WARNING_LETTER)));
        }
    }

    /** Whoever is still late four weeks after the due date gets a letter from most branches, and is collected from only then (ID-07). */
    private void warningLetter(int cycle, LocalDate due, List<LocalDate> days) {
        LocalDate day = due.plusDays(DAYS_TO_THE_LETTER);
        boolean stillLate = days.isEmpty() || days.get(days.size() - 1).isAfter(day);
        if (stillLate && story.draws().chance(Assumptions.WARNING_LETTER, "letter-" + cycle)) {
            story.tell(
                    atStartOrLater(during(day, "letter-" + cycle)),
                    b -> b.setNoticeGivenElsewhere(NoticeGivenElsewhere.newBuilder()
                            .setAccountId(account)
                            .setKind(NoticeKind.NOTICE_KIND_WARNING_LETTER)));
        }
    }

    /** Whether an arrangement was told of. */
    boolean hasArranged() {
        return arranged;
    }

    void ofThePerson() {
        Draws draws = story.draws();
        if (draws.chance(Assumptions.DISPUTE, "dispute")) {
            LocalDate day = story.someDay("dispute-day");
            story.tell(
                    during(day, "dispute"),
                    b -> b.setDisputeOpened(DisputeOpened.newBuilder()
                            .setAccountId(account)
                            .setDisputeId("dispute-1")
                            .setReasonCode("AMOUNT")));
            if (!draws.chance(Assumptions.DISPUTE_STAYS, "dispute-stays")) {
                LocalDate resolved = day.plusDays(draws.between(3, 20, "dispute-resolved"));
                story.tell(
                        during(resolved, "dispute-resolved"),
                        b -> b.setDisputeResolved(DisputeResolved.newBuilder()
                                .setAccountId(account)
                                .setDisputeId("dispute-1")));
            }
        }
        if (draws.chance(Assumptions.HOLD, "hold")) {
            hold(story.someDay("hold-day"));
        }
        if (draws.chance(Assumptions.MORATORIUM, "moratorium")) {
            moratorium(story.someDay("moratorium-day"));
        }
        if (draws.chance(Assumptions.PAUSE, "pause")) {
            pause();
        }
    }

    /** Half of the holds are hardship until lifted, the rest stay. */
    private void hold(LocalDate day) {
        Draws draws = story.draws();
        HoldPlaced.Builder hold = HoldPlaced.newBuilder().setHoldId("hold-1");
        if (draws.chance(0.5, "hold-kind")) {
            hold.setKind(HoldKind.HOLD_KIND_HARDSHIP);
            LocalDate lifted = day.plusDays(draws.between(7, 30, "hold-lifted"));
            story.tell(
                    during(lifted, "hold-lifted"),
                    b -> b.setHoldLifted(HoldLifted.newBuilder().setHoldId("hold-1")));
        } else {
            List<HoldKind> lasting = List.of(
                    HoldKind.HOLD_KIND_CEASE,
                    HoldKind.HOLD_KIND_ATTORNEY,
                    HoldKind.HOLD_KIND_BANKRUPTCY,
                    HoldKind.HOLD_KIND_DECEASED);
            hold.setKind(lasting.get(draws.between(0, lasting.size() - 1, "hold-lasting")));
        }
        story.tell(during(day, "hold"), b -> b.setHoldPlaced(hold));
    }

    /** Told during its first day, some end before the day that was told. */
    private void moratorium(LocalDate day) {
        Draws draws = story.draws();
        int days = draws.between(10, 40, "moratorium-until");
        story.tell(
                during(day, "moratorium"),
                b -> b.setMoratoriumStarted(MoratoriumStarted.newBuilder()
                        .setMoratoriumId("moratorium-1")
                        .setKind(MoratoriumKind.MORATORIUM_KIND_LENDER)
                        .setFrom(Wire.date(day))
                        .setUntil(Wire.date(day.plusDays(days)))));
        if (draws.chance(Assumptions.MORATORIUM_ENDS_EARLY, "moratorium-early")) {
            LocalDate ends = day.plusDays(draws.between(2, days - 1, "moratorium-ends"));
            story.tell(
                    during(ends, "moratorium-ends"),
                    b -> b.setMoratoriumEnded(MoratoriumEnded.newBuilder()
                            .setMoratoriumId("moratorium-1")
                            .setOn(Wire.date(ends))
                            .setReasonCode("REVIEW")));
        }
    }

    /** A disaster where the debtor lives: told some days late, for some weeks. */
    private void pause() {
        Draws draws = story.draws();
        LocalDate day = story.someDay("pause-day");
        LocalDate from = day.minusDays(draws.between(0, 5, "pause-from"));
        story.tell(
                during(day, "pause"),
                b -> b.setAgeingPaused(AgeingPaused.newBuilder()
                        .setAccountId(account)
                        .setPauseId("pause-1")
                        .setFrom(Wire.date(from))
                        .setUntil(Wire.date(from.plusDays(draws.between(7, 30, "pause-until"))))
                        .setReasonCode("DISASTER")));
    }

    /** Before a late payment it is often promised; some promise and do not pay. */
    private void promise(int cycle, LocalDate due, long unpaidMinor, long paidMinor, List<LocalDate> days) {
        Draws draws = story.draws();
        String what = "promise-" + cycle;
        if (days.isEmpty()) {
            if (draws.chance(Assumptions.PROMISE_WITHOUT_PAYMENT, what)) {
                LocalDate day = due.plusDays(draws.between(2, 4, what + "-day"));
                record(what, day, unpaidMinor, day.plusDays(draws.between(2, 4, what + "-due")));
                if (draws.chance(Assumptions.PROMISE_TAKEN_BACK, what + "-back")) {
                    story.tell(
                            during(day.plusDays(1), what + "-back"),
                            b -> b.setPromiseCancelled(PromiseCancelled.newBuilder()
                                    .setAccountId(account)
                                    .setPromiseId(what)
                                    .setReasonCode("DEBTOR")));
                }
            }
            return;
        }
        LocalDate paid = days.get(days.size() - 1);
        boolean late = paid.isAfter(due.plusDays(2));
        if (late && draws.chance(Assumptions.PROMISE_BEFORE_LATE_PAYMENT, what)) {
            LocalDate latest = days.get(0).minusDays(1);
            LocalDate day = due.plusDays(1);
            if (!day.isAfter(latest)) {
                record(what, day, Math.min(unpaidMinor, paidMinor), paid);
            }
        }
    }

    /** A week and a half after a month without a payment what is unpaid is spread over two or three months, once a debtor. */
    private void arrangement(int cycle, LocalDate due, long unpaidMinor) {
        Draws draws = story.draws();
        int parts = draws.between(2, 3, ARRANGEMENT);
        if (arranged || unpaidMinor < parts || !draws.chance(Assumptions.ARRANGEMENT, ARRANGEMENT + "-" + cycle)) {
            return;
        }
        arranged = true;
        LocalDate day = due.plusDays(draws.between(8, 12, ARRANGEMENT + "-day"));
        LocalDate first = day.plusDays(draws.between(7, 14, ARRANGEMENT + "-first"));
        ArrangementAgreed.Builder agreed = ArrangementAgreed.newBuilder()
                .setAccountId(account)
                .setArrangementId(ARRANGEMENT)
                .setAgreedBy(ArrangementRole.ARRANGEMENT_ROLE_TEAM_LEADER);
        for (int i = 0; i < parts; i++) {
            agreed.addInstalments(Instalment.newBuilder()
                    .setNumber(i + 1)
                    .setDueDate(Wire.date(first.plusMonths(i)))
                    .setAmountMinor(i == 0 ? unpaidMinor - (parts - 1) * (unpaidMinor / parts) : unpaidMinor / parts));
        }
        story.tell(during(day, ARRANGEMENT), b -> b.setArrangementAgreed(agreed));
        if (draws.chance(Assumptions.ARRANGEMENT_ENDED, ARRANGEMENT + "-ended")) {
            LocalDate ends = day.plusDays(draws.between(10, 20, ARRANGEMENT + "-ends"));
            story.tell(
                    during(ends, ARRANGEMENT + "-ended"),
                    b -> b.setArrangementEnded(ArrangementEnded.newBuilder()
                            .setAccountId(account)
                            .setArrangementId(ARRANGEMENT)
                            .setOutcome(ArrangementState.ARRANGEMENT_STATE_CANCELLED)));
        }
    }

    private void record(String id, LocalDate day, long minor, LocalDate due) {
        story.tell(
                during(day, id),
                b -> b.setPromiseRecorded(PromiseRecorded.newBuilder()
                        .setAccountId(account)
                        .setPromiseId(id)
                        .setAmount(Wire.money(minor))
                        .setDueDate(Wire.date(due))));
    }

    /** The lender's branch rings a late debtor up on the morning on which a step would be due, up to three times. */
    private void contactsElsewhere(int cycle, LocalDate due, List<LocalDate> days) {
        Draws draws = story.draws();
        String what = "elsewhere-" + cycle;
        LocalDate day = due.plusDays(draws.between(1, LAST_STEP_OF_INTEREST, what + "-day"));
        boolean stillLate = days.isEmpty() || days.get(days.size() - 1).isAfter(day);
        if (!stillLate || !draws.chance(Assumptions.CONTACT_ELSEWHERE, what)) {
            return;
        }
        int calls = draws.between(1, 3, what + "-calls");
        for (int call = 1; call <= calls; call++) {
            ContactResult result = call == calls && draws.chance(0.5, what + "-reached")
                    ? ContactResult.CONTACT_RESULT_RIGHT_PARTY
                    : ContactResult.CONTACT_RESULT_NOT_REACHED;
            Instant at = day.atTime(8, 0)
                    .plusMinutes(5L * call)
                    .atZone(details.localZone())
                    .toInstant();
            story.tell(
                    at,
                    b -> b.setContactMadeElsewhere(ContactMadeElsewhere.newBuilder()
                            .setChannel(Channel.CHANNEL_VOICE)
                            .setResult(result)
                            .setAccountId(account)));
        }
    }

    private static Instant atStartOrLater(Instant at) {
        Instant first = Assumptions.START.plusSeconds(60);
        return at.isBefore(first) ? first : at;
    }

    private Instant during(LocalDate day, String what) {
        return story.on(day, 9, 18, Assumptions.LENDER_ZONE, what);
    }
}
