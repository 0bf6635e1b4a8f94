package dev.janji.domain.id;

import java.util.Comparator;

/**
 * A person who is a debtor more than once: of several lenders for whom one operator works, or twice of one lender.
 *
 * @param keeper whose key it is: {@code operator:ID} when an operator works the account, else {@code lender:ID}. Equal keys of two
 *     keepers are not the same person
 * @param key shared by the keeper's debtors, opaque here
 */
public record DebtorPersonId(String keeper, String key) implements Comparable<DebtorPersonId> {
    private static final Comparator<DebtorPersonId> ORDER =
            Comparator.comparing(DebtorPersonId::keeper).thenComparing(DebtorPersonId::key);

    public static DebtorPersonId ofOperator(String operator, String key) {
        return new DebtorPersonId("operator:" + operator, key);
    }

    public static DebtorPersonId ofLender(LenderId lender, String key) {
        return new DebtorPersonId("lender:" + lender.value(), key);
    }

    @Override
    public int compareTo(DebtorPersonId other) {
        return ORDER.compare(this, other);
    }
}
