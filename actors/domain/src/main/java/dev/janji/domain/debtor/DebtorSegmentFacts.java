package dev.janji.domain.debtor;

import dev.janji.domain.account.AccountTerms;
import dev.janji.domain.account.Ledger;
import dev.janji.domain.account.Payment;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.debtor.DebtorState.Known;
import dev.janji.domain.strategy.SegmentFacts;
import dev.janji.domain.strategy.Split;
import dev.janji.domain.strategy.Strategy;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The facts of one account on one local day, each read from the state when it is asked for. */
record DebtorSegmentFacts(Known known, Account account, Strategy strategy, RuleContext context, LocalDate today)
        implements SegmentFacts {

    private Ledger ledger() {
        return account.ledger();
    }

    @Override
    public String bucket() {
        return context.rules().buckets().of(daysPastDue()).name();
    }

    @Override
    public int daysPastDue() {
        return ledger().daysPastDue(today);
    }

    @Override
    public long outstandingMinor() {
        return ledger().balanceMinor();
    }

    @Override
    public long overdueMinor() {
        return ledger().overdueMinor(today);
    }

    @Override
    public String currency() {
        return ledger().currency().getCurrencyCode();
    }

    @Override
    public String product() {
        return account.terms().product();
    }

    @Override
    public String riskClass() {
        return account.terms().riskClass();
    }

    @Override
    public String stage() {
        return account.terms().stage();
    }

    @Override
    public List<AccountTerms.Attribute> attributes() {
        return account.terms().attributes();
    }

    @Override
    public String language() {
        return known.profile().language();
    }

    @Override
    public int openAccounts() {
        int open = 0;
        for (Account each : known.accounts()) {
            open += each.status() == Account.Status.OPEN ? 1 : 0;
        }
        return open;
    }

    @Override
    public int payments() {
        int standing = 0;
        for (Payment payment : ledger().payments()) {
            standing += payment.stands() ? 1 : 0;
        }
        return standing;
    }

    @Override
    public int reversedPayments() {
        return ledger().payments().size() - payments();
    }

    @Override
    public int daysSincePayment() {
        LocalDate paid = known.lastPaidOn();
        return paid == null ? Integer.MAX_VALUE : Math.toIntExact(today.toEpochDay() - paid.toEpochDay());
    }

    @Override
    public int brokenPromises() {
        return account.promises().broken();
    }

    @Override
    public int keptPromises() {
        return account.promises().kept();
    }

    @Override
    public int attemptsWithoutTalk() {
        return known.history().madeSinceTalk(known.dialogue().lastWord());
    }

    @Override
    public Set<Channel> contactable() {
        Set<Channel> channels = EnumSet.noneOf(Channel.class);
        for (ContactPoint point : known.profile().contactPoints()) {
            if (Contactability.of(point, known).isUsable()) {
                channels.add(point.channel());
            }
        }
        return channels;
    }

    @Override
    public boolean isPlaced() {
        return account.operator() != null;
    }

    @Override
    public String lastDisposition() {
        Conversation last = known.dialogue().last();
        return last == null ? "NONE" : last.disposition().name();
    }

    @Override
    public boolean hasOpenComplaint() {
        return !known.dialogue().complaints().isEmpty();
    }

    @Override
    public String debtorBucket() {
        return context.rules().buckets().of(debtorDaysPastDue()).name();
    }

    @Override
    public int debtorDaysPastDue() {
        Account worst = RollUp.worst(known, today);
        return worst == null ? 0 : worst.ledger().daysPastDue(today);
    }

    @Override
    public long debtorOutstandingMinor() {
        long owed = 0;
        for (Account each : known.accounts()) {
            if (each.status() == Account.Status.OPEN && each.ledger().currency().equals(ledger().currency())) {
                owed += each.ledger().balanceMinor();
            }
        }
        return owed;
    }

    @Override
    public String arm() {
        return Split.armOf(strategy.split(), context.debtor());
    }
}
