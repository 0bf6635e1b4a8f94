package dev.janji.domain.lender;

import dev.janji.domain.account.Arrangement;
import dev.janji.domain.account.Instalment;
import dev.janji.domain.account.Offer;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.ArrangementId;
import dev.janji.domain.id.OfferId;
import dev.janji.domain.id.PromiseId;
import java.time.LocalDate;
import java.util.List;

/** What a lender tells of agreements with a debtor. Immutable. Each of them may make a contact wrong that was decided before. */
public sealed interface AgreementEvent extends LenderEvent {
    /** @return the account that it is about */
    AccountId account();

    <R> R match(Cases<R> cases);

    @Override
    default <R> R match(LenderEvent.Cases<R> cases) {
        return cases.agreement(this);
    }

    @Override
    default boolean sparesContact() {
        return true;
    }

    /** One method an event. */
    interface Cases<R> {
        R promiseCancelled(PromiseCancelled e);

        R arrangementAgreed(ArrangementAgreed e);

        R arrangementEnded(ArrangementEnded e);

        R offerMade(OfferMade e);

        R offerAnswered(OfferAnswered e);

        R offerWithdrawn(OfferWithdrawn e);
    }

    /** The debtor or the lender took the active promise back. */
    record PromiseCancelled(AccountId account, PromiseId promise, String reasonCode) implements AgreementEvent {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.promiseCancelled(this);
        }
    }

    /**
     * A new schedule of instalments takes the place of the account's own.
     *
     * @param waivedMinor what is given up once all of it is paid, in the account's currency, from 0
     */
    record ArrangementAgreed(
            AccountId account,
            ArrangementId arrangement,
            List<Instalment> instalments,
            Arrangement.Role agreedBy,
            long waivedMinor)
            implements AgreementEvent {
        public ArrangementAgreed {
            instalments = List.copyOf(instalments);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.arrangementAgreed(this);
        }
    }

    /** The lender ended the account's last arrangement. @param outcome not {@code ACTIVE} */
    record ArrangementEnded(AccountId account, ArrangementId arrangement, Arrangement.State outcome)
            implements AgreementEvent {
        @Override
        public boolean sparesContact() {
            return false;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.arrangementEnded(this);
        }
    }

    /**
     * The lender offers instalments in the place of the account's own. An open offer of the account is superseded by it.
     *
     * @param waivedMinor what is given up once all of it is paid, in the account's currency, from 0
     * @param validUntil the last local day on which it can be accepted
     * @param madeIn the conversation or the letter in which it was made; empty when neither
     */
    record OfferMade(
            AccountId account,
            OfferId offer,
            Offer.Kind kind,
            List<Instalment> instalments,
            Arrangement.Role offeredBy,
            long waivedMinor,
            LocalDate validUntil,
            String madeIn)
            implements AgreementEvent {
        public OfferMade {
            instalments = List.copyOf(instalments);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.offerMade(this);
        }
    }

    /** The debtor answered. An accepted offer is an arrangement of the same instalments, under the offer's id. */
    record OfferAnswered(AccountId account, OfferId offer, Offer.Answer answer) implements AgreementEvent {
        @Override
        public boolean sparesContact() {
            return answer == Offer.Answer.ACCEPTED;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.offerAnswered(this);
        }
    }

    /** The lender took the account's open offer back. */
    record OfferWithdrawn(AccountId account, OfferId offer) implements AgreementEvent {
        @Override
        public boolean sparesContact() {
            return false;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.offerWithdrawn(this);
        }
    }
}
