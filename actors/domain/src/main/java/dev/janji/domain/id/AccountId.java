package dev.janji.domain.id;

/**
 * One debt of a debtor (a loan, a card), as its lender names it.
 *
 * @param value 1 to 64 printable ASCII characters without a space
 */
public record AccountId(String value) {
    /** @throws IllegalArgumentException when the value is outside the stated alphabet or length */
    public AccountId {
        Identifiers.demand("account id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
