package dev.janji.loadtest.portfolio;

import dev.janji.protocols.lender.v1.AccountClosed;
import dev.janji.protocols.lender.v1.AccountOpened;
import dev.janji.protocols.lender.v1.AccountTerms;
import dev.janji.protocols.lender.v1.Attribute;
import dev.janji.protocols.lender.v1.BalanceAdjusted;
import dev.janji.protocols.lender.v1.DebtorErased;
import dev.janji.protocols.lender.v1.DebtorGoneLive;
import dev.janji.protocols.lender.v1.PublishRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Six months of one client as its lender tells them: the initial load or a later hand-over, then month by month the payments and the
 * statement, and what else happens to a debtor. Confined to one thread.
 *
 * <p>The statement of March is not in the sample; its bill is taken to be that of April plus the payment made in April.
 */
final class ClientStory {
    static final String ACCOUNT = "card";

    private final CardClient client;
    private final Draws draws;
    private final Story story;
    private final ContactDetails details;
    private final int statementDay;
    private final @Nullable PersonEvents person;

    private ClientStory(CardClient client, @Nullable SamePerson person, long seed) {
        this.client = client;
        this.draws = new Draws(seed, client.number());
        Draws common = person == null ? draws : new Draws(seed, person.client());
        this.story = new Story(debtorId(client.number()), draws);
        this.details = ContactDetails.of(client.number(), draws, common);
        this.statementDay =
                common.between(Assumptions.FIRST_STATEMENT_DAY, Assumptions.LAST_STATEMENT_DAY, "statement-day");
        this.person = person == null ? null : new PersonEvents(story, person, details.localZone(), ACCOUNT);
    }

    static String debtorId(int client) {
        return "client-" + client;
    }

    /**
     * @param person null when the client is nobody else
     * @return the client's events in the order in which they are sent
     */
    static List<PlannedEvent> of(CardClient client, @Nullable SamePerson person, long seed) {
        return new ClientStory(client, person, seed).told();
    }

    private List<PlannedEvent> told() {
        long march = minor(client.billOfMarch());
        int firstCycle = march > 0 || draws.chance(0.5, "loaded") ? 0 : firstUse();
        CardBook book = new CardBook(firstCycle == 0 ? march : 0);
        if (firstCycle == 0) {
            load(book, march);
        } else {
            handOver(firstCycle);
        }
        Payments payments = new Payments(story, book, ACCOUNT);
        SideEvents side = new SideEvents(story, details, ACCOUNT);
        SaidEvents said = new SaidEvents(story, details, ACCOUNT);
        OfferEvents offers = new OfferEvents(story, ACCOUNT);
        boolean offered = false;
        for (int cycle = firstCycle; cycle < CardClient.MONTHS; cycle++) {
            long unpaid = book.unpaidMinor();
            long amount = minor(client.payments().get(cycle));
            LocalDate next = statementDate(cycle + 1);
            List<LocalDate> days = payments.make(cycle, amount, due(cycle), next.withDayOfMonth(1), next.minusDays(1));
            if (unpaid > 0) {
                boolean mayBeOffered =
                        days.isEmpty() && !offered && !side.hasArranged() && unpaid <= book.balanceMinor();
                offered |= mayBeOffered
                        && offers.aroundDueDate(
                                cycle, due(cycle), unpaid, said.hardshipOn(cycle, due(cycle), days), next);
                side.aroundDueDate(cycle, due(cycle), unpaid, amount, days, offered);
                said.aroundDueDate(cycle, due(cycle), days);
                if (person != null) {
                    person.aroundDueDate(cycle, due(cycle), days);
                }
            }
            if (endsAt(cycle + 1)) {
                close(book, cycle + 1, payments);
                break;
            }
            statement(book, cycle + 1, payments);
        }
        details.tellChanges(story);
        details.tellConsents(story);
        side.ofThePerson();
        said.ofThePerson();
        return story.ordered();
    }

    /** What is known before the first day comes as an initial load, and only then the debtor goes live. */
    private void load(CardBook book, long march) {
        LocalDate stated = statementDate(0);
        Instant then = stated.atTime(2, 0).atZone(Assumptions.LENDER_ZONE).toInstant();
        CardBook.Statement statement = book.state(1, march, stated, due(0));
        loaded(then, b -> b.setDebtorUpserted(details.upsert()));
        loaded(then, b -> b.setAccountOpened(opened(Math.max(0, march), stated)));
        if (march < 0) {
            // A credit balance: an account opens with what is owed, which is nothing.
            loaded(then, b -> b.setBalanceAdjusted(adjusted(march)));
        }
        if (!statement.schedule().isEmpty()) {
            loaded(then, b -> b.setScheduleSet(Wire.schedule(ACCOUNT, statement.schedule())));
        }
        if (person != null) {
            person.link(Assumptions.START, true);
        }
        story.tell(Assumptions.START, b -> b.setGoLive(DebtorGoneLive.getDefaultInstance()));
    }

    private void loaded(Instant then, Consumer<PublishRequest.Builder> event) {
        story.tell(Assumptions.START, then, b -> {
            b.setAsOf(Wire.timestamp(Assumptions.START));
            event.accept(b);
        });
    }

    /** A client without a bill before is handed over with its first one, outside of the initial load. */
    private void handOver(int cycle) {
        story.beginOn(statementDate(cycle));
        Instant at = night(cycle).minus(Duration.ofHours(1));
        story.tell(at, b -> b.setDebtorUpserted(details.upsert()));
        story.tell(at, b -> b.setAccountOpened(opened(0, statementDate(cycle))));
        if (person != null) {
            person.link(at, false);
        }
    }

    private void statement(CardBook book, int cycle, Payments payments) {
        Instant at = night(cycle);
        CardBook.Statement statement =
                book.state(cycle + 1, minor(client.bills().get(cycle - 1)), due(cycle - 1), due(cycle));
        if (statement.creditMinor() > 0) {
            payments.credit(cycle, statement.creditMinor(), at);
        }
        adjust(at, statement.adjustmentMinor());
        if (!statement.schedule().isEmpty()) {
            story.tell(at, b -> b.setScheduleSet(Wire.schedule(ACCOUNT, statement.schedule())));
        }
    }

    private void adjust(Instant at, long minor) {
        if (minor != 0) {
            story.tell(at, b -> b.setBalanceAdjusted(adjusted(minor)));
        }
    }

    private static BalanceAdjusted adjusted(long minor) {
        return BalanceAdjusted.newBuilder()
                .setAccountId(ACCOUNT)
                .setAmount(Wire.money(minor))
                .setReasonCode("STATEMENT")
                .build();
    }

    private void close(CardBook book, int cycle, Payments payments) {
        Instant at = night(cycle);
        CardBook.Statement last =
                book.state(cycle + 1, minor(client.bills().get(cycle - 1)), due(cycle - 1), due(cycle));
        if (last.creditMinor() > 0) {
            payments.credit(cycle, last.creditMinor(), at);
        }
        adjust(at, last.adjustmentMinor());
        story.tell(
                at,
                b -> b.setAccountClosed(
                        AccountClosed.newBuilder().setAccountId(ACCOUNT).setReasonCode("UNUSED")));
        story.endAt(at);
        if (draws.chance(Assumptions.ERASED_AFTER_CLOSING, "erased")) {
            story.tellAfterEnd(at.plus(Duration.ofDays(7)), b -> b.setDebtorErased(DebtorErased.getDefaultInstance()));
        }
    }

    /** Whether the client closes its card with this statement: nothing owed or paid from here on, by the sample. */
    private boolean endsAt(int cycle) {
        for (int i = cycle - 1; i < CardClient.MONTHS; i++) {
            boolean paysLater = i >= cycle && client.payments().get(i) > 0;
            if (client.bills().get(i) > 0 || paysLater) {
                return false;
            }
        }
        return draws.chance(Assumptions.CLOSES_WHEN_UNUSED, "closes");
    }

    /** The first statement with a bill when nothing was owed or paid before it; 0 when the client must be in the load. */
    private int firstUse() {
        for (int i = 0; i < CardClient.MONTHS; i++) {
            if (client.payments().get(i) > 0) {
                return 0;
            }
            if (client.bills().get(i) > 0) {
                return i + 1;
            }
        }
        return 0;
    }

    private AccountOpened opened(long balanceMinor, LocalDate on) {
        return AccountOpened.newBuilder()
                .setAccountId(ACCOUNT)
                .setOpeningBalance(Wire.money(balanceMinor))
                .setOpenedOn(Wire.date(on))
                .setTerms(AccountTerms.newBuilder()
                        .setProduct("credit-card")
                        .addAttributes(Attribute.newBuilder()
                                .setName("virtual-account")
                                .setText("8808 " + draws.between(10_000_000, 99_999_999, "virtual-account"))))
                .build();
    }

    /** The lender's night batch of the statement day. */
    private Instant night(int cycle) {
        int minutes = 5 * draws.between(0, 11, "batch-" + cycle);
        return statementDate(cycle)
                .atTime(2, 0)
                .plusMinutes(minutes)
                .atZone(Assumptions.LENDER_ZONE)
                .toInstant();
    }

    /** @param cycle 0 for the statement of March, 6 for that of September */
    private LocalDate statementDate(int cycle) {
        return Assumptions.FIRST_MONTH.plusMonths(cycle - 1L).atDay(statementDay);
    }

    private LocalDate due(int cycle) {
        return statementDate(cycle).plusDays(Assumptions.DAYS_TO_DUE);
    }

    private static long minor(long dollars) {
        return dollars * Assumptions.MINOR;
    }
}
