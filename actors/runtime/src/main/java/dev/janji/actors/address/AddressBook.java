package dev.janji.actors.address;

import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.LenderId;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Finds debtors by what somebody outside knows of them: who calls from this number, who wrote from this address, whose account is this. What it finds is a
 * hint: it lags the debtors by moments, so whoever acts on it asks the debtor. Thread-safe; never blocks; a stage fails when the store can't be asked, and
 * then nothing is known.
 */
public interface AddressBook {
    /** The most that is found; an address of more debtors than that is nobody's. */
    int MOST = 20;

    /**
     * @param address a telephone number in whatever form a network gives it, a mail address or a device token; personal, never logged
     * @return the debtors of the lender who have it now, in any role, those who got it last first
     */
    CompletionStage<List<DebtorKey>> reachedAt(LenderId lender, String address);

    /** @return the debtors of the lender who owe the account: one, or none */
    CompletionStage<List<DebtorKey>> owing(LenderId lender, AccountId account);
}
