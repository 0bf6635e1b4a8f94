package dev.janji.domain.id;

/**
 * One try to reach a debtor on one channel. Derived from the debtor and the sequence number of the event that authorised it, so
 * that a provider and we recognise a resend.
 *
 * @param value {@code <lender>~<debtor>~<sequence number>}
 */
public record AttemptId(String value) {
    /** @throws IllegalArgumentException when the value is empty or longer than 128 characters */
    public AttemptId {
        if (value.isEmpty() || value.length() > 128) {
            throw new IllegalArgumentException(
                    "Expected an attempt id of 1 to 128 characters, but got " + value.length());
        }
    }

    /**
     * @param sequenceNumber of the authorising event in the debtor's history, from 1
     */
    public static AttemptId of(DebtorKey debtor, long sequenceNumber) {
        return new AttemptId(debtor.entityId() + "~" + sequenceNumber);
    }

    /** @throws IllegalArgumentException when the value is none that {@link #of} makes */
    public DebtorKey debtor() {
        int end = value.lastIndexOf('~');
        if (end < 0) {
            throw new IllegalArgumentException("Expected <lender>~<debtor>~<sequence number>, but found no '~'");
        }
        return DebtorKey.parse(value.substring(0, end));
    }

    /** @return that of the authorising event in the debtor's history, from 1 */
    public long sequenceNumber() {
        return Long.parseLong(value.substring(value.lastIndexOf('~') + 1));
    }

    @Override
    public String toString() {
        return value;
    }
}
