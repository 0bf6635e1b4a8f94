package dev.janji.domain.debtor;

/**
 * For how long collection waits for what the debtor said. Days are local ones: of something said on a day, {@code n} days end at the midnight that
 * begins the {@code n}-th day after it; 0 is no wait at all.
 *
 * @param afterPaid days that a payment which the debtor says to have made may take
 * @param beforeWillPay days at most that the day is waited for on which the debtor says to pay
 * @param forCallMe days at most that a call is waited for that the debtor asked for without a time
 */
public record QuietTerms(int afterPaid, int beforeWillPay, int forCallMe) {
    /** Longer than this is refused: who does not pay must not be forgotten. */
    public static final int MOST_DAYS = 31;

    public static final QuietTerms STANDARD = new QuietTerms(2, 7, 2);

    /** @throws IllegalArgumentException when a number is outside of 0 to {@link #MOST_DAYS} */
    public QuietTerms {
        demand("after-paid-days", afterPaid);
        demand("will-pay-days", beforeWillPay);
        demand("call-me-days", forCallMe);
    }

    private static void demand(String what, int days) {
        if (days < 0 || days > MOST_DAYS) {
            throw new IllegalArgumentException("Expected " + what + " from 0 to " + MOST_DAYS + ", but got " + days);
        }
    }
}
