package dev.janji.domain.debtor;

import dev.janji.domain.account.Offer;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.lender.AgeingEvent;
import dev.janji.domain.lender.AgreementEvent;
import dev.janji.domain.lender.AgreementEvent.ArrangementAgreed;
import dev.janji.domain.lender.AgreementEvent.OfferAnswered;
import dev.janji.domain.lender.AgreementEvent.OfferMade;
import dev.janji.domain.lender.AgreementEvent.PromiseCancelled;
import dev.janji.domain.lender.ConversationEvent;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.lender.LenderEvent.AccountClosed;
import dev.janji.domain.lender.LenderEvent.AccountOpened;
import dev.janji.domain.lender.LenderEvent.DebtorConsentChanged;
import dev.janji.domain.lender.LenderEvent.DebtorErased;
import dev.janji.domain.lender.LenderEvent.DebtorUpserted;
import dev.janji.domain.lender.LenderEvent.PaymentReceived;
import dev.janji.domain.lender.LenderEvent.PaymentReversed;
import dev.janji.domain.lender.LenderEvent.PromiseRecorded;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which orders of a lender's events the protocol permits: two events may be told in either order unless one of these clauses binds them.
 * Every order that keeps all bound pairs as they were told is permitted, is accepted as a whole, and ends alike (docs/architecture.md).
 */
enum LenderOrder {
    /** An account is opened before anything is told of it. */
    OPENED_FIRST {
        @Override
        boolean binds(List<LenderEvent> told, LenderEvent first, LenderEvent second) {
            return first instanceof AccountOpened opened
                    && (sameAccount(first, second) || SaidOrder.accounts(second).contains(opened.account()));
        }
    },
    /** Nothing is told of an erased debtor. */
    ERASED_LAST {
        @Override
        boolean binds(List<LenderEvent> told, LenderEvent first, LenderEvent second) {
            return second instanceof DebtorErased;
        }
    },
    /** A closed account takes neither money nor stops nor terms. */
    CLOSED_LAST {
        private static final Set<Class<?>> OF_A_CLOSED_ONE = Set.of(
                LenderEvent.DisputeResolved.class,
                LenderEvent.HoldPlaced.class,
                AgeingEvent.MoratoriumStarted.class,
                LenderEvent.ContactMadeElsewhere.class,
                LenderEvent.NoticeGivenElsewhere.class);

        @Override
        boolean binds(List<LenderEvent> told, LenderEvent first, LenderEvent second) {
            return second instanceof AccountClosed
                    && sameAccount(first, second)
                    && !OF_A_CLOSED_ONE.contains(first.getClass());
        }
    },
    /** The instant of the close decides whether a promise or an arrangement was broken before it or is cancelled by it. */
    CLOSED_WITH_A_PROMISE {
        @Override
        boolean binds(List<LenderEvent> told, LenderEvent first, LenderEvent second) {
            return Stream.of(first, second)
                    .anyMatch(close -> close instanceof AccountClosed
                            && told.stream().anyMatch(each -> isAgreement(each) && sameAccount(each, close)));
        }
    },
    /** An arrangement covers what the account owed when it was told, takes the place of a promise, and counts what is paid since. */
    ARRANGED_FROM_THEN_ON {
        @Override
        boolean binds(List<LenderEvent> told, LenderEvent first, LenderEvent second) {
            return sameAccount(first, second)
                    && (isArrangement(first) && isMoneyOrAgreement(second)
                            || isArrangement(second) && isMoneyOrAgreement(first));
        }
    },
    /** A promise is taken back while it is active: not before it was made, nor after it was kept. */
    TAKEN_BACK_WHILE_ACTIVE {
        @Override
        boolean binds(List<LenderEvent> told, LenderEvent first, LenderEvent second) {
            return sameAccount(first, second)
                    && (first instanceof PromiseCancelled && isMoneyOrAgreement(second)
                            || second instanceof PromiseCancelled && isMoneyOrAgreement(first));
        }
    },
    /** The instant of an agreement decides what was broken before it. */
    AGREED_IN_TIME {
        @Override
        boolean binds(List<LenderEvent> told, LenderEvent first, LenderEvent second) {
            return Stream.of(first, second)
                    .anyMatch(each ->
                            (each instanceof PromiseCancelled || isArrangement(each)) && mayBreakBefore(told, each));
        }

        private static boolean mayBreakBefore(List<LenderEvent> told, LenderEvent agreement) {
            return told.stream()
                    .anyMatch(each -> !each.equals(agreement)
                            && sameAccount(each, agreement)
                            && (each instanceof PromiseRecorded promise
                                            && promise.dueDate().isBefore(HistoryDraws.FAR)
                                    || isArrangement(each)));
        }
    },
    /** Of an account an offer is told of after the one before, and answered while nobody took it back and nothing came in its place. */
    OFFER_BY_OFFER {
        @Override
        boolean binds(List<LenderEvent> told, LenderEvent first, LenderEvent second) {
            return sameAccount(first, second)
                    && (isOffer(first) || isArrangement(first))
                    && (isOffer(second) || isArrangement(second))
                    && (isOffer(first) || isOffer(second));
        }
    },
    /** Instalments are offered, and an offer is accepted, while the account owes so much and is worked. */
    OFFERED_WHILE_OWED {
        @Override
        boolean binds(List<LenderEvent> told, LenderEvent first, LenderEvent second) {
            return sameAccount(first, second) && (asks(first) && changes(second) || asks(second) && changes(first));
        }

        private static boolean asks(LenderEvent event) {
            return event instanceof OfferMade || isArrangement(event) && isOffer(event);
        }

        private static boolean changes(LenderEvent event) {
            return isMoneyOrAgreement(event)
                    || event instanceof LenderEvent.AccountPlaced
                    || event instanceof LenderEvent.AccountRecalled
                    || event instanceof LenderEvent.AccountWrittenOff;
        }
    },
    /** The instant of an arrangement decides whether an offer had lapsed before it, that of an offer whether an arrangement was broken. */
    OFFERED_IN_TIME {
        @Override
        boolean binds(List<LenderEvent> told, LenderEvent first, LenderEvent second) {
            return Stream.of(first, second).anyMatch(each -> told.stream().anyMatch(other -> decides(each, other)));
        }

        private static boolean decides(LenderEvent each, LenderEvent other) {
            return sameAccount(each, other)
                    && (each instanceof ArrangementAgreed
                                    && other instanceof OfferMade offer
                                    && offer.validUntil().isBefore(HistoryDraws.FAR)
                            || each instanceof OfferMade && isArrangement(other));
        }
    },
    /** A payment comes before its reversal. */
    PAID_BEFORE_REVERSED {
        @Override
        boolean binds(List<LenderEvent> told, LenderEvent first, LenderEvent second) {
            return first instanceof PaymentReceived paid
                    && second instanceof PaymentReversed reversed
                    && sameAccount(first, second)
                    && paid.payment().equals(reversed.payment());
        }
    },
    /** One dispute an account at a time, and none resolved before it was opened. */
    DISPUTE_BY_DISPUTE {
        @Override
        boolean binds(List<LenderEvent> told, LenderEvent first, LenderEvent second) {
            return isDispute(first) && isDispute(second) && sameAccount(first, second);
        }

        private static boolean isDispute(LenderEvent event) {
            return event instanceof LenderEvent.DisputeOpened || event instanceof LenderEvent.DisputeResolved;
        }
    },
    /** A hold is placed before it is lifted. */
    PLACED_BEFORE_LIFTED {
        @Override
        boolean binds(List<LenderEvent> told, LenderEvent first, LenderEvent second) {
            return first instanceof LenderEvent.HoldPlaced placed
                            && second instanceof LenderEvent.HoldLifted lifted
                            && placed.hold().id().equals(lifted.hold())
                    || first instanceof LenderEvent.HoldLifted before
                            && second instanceof LenderEvent.HoldPlaced again
                            && again.hold().id().equals(before.hold());
        }
    },
    /** Days are paused before they are resumed, and a moratorium starts before it ends; two of a kind may be too near to each other. */
    PAUSED_BEFORE_RESUMED {
        @Override
        boolean binds(List<LenderEvent> told, LenderEvent first, LenderEvent second) {
            if (first instanceof AgeingEvent.MoratoriumStarted a && second instanceof AgeingEvent.MoratoriumStarted b) {
                return a.moratorium().equals(b.moratorium()) || a.kind() == b.kind();
            }
            return paused(first) != null && Objects.equals(paused(first), paused(second));
        }

        private static @Nullable Object paused(LenderEvent event) {
            if (event instanceof AgeingEvent.MoratoriumStarted started) {
                return started.moratorium();
            }
            if (event instanceof AgeingEvent.MoratoriumEnded ended) {
                return ended.moratorium();
            }
            if (event instanceof AgeingEvent.AgeingPaused paused) {
                return List.of(paused.account(), paused.pause());
            }
            return event instanceof AgeingEvent.AgeingResumed resumed
                    ? List.of(resumed.account(), resumed.pause())
                    : null;
        }
    },
    /** The day of a charge decides whether it was made in a moratorium that is known by then. */
    CHARGED_OUTSIDE_A_MORATORIUM {
        @Override
        boolean binds(List<LenderEvent> told, LenderEvent first, LenderEvent second) {
            return (first instanceof LenderEvent.ChargePosted || second instanceof LenderEvent.ChargePosted)
                    && told.stream().anyMatch(AgeingEvent.MoratoriumStarted.class::isInstance);
        }
    },
    /** Of two words about the same thing the last one stands. */
    LAST_WORD_STANDS {
        @Override
        boolean binds(List<LenderEvent> told, LenderEvent first, LenderEvent second) {
            return subject(first) != null && Objects.equals(subject(first), subject(second));
        }
    },
    /** Who a debtor is replaces all their contact points. */
    PROFILE_AND_POINTS {
        @Override
        boolean binds(List<LenderEvent> told, LenderEvent first, LenderEvent second) {
            return first instanceof DebtorUpserted && point(second) != null
                    || second instanceof DebtorUpserted && point(first) != null;
        }
    },
    /** A consent for one channel and one for every channel speak of the same. */
    CONSENTS_OF_A_SCOPE {
        @Override
        boolean binds(List<LenderEvent> told, LenderEvent first, LenderEvent second) {
            return first instanceof DebtorConsentChanged a
                    && second instanceof DebtorConsentChanged b
                    && a.scope() == b.scope()
                    && overlap(a.channel(), b.channel());
        }

        private static boolean overlap(@Nullable Channel a, @Nullable Channel b) {
            return a == null || b == null || a == b;
        }
    },
    /** What is told of a conversation, reply, callback or complaint, and of what it stops, is told one after another. */
    NAMED_ALIKE {
        @Override
        boolean binds(List<LenderEvent> told, LenderEvent first, LenderEvent second) {
            boolean said = first instanceof ConversationEvent || second instanceof ConversationEvent;
            String name = SaidOrder.name(first);
            return said && name != null && name.equals(SaidOrder.name(second));
        }
    },
    /** A dispute that was opened and is resolved takes with it what was disputed of the account before. */
    DISPUTED_BEFORE_RESOLVED {
        @Override
        boolean binds(List<LenderEvent> told, LenderEvent first, LenderEvent second) {
            return SaidOrder.disputes(told, first, second) || SaidOrder.disputes(told, second, first);
        }
    },
    /** A number or address is known before something is said of it, and whether it may be used is the last word about it. */
    SAID_OF_A_POINT {
        @Override
        boolean binds(List<LenderEvent> told, LenderEvent first, LenderEvent second) {
            return SaidOrder.ofAPoint(told, first, second) || SaidOrder.ofAPoint(told, second, first);
        }
    },
    /** A promise counts what is paid since it was told. */
    PAID_SINCE_THE_PROMISE {
        @Override
        boolean binds(List<LenderEvent> told, LenderEvent first, LenderEvent second) {
            boolean both = first instanceof PromiseRecorded && second instanceof PaymentReceived
                    || first instanceof PaymentReceived && second instanceof PromiseRecorded;
            return both && sameAccount(first, second);
        }
    },
    /** A promise follows the end of the one before, and what ends it may be taken back by a reversal. */
    PROMISE_BY_PROMISE {
        @Override
        boolean binds(List<LenderEvent> told, LenderEvent first, LenderEvent second) {
            boolean promises = first instanceof PromiseRecorded && second instanceof PromiseRecorded;
            boolean taken = first instanceof PromiseRecorded && second instanceof PaymentReversed
                    || first instanceof PaymentReversed && second instanceof PromiseRecorded;
            return sameAccount(first, second) && (promises || taken && promisesOf(told, account(first)) > 1);
        }

        private static long promisesOf(List<LenderEvent> told, @Nullable AccountId account) {
            return told.stream()
                    .filter(each -> each instanceof PromiseRecorded promise
                            && promise.account().equals(account))
                    .count();
        }
    };

    /**
     * Whether {@code first}, which was told before {@code second}, must be.
     *
     * @param told the whole history
     */
    abstract boolean binds(List<LenderEvent> told, LenderEvent first, LenderEvent second);

    static boolean bound(List<LenderEvent> told, LenderEvent first, LenderEvent second) {
        for (LenderOrder clause : values()) {
            if (clause.binds(told, first, second)) {
                return true;
            }
        }
        return false;
    }

    private static boolean sameAccount(LenderEvent a, LenderEvent b) {
        return account(a) != null && Objects.equals(account(a), account(b));
    }

    private static boolean isAgreement(LenderEvent event) {
        return event instanceof PromiseRecorded
                || event instanceof AgreementEvent && !isOffer(event)
                || isArrangement(event);
    }

    /** One that was agreed, or an offer of one that was accepted. */
    private static boolean isArrangement(LenderEvent event) {
        return event instanceof ArrangementAgreed
                || event instanceof OfferAnswered answered && answered.answer() == Offer.Answer.ACCEPTED;
    }

    private static boolean isOffer(LenderEvent event) {
        return event instanceof OfferMade
                || event instanceof OfferAnswered
                || event instanceof AgreementEvent.OfferWithdrawn;
    }

    private static boolean isMoneyOrAgreement(LenderEvent event) {
        return isAgreement(event)
                || event instanceof PaymentReceived
                || event instanceof PaymentReversed
                || event instanceof LenderEvent.BalanceAdjusted
                || event instanceof LenderEvent.ChargePosted;
    }

    /** @return the account that an event names; null when it names none */
    static @Nullable AccountId account(LenderEvent event) {
        if (event instanceof LenderEvent.HoldPlaced placed) {
            return placed.hold().account();
        }
        try {
            return (AccountId) event.getClass().getMethod("account").invoke(event);
        } catch (NoSuchMethodException none) {
            return null;
        } catch (ReflectiveOperationException broken) {
            throw new AssertionError(broken);
        }
    }

    private static @Nullable ContactPointId point(LenderEvent event) {
        return event instanceof LenderEvent.ContactPointChanged changed
                ? changed.contactPoint().id()
                : event instanceof LenderEvent.ConsentChanged consent ? consent.contactPoint() : null;
    }

    /** What an event has the last word about; null when it adds to what is known. */
    private static @Nullable Object subject(LenderEvent event) {
        if (event instanceof DebtorUpserted || event instanceof LenderEvent.PersonsLinked) {
            return event.getClass();
        }
        if (event instanceof LenderEvent.ScheduleSet || event instanceof LenderEvent.AccountTermsSet) {
            return List.of(event.getClass(), Objects.requireNonNull(account(event)));
        }
        if (event instanceof LenderEvent.AccountPlaced
                || event instanceof LenderEvent.AccountRecalled
                || event instanceof LenderEvent.AccountWrittenOff) {
            return List.of("who works it", Objects.requireNonNull(account(event)));
        }
        return point(event);
    }
}
