package dev.janji.domain.debtor;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.Consents;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.contact.Outcome;
import dev.janji.domain.contact.Profile;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.CallbackId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.lender.ConversationEvent;
import dev.janji.domain.lender.Disposition;
import dev.janji.domain.lender.LenderEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was said, read from the whole list of events each time that somebody asks: of each word the last one, and whether its end was told after
 * it. Nothing is ever forgotten, and nothing is worked out before it is asked for.
 */
final class DialogueOracle {
    private static final Set<Disposition> STOPS =
            Set.of(Disposition.DECEASED, Disposition.BANKRUPTCY, Disposition.ATTORNEY, Disposition.CEASE_CONTACT);
    private static final Set<Disposition> DISPUTES = Set.of(Disposition.RPC_DISPUTE, Disposition.FRAUD_CLAIM);

    private final List<Told> told = new ArrayList<>();
    private final Map<AttemptId, ContactPointId> attempts = new HashMap<>();

    /** @param formal of a resolved dispute whether it was opened as one */
    private record Told(LenderEvent event, Instant occurredAt, boolean formal, ContactPointId bounced) {}

    /** A conversation by its last word. */
    private record Word(
            int index, ConversationEvent.ConversationHeld held, Disposition disposition, Instant occurredAt) {}

    void learn(DebtorEvent event, boolean formalDispute) {
        if (event instanceof DebtorEvent.LenderEventApplied applied) {
            told.add(new Told(applied.event(), applied.occurredAt(), formalDispute, null));
        } else if (event instanceof DebtorEvent.ContactAuthorized authorized) {
            attempts.put(authorized.attempt().id(), authorized.attempt().contactPoint());
        } else if (event instanceof DebtorEvent.OutcomeReceived outcome && outcome.outcome() == Outcome.BOUNCED) {
            told.add(new Told(new LenderEvent.DebtorGoneLive(), outcome.at(), false, attempts.get(outcome.attempt())));
        }
    }

    /** The promised call was made, or is not made any more. @param id null for nothing */
    void over(CallbackId id) {
        if (id != null) {
            LenderEvent closed = new ConversationEvent.CallbackClosed(id, ConversationEvent.CallbackResult.DONE);
            told.add(new Told(closed, Instant.EPOCH, false, null));
        }
    }

    /** Whether the debtor was promised to be called now. */
    boolean isPromised(CallbackId id, Instant now) {
        for (int i = 0; i < told.size(); i++) {
            if (told.get(i).event() instanceof ConversationEvent.CallbackRequested asked
                    && asked.callback().equals(id)
                    && !now.isBefore(asked.from())
                    && now.isBefore(asked.until())
                    && !endedAfter(i, id.value(), ConversationEvent.CallbackClosed.class)) {
                return true;
            }
        }
        return false;
    }

    /**
     * @param terms null when nothing is waited for that the debtor said or was promised
     * @return what stops collection on the account; null when nothing that was said does
     */
    String stopped(AccountId account, Instant now, ZoneId zone, QuietTerms terms) {
        for (Word word : words()) {
            String id = word.held().conversation().value();
            if (STOPS.contains(word.disposition()) && !endedAfter(word.index(), id, LenderEvent.HoldLifted.class)) {
                return "conversation " + id + " stops every contact";
            }
            boolean about =
                    word.held().accounts().isEmpty() || word.held().accounts().contains(account);
            if (DISPUTES.contains(word.disposition()) && about && !resolvedAfter(word.index(), id, account)) {
                return "conversation " + id + " disputes it";
            }
            if (word.disposition() == Disposition.SKIP_TRACE && !verifiedAfter(word.index(), null)) {
                return "conversation " + id + " found nobody";
            }
            if (terms != null
                    && word.disposition() == Disposition.RPC_PAID_CLAIMED
                    && about
                    && isBefore(now, word.occurredAt(), terms.afterPaid(), zone)) {
                return "conversation " + id + " says it is paid";
            }
        }
        for (int i = 0; i < told.size(); i++) {
            String reason = stoppedBy(i, account, now, zone, terms);
            if (reason != null) {
                return reason;
            }
        }
        return null;
    }

    private String stoppedBy(int i, AccountId account, Instant now, ZoneId zone, QuietTerms terms) {
        LenderEvent event = told.get(i).event();
        Instant said = told.get(i).occurredAt();
        if (event instanceof ConversationEvent.ReplyReceived reply) {
            String id = reply.reply().value();
            boolean about = reply.accounts().isEmpty() || reply.accounts().contains(account);
            boolean stands = switch (reply.intent()) {
                case PAID -> terms != null && about && isBefore(now, said, terms.afterPaid(), zone);
                case WILL_PAY ->
                    terms != null
                            && about
                            && isBefore(now, said, terms.beforeWillPay(), zone)
                            && !LocalDate.ofInstant(now, zone).isAfter(reply.payBy());
                case DISPUTE -> about && !resolvedAfter(i, id, account);
                case CALL_ME ->
                    terms != null
                            && isBefore(now, asked(reply, said, zone), terms.forCallMe(), zone)
                            && !endedAfter(i, id, ConversationEvent.CallbackClosed.class);
                case STOP, WRONG_PERSON, OTHER, HOW_MUCH, HOW_TO_PAY -> false;
            };
            return stands ? "reply " + id + " says " + reply.intent() : null;
        }
        if (event instanceof ConversationEvent.CallbackRequested callback) {
            String id = callback.callback().value();
            return terms != null
                            && now.isBefore(callback.until())
                            && !endedAfter(i, id, ConversationEvent.CallbackClosed.class)
                    ? "callback " + id
                    : null;
        }
        if (event instanceof ConversationEvent.ComplaintReceived complaint && complaint.hold()) {
            String id = complaint.complaint().value();
            return endedAfter(i, id, ConversationEvent.ComplaintClosed.class) ? null : "complaint " + id;
        }
        return null;
    }

    /** @return what forbids the contact point; null when nothing that was said or reported does */
    String unusable(ContactPoint point, Profile profile) {
        for (Word word : words()) {
            ContactPointId marked = word.held().contactPoint();
            if (word.disposition() == Disposition.WRONG_NUMBER
                    && isSame(marked, point, profile)
                    && !verifiedAfter(word.index(), marked)) {
                return "conversation " + word.held().conversation();
            }
        }
        for (int i = 0; i < told.size(); i++) {
            if (point.id().equals(told.get(i).bounced()) && !verifiedAfter(i, point.id())) {
                return "it bounced";
            }
            if (told.get(i).event() instanceof ConversationEvent.ReplyReceived reply) {
                boolean wrong = reply.intent() == ConversationEvent.Intent.WRONG_PERSON
                        && isSame(reply.contactPoint(), point, profile)
                        && !verifiedAfter(i, reply.contactPoint());
                boolean stop = reply.intent() == ConversationEvent.Intent.STOP
                        && (reply.contactPoint() == null
                                ? reply.channel() == point.channel() && !optedInAfter(i, reply.channel())
                                : reply.contactPoint().equals(point.id()) && !optedInAfter(i, point.id()));
                if (wrong || stop) {
                    return "reply " + reply.reply();
                }
            }
        }
        return null;
    }

    private static boolean isSame(ContactPointId marked, ContactPoint point, Profile profile) {
        ContactPoint other = profile.contactPoint(marked);
        return point.id().equals(marked)
                || other != null
                        && other.address().equals(point.address())
                        && !point.address().isEmpty();
    }

    private List<Word> words() {
        Map<String, Word> words = new HashMap<>();
        for (int i = 0; i < told.size(); i++) {
            LenderEvent event = told.get(i).event();
            if (event instanceof ConversationEvent.ConversationHeld held) {
                words.put(
                        held.conversation().value(),
                        new Word(i, held, held.disposition(), told.get(i).occurredAt()));
            } else if (event instanceof ConversationEvent.DispositionCorrected right) {
                Word before = words.get(right.conversation().value());
                words.put(
                        right.conversation().value(),
                        new Word(i, before.held(), right.disposition(), before.occurredAt()));
            }
        }
        return List.copyOf(words.values());
    }

    private boolean endedAfter(int index, String id, Class<? extends LenderEvent> by) {
        return told.subList(index + 1, told.size()).stream()
                .map(Told::event)
                .filter(by::isInstance)
                .anyMatch(event -> id.equals(
                        event instanceof LenderEvent.HoldLifted lifted
                                ? lifted.hold().value()
                                : event instanceof ConversationEvent.CallbackClosed closed
                                        ? closed.callback().value()
                                        : ((ConversationEvent.ComplaintClosed) event)
                                                .complaint()
                                                .value()));
    }

    private boolean resolvedAfter(int index, String id, AccountId account) {
        return told.subList(index + 1, told.size()).stream()
                .anyMatch(each -> each.event() instanceof LenderEvent.DisputeResolved resolved
                        && resolved.account().equals(account)
                        && (each.formal() || resolved.disputeId().equals(id)));
    }

    /** @param point null for any */
    private boolean verifiedAfter(int index, ContactPointId point) {
        return told.subList(index + 1, told.size()).stream()
                .anyMatch(each -> each.event() instanceof LenderEvent.ContactPointChanged changed
                        && changed.contactPoint().verification() == ContactPoint.Verification.VERIFIED
                        && (point == null || changed.contactPoint().id().equals(point)));
    }

    private boolean optedInAfter(int index, ContactPointId point) {
        return told.subList(index + 1, told.size()).stream()
                .anyMatch(each -> each.event() instanceof LenderEvent.ConsentChanged changed
                        && changed.consent() == ContactPoint.Consent.GIVEN
                        && changed.contactPoint().equals(point));
    }

    private boolean optedInAfter(int index, Channel channel) {
        return told.subList(index + 1, told.size()).stream()
                .anyMatch(each -> each.event() instanceof LenderEvent.DebtorConsentChanged changed
                        && changed.scope() == Consents.Scope.CHANNEL
                        && changed.consent() == ContactPoint.Consent.GIVEN
                        && (changed.channel() == null || changed.channel() == channel));
    }

    private static Instant asked(ConversationEvent.ReplyReceived reply, Instant said, ZoneId zone) {
        if (reply.callAt() == null) {
            return said;
        }
        Instant at = reply.callAt().atZone(zone).toInstant();
        return at.isBefore(said) ? said : at;
    }

    private static boolean isBefore(Instant now, Instant said, int days, ZoneId zone) {
        return LocalDate.ofInstant(now, zone)
                .isBefore(LocalDate.ofInstant(said, zone).plusDays(days));
    }
}
