package dev.janji.domain.debtor;

import dev.janji.domain.lender.ConversationEvent.Intent;
import dev.janji.domain.lender.Disposition;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why collection waits because of what was said, one reason each. Immutable.
 *
 * @param id of the house's rule
 * @param until first instant at which it is over; null when only the lender ends it
 */
record Silence(String id, @Nullable Instant until) {

    /** @return what keeps this account waiting now */
    static List<Silence> of(Dialogue dialogue, Account account, RuleContext context, ZoneId zone) {
        List<Silence> all = new ArrayList<>(0);
        if (dialogue.isUntraceable()) {
            all.add(new Silence(Plan.SKIP_TRACE, null));
        }
        for (Complaint complaint : dialogue.complaints()) {
            if (complaint.hold()) {
                all.add(new Silence(Plan.COMPLAINT, null));
                break;
            }
        }
        QuietTerms terms = context.rules().quiet();
        for (Callback callback : dialogue.awaitedCallbacks(terms, zone, context.now())) {
            all.add(new Silence(Plan.CALLBACK, callback.until()));
        }
        for (Reply reply : dialogue.replies()) {
            LocalDate said = LocalDate.ofInstant(reply.at(), zone);
            if (reply.isAbout(account.id()) && reply.intent() == Intent.PAID) {
                add(all, Plan.QUIET, start(said.plusDays(terms.afterPaid()), zone), context);
            } else if (reply.isAbout(account.id()) && reply.intent() == Intent.WILL_PAY) {
                add(all, Plan.QUIET, start(willPay(reply, said, terms), zone), context);
            }
        }
        for (Conversation held : dialogue.conversations()) {
            if (held.disposition() == Disposition.RPC_PAID_CLAIMED && held.isAbout(account.id())) {
                LocalDate said = LocalDate.ofInstant(held.at(), zone);
                add(all, Plan.QUIET, start(said.plusDays(terms.afterPaid()), zone), context);
            }
        }
        return all;
    }

    /** @return the day after the one on which the debtor says to pay, or an earlier one when that is too far */
    private static LocalDate willPay(Reply reply, LocalDate said, QuietTerms terms) {
        LocalDate latest = said.plusDays(terms.beforeWillPay());
        LocalDate payBy = reply.payBy();
        LocalDate end = payBy == null ? said : payBy.plusDays(1);
        return end.isAfter(latest) ? latest : end;
    }

    private static Instant start(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }

    private static void add(List<Silence> all, String id, Instant until, RuleContext context) {
        if (until.isAfter(context.now())) {
            all.add(new Silence(id, until));
        }
    }
}
