package dev.janji.domain.debtor;

import dev.janji.domain.allocation.Lead;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.debtor.DebtorState.Known;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.LeadId;
import dev.janji.domain.id.QueueId;
import dev.janji.domain.policy.ContactProposal;
import dev.janji.domain.policy.ContactProposal.Purpose;
import dev.janji.domain.strategy.Strategy;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the debtor wrote, nobody can say the meaning of, and an agent of the house is to answer in writing. To wait for the agent is no contact, so
 * no hour forbids it; the answer is one, and judged when it is written.
 *
 * @param reply the newest that is unclear
 * @param accounts that it is about, the one longest past due first; never empty
 * @param from when it may be offered to a desk
 */
record WrittenConversation(Reply reply, List<Account> accounts, Instant from) {
    /** Under this name attempts and stops know an answer; its words are the agent's. */
    static final String TEMPLATE = "answer";

    /** What was written so long ago is not answered any more. */
    static final Duration LATEST = Duration.ofDays(7);

    /** Nothing else leaves for the debtor while an agent is waited for, so that has an end. */
    static final Duration LONGEST_WAIT = Duration.ofDays(1);

    private static final Set<Channel> WRITABLE = EnumSet.of(Channel.SMS, Channel.EMAIL, Channel.WHATSAPP);

    private static final Set<String> NO_MATTER = Set.of(Plan.PROMISE, Plan.OFFER, Plan.CALLBACK, Plan.AGEING_PAUSED);

    /** @return null when nothing waits for an answer, or none may be given by this house */
    static @Nullable WrittenConversation next(Known known, RuleContext context) {
        if (context.rules().replyQueue() == null || known.dialogue().replies().isEmpty()) {
            return null;
        }
        Reply reply = known.dialogue().unclear(context.rules().answersADay() == 0);
        if (reply == null || !context.now().isBefore(reply.at().plus(LATEST))) {
            return null;
        }
        WrittenConversation written = of(known, reply, context);
        return written != null && written.hasUsablePoint(known) ? written : null;
    }

    /** @return null when there is no debt of which anything may be said, or the channel cannot be written to */
    static @Nullable WrittenConversation of(Known known, Reply reply, RuleContext context) {
        if (known.lifeCycle() != DebtorState.LifeCycle.ACTIVE || !WRITABLE.contains(channel(known, reply))) {
            return null;
        }
        Plan plan = new Plan(known, context);
        LocalDate today = context.today(known);
        Instant notBefore = reply.notBefore();
        Instant from = notBefore == null ? Instant.EPOCH : notBefore;
        List<Account> accounts = new ArrayList<>();
        int most = Integer.MIN_VALUE;
        for (Account account : known.accounts()) {
            if (account.status() == Account.Status.OPEN
                    && isOwed(account, known, reply, context)
                    && reply.isAbout(account.id())
                    && NO_MATTER.containsAll(plan.suspendedBy(account))) {
                int days = account.ledger().daysPastDue(today);
                accounts.add(days > most ? 0 : accounts.size(), account);
                most = Math.max(most, days);
            }
        }
        if (accounts.isEmpty()) {
            return null;
        }
        WrittenConversation written = new WrittenConversation(reply, accounts, from);
        Instant rested = written.restEnds(known, context);
        return rested != null && rested.isAfter(from) ? new WrittenConversation(reply, accounts, rested) : written;
    }

    /** @return the end of the rest that the last payment brought; null when it is over or there was none */
    @Nullable
    Instant restEnds(Known known, RuleContext context) {
        Plan plan = new Plan(known, context);
        Instant end = null;
        for (Account account : accounts) {
            Instant rested = plan.restEnds(account);
            end = rested != null && (end == null || rested.isAfter(end)) ? rested : end;
        }
        return end;
    }

    /** Who has paid what was overdue since then has said enough, though another instalment follows. */
    private static boolean isOwed(Account account, Known known, Reply reply, RuleContext context) {
        LocalDate paid = known.lastPaidOn();
        LocalDate said = LocalDate.ofInstant(
                reply.at(), context.rules().policy().dayZone(known.profile().homeZone()));
        boolean isPaidSince = paid != null && !paid.isBefore(said);
        return account.ledger().earliestUnpaidDueDate() != null
                && account.ledger().balanceMinor() > 0
                && (!isPaidSince || account.ledger().overdueMinor(context.today(known)) > 0);
    }

    private static Channel channel(Known known, Reply reply) {
        ContactPointId id = reply.point();
        ContactPoint point = id == null ? null : known.profile().contactPoint(id);
        return point == null ? reply.channel() : point.channel();
    }

    private boolean hasUsablePoint(Known known) {
        for (ContactPoint point : known.profile().contactPoints()) {
            boolean meant = reply.point() == null || point.id().equals(reply.point());
            if (meant
                    && point.channel() == channel(known, reply)
                    && Contactability.of(point, known).isUsable()) {
                return true;
            }
        }
        return false;
    }

    Account worst() {
        return accounts.get(0);
    }

    List<StepReference> steps() {
        List<StepReference> steps = new ArrayList<>(accounts.size());
        for (Account account : accounts) {
            steps.add(StepReference.ofReply(account, reply.id()));
        }
        return steps;
    }

    Strategy strategy(Known known, RuleContext context) {
        return Course.of(known, worst(), context).strategy();
    }

    /** @return that the debtor waits for an agent from now on */
    DebtorEvent.LeadOffered offered(Known known, RuleContext context) {
        QueueId queue = context.rules().replyQueue();
        if (queue == null) {
            throw new IllegalStateException("Expected a queue for a reply, but the lender has none");
        }
        Instant latest = reply.at().plus(LATEST);
        Instant until = context.now().plus(LONGEST_WAIT);
        return new DebtorEvent.LeadOffered(
                context.now(),
                DebtorRules.VERSION,
                LeadId.of(context.debtor(), known.version() + 1),
                Lead.Kind.WRITTEN,
                steps(),
                queue,
                "",
                null,
                latest.isBefore(until) ? latest : until,
                List.of(),
                strategy(known, context).version(),
                context.rules().policy().version());
    }

    /**
     * Where an answer goes now: by the same channel to the same number or address, or to any of that channel when it is not known. The packs
     * alone judge it: what a strategy spaces out are the contacts of its plan, and this one the debtor began.
     *
     * @param template under which stops know it
     * @param agent who answers; null when no person does
     */
    Choice choice(Known known, String template, ContactProposal.@Nullable Agent agent, RuleContext context) {
        ContactPointId asked = reply.point();
        return Choice.of(
                known,
                Proposals.about(known, accounts, Purpose.COLLECTION, context),
                context.rules().policy(),
                new Choice.Wish(
                        List.of(channel(known, reply)),
                        (channel, id) -> asked != null && !asked.equals(id),
                        template,
                        Set.of(strategy(known, context).version()),
                        agent,
                        context.now()),
                context);
    }
}
