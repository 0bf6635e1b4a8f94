package dev.janji.domain.policy;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.lender.Hold;
import dev.janji.domain.lender.LenderEvent.NoticeKind;
import dev.janji.domain.policy.ContactProposal.Agent;
import dev.janji.domain.policy.ContactProposal.Purpose;
import java.time.LocalDate;
import java.util.Set;

/** A test that waiting does not pass. Immutable. */
public sealed interface Condition extends PolicyRule.Test {
    /** @param today the debtor's local date */
    boolean allows(ContactProposal proposal, LocalDate today);

    /** Whether it holds for somebody who is sent to the debtor, too: unless it only says how a message or a call is made. */
    default boolean bindsVisits() {
        return true;
    }

    /** Only the debtor's own and verified numbers and addresses. */
    record OwnContactPoints() implements Condition {
        @Override
        public boolean allows(ContactProposal proposal, LocalDate today) {
            ContactPoint point = proposal.point();
            return point.role() == ContactPoint.Role.OWN && point.verification() == ContactPoint.Verification.VERIFIED;
        }
    }

    /** Nothing goes to a number or address that is known to be wrong. */
    record NoWrongContactPoints() implements Condition {
        @Override
        public boolean allows(ContactProposal proposal, LocalDate today) {
            return proposal.point().verification() != ContactPoint.Verification.WRONG;
        }
    }

    /** An emergency contact, or any other third party, is asked where the debtor is at most. */
    record NoEmergencyContacts() implements Condition {
        @Override
        public boolean allows(ContactProposal proposal, LocalDate today) {
            return proposal.point().role() != ContactPoint.Role.EMERGENCY || proposal.purpose() == Purpose.LOCATION;
        }
    }

    /** A number or address is used once. A contact of which it is not known where it went may have gone there. */
    record OnceForEachPoint() implements Condition {
        @Override
        public boolean allows(ContactProposal proposal, LocalDate today) {
            ContactRecord past = proposal.past();
            return past.completeSince() == null
                    && past.contacts().stream()
                            .noneMatch(contact -> contact.reach() != ContactRecord.Reach.INBOUND_CONVERSATION
                                    && (contact.point() == null
                                            || contact.point()
                                                    .equals(proposal.point().id())));
        }

        /** A visit is on no channel, and others make it. */
        @Override
        public boolean bindsVisits() {
            return false;
        }
    }

    /** Nothing goes to the debtor's place of work. */
    record NotAtWork() implements Condition {
        @Override
        public boolean allows(ContactProposal proposal, LocalDate today) {
            return proposal.point().role() != ContactPoint.Role.WORK;
        }
    }

    /** Nothing goes to a number, an address or a channel that the debtor opted out. */
    record OptOutsRespected() implements Condition {
        @Override
        public boolean allows(ContactProposal proposal, LocalDate today) {
            ContactPoint point = proposal.point();
            return point.consent() == ContactPoint.Consent.GIVEN
                    && !proposal.consents().optedOut().contains(point.channel());
        }
    }

    /** Only these channels. */
    record ChannelsOnly(Set<Channel> channels) implements Condition {
        public ChannelsOnly {
            channels = Set.copyOf(channels);
        }

        @Override
        public boolean allows(ContactProposal proposal, LocalDate today) {
            return channels.contains(proposal.point().channel());
        }

        /** A visit is on no channel, and others make it. */
        @Override
        public boolean bindsVisits() {
            return false;
        }
    }

    /**
     * Only when the lender has declared in writing that it may, because the pack cannot know.
     *
     * @param name of what is declared
     * @param given whether this lender did
     */
    record LenderAttests(String name, boolean given) implements Condition {
        @Override
        public boolean allows(ContactProposal proposal, LocalDate today) {
            return given;
        }

        /** A visit is on no channel, and others make it. */
        @Override
        public boolean bindsVisits() {
            return false;
        }
    }

    /**
     * A debt is not spoken of before a notice of it was given.
     *
     * @param fromDaysPastDue the notice is demanded from this many days past due on
     */
    record NoticeFirst(NoticeKind notice, int fromDaysPastDue) implements Condition {
        @Override
        public boolean allows(ContactProposal proposal, LocalDate today) {
            return proposal.debts().stream()
                    .allMatch(debt -> debt.daysPastDue() < fromDaysPastDue
                            || debt.notices().contains(notice));
        }
    }

    /** The lender itself does not collect a debt that is older; an operator may. @param days past due that are still the lender's */
    record PlacedWhenOlder(int days) implements Condition {
        @Override
        public boolean allows(ContactProposal proposal, LocalDate today) {
            return proposal.debts().stream().allMatch(debt -> debt.daysPastDue() <= days || debt.placed());
        }
    }

    /** A person who speaks for the lender has a certificate that is valid today. */
    record CertifiedAgents() implements Condition {
        @Override
        public boolean allows(ContactProposal proposal, LocalDate today) {
            Agent agent = proposal.agent();
            if (agent == null) {
                return true;
            }
            LocalDate until = agent.certifiedUntil();
            return until != null && !today.isAfter(until);
        }

        /** A visit is on no channel, and others make it. */
        @Override
        public boolean bindsVisits() {
            return false;
        }
    }

    /** Nobody is contacted while such a hold stands. */
    record StopsOnHold(Set<Hold.Kind> kinds) implements Condition {
        public StopsOnHold {
            kinds = Set.copyOf(kinds);
        }

        @Override
        public boolean allows(ContactProposal proposal, LocalDate today) {
            return proposal.holds().stream().noneMatch(kinds::contains);
        }
    }
}
