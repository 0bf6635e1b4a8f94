package dev.janji.domain.id;

/** A debtor of a lender: the identity of the actor. Two lenders with equal debtor ids never meet. */
public record DebtorKey(LenderId lender, DebtorId debtor) {
    private static final char SEPARATOR = '~';

    /**
     * @param entityId as {@link #entityId()} made it
     * @throws IllegalArgumentException when it is not {@code <lender>~<debtor>}
     */
    public static DebtorKey parse(String entityId) {
        int at = entityId.indexOf(SEPARATOR);
        if (at < 0) {
            throw new IllegalArgumentException("Expected <lender>~<debtor>, but found no '~'");
        }
        return new DebtorKey(new LenderId(entityId.substring(0, at)), new DebtorId(entityId.substring(at + 1)));
    }

    /** The name in cluster sharding, in the journal and in every table: {@code <lender>~<debtor>}. */
    public String entityId() {
        return lender.value() + SEPARATOR + debtor.value();
    }

    @Override
    public String toString() {
        return entityId();
    }
}
