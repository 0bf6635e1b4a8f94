package dev.janji.loadtest.portfolio;

import dev.janji.protocols.lender.v1.AccountOpened;
import dev.janji.protocols.lender.v1.AccountTerms;
import dev.janji.protocols.lender.v1.NoticeGivenElsewhere;
import dev.janji.protocols.lender.v1.NoticeKind;
import dev.janji.protocols.lender.v1.PublishRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A morning's work for a desk: card clients of the sample, each with one bill that fell due 1 to 20 days ago, all told at once. Which client, how much
 * and how late is drawn by the seed; telephones, zones and languages are drawn as in the portfolio.
 */
public final class DeskSample {
    private static final int LATEST_DAYS = 20;
    private static final String ACCOUNT = "card";

    private DeskSample() {}

    /**
     * @param debtors how many at most, from 1: clients whose bill asks for nothing have nothing to be called about
     * @param start when all of it is told
     */
    public static Portfolio of(Sample sample, int debtors, Instant start, long seed) {
        List<CardClient> clients = new ArrayList<>();
        List<PlannedEvent> events = new ArrayList<>();
        for (CardClient client : sample.choose(debtors, seed)) {
            long bill = client.bills().get(0) * Assumptions.MINOR;
            if (bill > 0) {
                clients.add(client);
                events.addAll(told(client, bill, start, seed));
            }
        }
        return new Portfolio(clients, events, start, start.plusSeconds(1)).withTelephones();
    }

    private static List<PlannedEvent> told(CardClient client, long bill, Instant start, long seed) {
        Draws draws = new Draws(seed, client.number());
        ContactDetails details = ContactDetails.of(client.number(), draws, draws);
        LocalDate due = LocalDate.ofInstant(start, Assumptions.LENDER_ZONE)
                .minusDays(draws.between(1, LATEST_DAYS, "desk-days-late"));
        long minimum = Math.max(Assumptions.MINOR, Math.round(bill * Assumptions.MINIMUM_SHARE));
        List<PlannedEvent> events = new ArrayList<>();
        add(events, client, start, b -> b.setDebtorUpserted(details.upsert()));
        add(
                events,
                client,
                start,
                b -> b.setAccountOpened(AccountOpened.newBuilder()
                        .setAccountId(ACCOUNT)
                        .setOpeningBalance(Wire.money(Math.max(bill, minimum)))
                        .setOpenedOn(Wire.date(due.minusDays(20)))
                        .setTerms(AccountTerms.newBuilder().setProduct("credit-card"))));
        add(
                events,
                client,
                start,
                b -> b.setScheduleSet(Wire.schedule(ACCOUNT, List.of(new CardBook.Line(1, due, minimum)))));
        add(
                events,
                client,
                start,
                b -> b.setNoticeGivenElsewhere(NoticeGivenElsewhere.newBuilder()
                        .setAccountId(ACCOUNT)
                        .setKind(NoticeKind.NOTICE_KIND_PRE_DUE)));
        return events;
    }

    private static void add(
            List<PlannedEvent> events, CardClient client, Instant at, Consumer<PublishRequest.Builder> what) {
        String debtor = ClientStory.debtorId(client.number());
        PublishRequest.Builder request = PublishRequest.newBuilder()
                .setEventId(debtor + "-" + (events.size() + 1))
                .setDebtorId(debtor)
                .setOccurredAt(Wire.timestamp(at));
        what.accept(request);
        events.add(new PlannedEvent(at, request.build(), false, null));
    }
}
