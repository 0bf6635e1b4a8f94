package dev.janji.domain.id;

/**
 * One telephone call: of an outbound one the id of its attempt, of an inbound one as the gateway names it.
 *
 * @param value 1 to 128 characters
 */
public record CallId(String value) {
    private static final int LONGEST = 128;

    /** @throws IllegalArgumentException when the value is empty or longer than 128 characters */
    public CallId {
        if (value.isEmpty() || value.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "Expected a call id of 1 to " + LONGEST + " characters, but got " + value.length());
        }
    }

    public static CallId of(AttemptId attempt) {
        return new CallId(attempt.value());
    }

    @Override
    public String toString() {
        return value;
    }
}
