package dev.janji.loadtest.sms;

/** Who hears what a played provider takes, and says what becomes of it. Called from the transport's threads; returns quickly; thread-safe. */
public interface SmsScript {
    /**
     * What becomes of a message that was taken.
     *
     * @param isAnswered whether whoever sent it hears that it was taken
     * @param receipts how often its receipt comes, 0 for never
     * @param receiptMillis how long after it the first one comes
     */
    record Fate(boolean isAnswered, int receipts, int receiptMillis) {}

    /**
     * The provider has a message.
     *
     * @param number international, without a plus
     * @param text as far as it is in ASCII
     * @param id what the provider calls it, from 1
     * @param nanos of {@link System#nanoTime}, when it was read from the socket
     */
    Fate taken(String number, String text, int id, long nanos);

    /** The receipt of a message was acknowledged; it may be once more. */
    void acknowledged(int id);
}
