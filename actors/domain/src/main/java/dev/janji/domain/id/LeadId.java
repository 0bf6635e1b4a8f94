package dev.janji.domain.id;

/**
 * One lead of a desk. That of a debtor is derived from the debtor and the sequence number of the event that offered it.
 *
 * @param value 1 to 128 printable ASCII characters without a space
 */
public record LeadId(String value) {
    private static final int LONGEST = 128;

    /** @throws IllegalArgumentException when the value is outside the stated alphabet or length */
    public LeadId {
        Identifiers.demand("lead id", value, LONGEST);
    }

    /** @param sequenceNumber of the offering event in the debtor's history, from 1 */
    public static LeadId of(DebtorKey debtor, long sequenceNumber) {
        return new LeadId(debtor.entityId() + "~" + sequenceNumber);
    }

    @Override
    public String toString() {
        return value;
    }
}
