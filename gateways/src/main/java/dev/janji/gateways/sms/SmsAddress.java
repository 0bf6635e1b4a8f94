package dev.janji.gateways.sms;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An address as SMPP writes it.
 *
 * @param typeOfNumber 0 unknown, 1 international, 3 a short code of the network, 5 alphanumeric
 * @param numberingPlan 0 unknown, 1 E.164
 * @param digits without a plus; the name of an alphanumeric sender; personal
 */
record SmsAddress(byte typeOfNumber, byte numberingPlan, String digits) {
    private static final Pattern NUMBER = Pattern.compile("\\+?[1-9][0-9]{6,14}");
    private static final Pattern SHORT_CODE = Pattern.compile("[0-9]{3,6}");
    private static final Pattern NAME = Pattern.compile("(?=.*[A-Za-z])[ -~]{1,11}");

    private static final byte UNKNOWN = 0;
    private static final byte INTERNATIONAL = 1;
    private static final byte NETWORK = 3;
    private static final byte ALPHANUMERIC = 5;
    private static final byte E164 = 1;

    /** @return empty when it is no telephone number in international form */
    static Optional<SmsAddress> ofDebtor(String number) {
        return NUMBER.matcher(number).matches()
                ? Optional.of(new SmsAddress(INTERNATIONAL, E164, digitsOf(number)))
                : Optional.empty();
    }

    static boolean isSource(String source) {
        return NUMBER.matcher(source).matches()
                || SHORT_CODE.matcher(source).matches()
                || NAME.matcher(source).matches();
    }

    /** @param source that {@link #isSource} accepts */
    static SmsAddress ofSource(String source) {
        if (NUMBER.matcher(source).matches()) {
            return new SmsAddress(INTERNATIONAL, E164, digitsOf(source));
        }
        return SHORT_CODE.matcher(source).matches()
                ? new SmsAddress(NETWORK, UNKNOWN, source)
                : new SmsAddress(ALPHANUMERIC, UNKNOWN, source);
    }

    /** @return a number that a network gave us, in international form where it says so */
    static String received(byte typeOfNumber, String digits) {
        return typeOfNumber == INTERNATIONAL && !digits.startsWith("+") ? "+" + digits : digits;
    }

    private static String digitsOf(String number) {
        return number.startsWith("+") ? number.substring(1) : number;
    }

    /** Not the number. */
    @Override
    public String toString() {
        return "SmsAddress[" + digits.length() + " characters]";
    }
}
