package dev.janji.orchestrator.grpc;

import com.google.protobuf.Timestamp;
import dev.janji.actors.debtor.DebtorView;
import dev.janji.domain.account.Arrangement;
import dev.janji.domain.account.BucketScale;
import dev.janji.domain.account.Offer;
import dev.janji.domain.account.Promise;
import dev.janji.domain.contact.Consents;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.debtor.Account;
import dev.janji.domain.debtor.Attempt;
import dev.janji.domain.debtor.DebtorState;
import dev.janji.domain.debtor.PointHistory;
import dev.janji.domain.debtor.StepProgress;
import dev.janji.domain.id.PromiseId;
import dev.janji.domain.lender.Hold;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.money.Money;
import dev.janji.protocols.lender.v1.AccountStatus;
import dev.janji.protocols.lender.v1.AccountView;
import dev.janji.protocols.lender.v1.AttemptView;
import dev.janji.protocols.lender.v1.Channel;
import dev.janji.protocols.lender.v1.Consent;
import dev.janji.protocols.lender.v1.ConsentScope;
import dev.janji.protocols.lender.v1.ConsentView;
import dev.janji.protocols.lender.v1.ContactPointRole;
import dev.janji.protocols.lender.v1.ContactPointView;
import dev.janji.protocols.lender.v1.Date;
import dev.janji.protocols.lender.v1.DebtorStatus;
import dev.janji.protocols.lender.v1.GetDebtorResponse;
import dev.janji.protocols.lender.v1.HandedOverTo;
import dev.janji.protocols.lender.v1.HoldKind;
import dev.janji.protocols.lender.v1.HoldView;
import dev.janji.protocols.lender.v1.NoticeKind;
import dev.janji.protocols.lender.v1.PromiseState;
import dev.janji.protocols.lender.v1.PromiseView;
import dev.janji.protocols.lender.v1.Verification;
import java.time.Instant;
import java.time.LocalDate;

/** What is known of a debtor, in the words of the wire, without anything personal. Stateless. */
public final class ViewMapper {
    private ViewMapper() {}

    /** @param known the state of the view */
    static GetDebtorResponse debtor(DebtorView view, DebtorState.Known known) {
        GetDebtorResponse.Builder response = GetDebtorResponse.newBuilder()
                .setDebtorId(view.debtor().debtor().value())
                .setSequenceNumber(known.version())
                .setStatus(status(known.lifeCycle()))
                .setLanguage(known.profile().language())
                .setComputedAt(timestamp(view.computedAt()));
        if (known.profile().zone() != null) {
            response.setZone(known.profile().zone().getId());
        }
        StandingMapper.rollUp(response, view, known);
        known.accounts().forEach(account -> response.addAccounts(account(account, view, known)));
        known.profile().contactPoints().forEach(point -> response.addContactPoints(contactPoint(point, known)));
        known.standingHolds(
                        view.computedAt(),
                        view.rules().policy().dayZone(known.profile().homeZone()))
                .forEach(hold -> response.addHolds(hold(hold)));
        known.consents().given().stream()
                .filter(given -> given.until() == null || view.computedAt().isBefore(given.until()))
                .forEach(given -> response.addConsents(consent(given)));
        known.consents().optedOut().stream()
                .sorted()
                .forEach(channel -> response.addOptedOutChannels(channel(channel)));
        AgeingMapper.add(response, view, known);
        DialogueMapper.add(response, view, known);
        Attempt open = known.openAttempt();
        if (open != null) {
            response.setOpenAttempt(attempt(open));
        }
        Instant wakeUp = view.nextWakeUp();
        if (wakeUp != null) {
            response.setNextWakeUp(timestamp(wakeUp));
        }
        return response.build();
    }

    public static Timestamp timestamp(Instant instant) {
        return Timestamp.newBuilder()
                .setSeconds(instant.getEpochSecond())
                .setNanos(instant.getNano())
                .build();
    }

    public static Date date(LocalDate date) {
        return Date.newBuilder()
                .setYear(date.getYear())
                .setMonth(date.getMonthValue())
                .setDay(date.getDayOfMonth())
                .build();
    }

    public static Channel channel(dev.janji.domain.contact.Channel channel) {
        return switch (channel) {
            case SMS -> Channel.CHANNEL_SMS;
            case EMAIL -> Channel.CHANNEL_EMAIL;
            case PUSH -> Channel.CHANNEL_PUSH;
            case WHATSAPP -> Channel.CHANNEL_WHATSAPP;
            case LETTER -> Channel.CHANNEL_LETTER;
            case VOICE -> Channel.CHANNEL_VOICE;
        };
    }

    private static AccountView account(Account account, DebtorView view, DebtorState.Known known) {
        String currency = account.ledger().currency().getCurrencyCode();
        int days = account.ledger().daysPastDue(view.today());
        AccountView.Builder mapped = AccountView.newBuilder()
                .setAccountId(account.id().value())
                .setStatus(status(account.status()))
                .setBalance(money(currency, account.ledger().balanceMinor()))
                .setOverdue(money(currency, account.ledger().overdueMinor(view.today())))
                .setDaysPastDue(days)
                .setBucket(view.rules().buckets().of(days).name())
                .setDisputed(account.dispute() != null || known.dialogue().disputes(account.id()))
                .setProduct(account.terms().product())
                .setStage(account.terms().stage());
        account.notices().stream().sorted().forEach(notice -> mapped.addNotices(notice(notice)));
        BucketScale classes = view.rules().policy().classes();
        if (classes != null) {
            mapped.setRegulatoryClass(classes.of(days).name());
        }
        LocalDate earliest = account.ledger().earliestUnpaidDueDate();
        if (earliest != null) {
            mapped.setEarliestUnpaidDueDate(date(earliest));
        }
        Promise promise = account.promise();
        if (promise != null) {
            PromiseId supersedes = promise.supersedes();
            mapped.setPromise(PromiseView.newBuilder()
                    .setPromiseId(promise.id().value())
                    .setAmount(money(currency, promise.amountMinor()))
                    .setDueDate(date(promise.dueDate()))
                    .setState(state(promise.state()))
                    .setSupersedesPromiseId(supersedes == null ? "" : supersedes.value()));
        }
        Arrangement arrangement = account.ledger().arrangement();
        if (arrangement != null) {
            mapped.setArrangement(AgreementMapper.view(arrangement));
        }
        Offer offer = account.offer();
        if (offer != null) {
            mapped.setOffer(OfferMapper.view(offer));
        }
        String operator = account.operator();
        if (operator != null) {
            mapped.setOperatorId(operator);
        }
        LocalDate bucketSince = account.enteredBucketOn();
        if (bucketSince != null) {
            mapped.setBucketSince(date(bucketSince));
        }
        AgeingMapper.add(mapped, account.ledger(), view.today());
        plan(account, mapped);
        return mapped.build();
    }

    private static void plan(Account account, AccountView.Builder mapped) {
        mapped.setPromisesKept(account.promises().kept())
                .setPromisesBroken(account.promises().broken());
        StepProgress.Assignment assignment = account.progress().assignment();
        if (assignment != null) {
            mapped.setStrategyVersion(assignment.strategyVersion()).setSegment(assignment.segment());
        }
        StepProgress.HandedOver handedOver = account.handedOver();
        if (handedOver != null) {
            mapped.setHandedOverTo(
                    switch (handedOver.to()) {
                        case FIELD -> HandedOverTo.HANDED_OVER_TO_FIELD;
                        case AGENCY -> HandedOverTo.HANDED_OVER_TO_AGENCY;
                        case LEGAL -> HandedOverTo.HANDED_OVER_TO_LEGAL;
                    });
        }
    }

    private static NoticeKind notice(LenderEvent.NoticeKind kind) {
        return switch (kind) {
            case PRE_DUE -> NoticeKind.NOTICE_KIND_PRE_DUE;
            case WARNING_LETTER -> NoticeKind.NOTICE_KIND_WARNING_LETTER;
        };
    }

    private static ConsentView consent(Consents.Given given) {
        ConsentView.Builder mapped = ConsentView.newBuilder()
                .setScope(
                        switch (given.scope()) {
                            case CHANNEL -> ConsentScope.CONSENT_SCOPE_CHANNEL;
                            case OUTSIDE_HOURS -> ConsentScope.CONSENT_SCOPE_OUTSIDE_HOURS;
                            case CALL_FREQUENCY -> ConsentScope.CONSENT_SCOPE_CALL_FREQUENCY;
                        })
                .setGivenAt(timestamp(given.at()));
        var channel = given.channel();
        if (channel != null) {
            mapped.setChannel(channel(channel));
        }
        Instant until = given.until();
        if (until != null) {
            mapped.setUntil(timestamp(until));
        }
        return mapped.build();
    }

    private static ContactPointView contactPoint(ContactPoint point, DebtorState.Known known) {
        ContactPointView.Builder mapped = ContactPointView.newBuilder()
                .setContactPointId(point.id().value())
                .setChannel(channel(point.channel()))
                .setRole(
                        switch (point.role()) {
                            case OWN -> ContactPointRole.CONTACT_POINT_ROLE_OWN;
                            case WORK -> ContactPointRole.CONTACT_POINT_ROLE_WORK;
                            case EMERGENCY -> ContactPointRole.CONTACT_POINT_ROLE_EMERGENCY;
                        })
                .setVerification(
                        switch (point.verification()) {
                            case VERIFIED -> Verification.VERIFICATION_VERIFIED;
                            case UNVERIFIED -> Verification.VERIFICATION_UNVERIFIED;
                            case WRONG -> Verification.VERIFICATION_WRONG;
                        })
                .setConsent(
                        switch (point.consent()) {
                            case GIVEN -> Consent.CONSENT_GIVEN;
                            case WITHDRAWN -> Consent.CONSENT_WITHDRAWN;
                        });
        DialogueMapper.contactability(mapped, point, known);
        mapped.setHistory(PointHistoryMapper.of(PointHistory.of(point.id(), known)));
        return mapped.build();
    }

    private static HoldView hold(Hold hold) {
        HoldView.Builder mapped = HoldView.newBuilder()
                .setHoldId(hold.id().value())
                .setKind(
                        switch (hold.kind()) {
                            case MORATORIUM -> HoldKind.HOLD_KIND_MORATORIUM;
                            case DECEASED -> HoldKind.HOLD_KIND_DECEASED;
                            case BANKRUPTCY -> HoldKind.HOLD_KIND_BANKRUPTCY;
                            case ATTORNEY -> HoldKind.HOLD_KIND_ATTORNEY;
                            case CEASE -> HoldKind.HOLD_KIND_CEASE;
                            case HARDSHIP -> HoldKind.HOLD_KIND_HARDSHIP;
                        });
        if (hold.account() != null) {
            mapped.setAccountId(hold.account().value());
        }
        if (hold.until() != null) {
            mapped.setUntil(timestamp(hold.until()));
        }
        return mapped.build();
    }

    private static AttemptView attempt(Attempt attempt) {
        return AttemptView.newBuilder()
                .setAttemptId(attempt.id().value())
                .setChannel(channel(attempt.channel()))
                .setContactPointId(attempt.contactPoint().value())
                .setAuthorizedAt(timestamp(attempt.authorizedAt()))
                .setValidUntil(timestamp(attempt.validUntil()))
                .build();
    }

    public static dev.janji.protocols.lender.v1.Money money(Money money) {
        return money(money.currency().getCurrencyCode(), money.minor());
    }

    private static dev.janji.protocols.lender.v1.Money money(String currency, long minor) {
        return dev.janji.protocols.lender.v1.Money.newBuilder()
                .setCurrency(currency)
                .setMinor(minor)
                .build();
    }

    private static DebtorStatus status(DebtorState.LifeCycle lifeCycle) {
        return switch (lifeCycle) {
            case LOADING -> DebtorStatus.DEBTOR_STATUS_LOADING;
            case ACTIVE -> DebtorStatus.DEBTOR_STATUS_ACTIVE;
            case ERASED -> DebtorStatus.DEBTOR_STATUS_ERASED;
        };
    }

    private static AccountStatus status(Account.Status status) {
        return switch (status) {
            case OPEN -> AccountStatus.ACCOUNT_STATUS_OPEN;
            case CLOSED -> AccountStatus.ACCOUNT_STATUS_CLOSED;
            case RECALLED -> AccountStatus.ACCOUNT_STATUS_RECALLED;
            case WRITTEN_OFF -> AccountStatus.ACCOUNT_STATUS_WRITTEN_OFF;
        };
    }

    private static PromiseState state(Promise.State state) {
        return switch (state) {
            case ACTIVE -> PromiseState.PROMISE_STATE_ACTIVE;
            case KEPT -> PromiseState.PROMISE_STATE_KEPT;
            case PARTIALLY_KEPT -> PromiseState.PROMISE_STATE_PARTIALLY_KEPT;
            case BROKEN -> PromiseState.PROMISE_STATE_BROKEN;
            case CANCELLED -> PromiseState.PROMISE_STATE_CANCELLED;
            case SUPERSEDED -> PromiseState.PROMISE_STATE_SUPERSEDED;
        };
    }
}
