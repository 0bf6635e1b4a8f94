package dev.janji.gateways.push;

import java.util.regex.Pattern;

/**
 * A device token with the platform that gave it: {@code apns:} or {@code fcm:} before it says which; without either, hexadecimal digits only are of APNs.
 *
 * @param token personal
 */
record PushAddress(Platform platform, String token) {
    /** Who delivers to the device. */
    enum Platform {
        APNS,
        FCM
    }

    private static final String APNS = "apns:";
    private static final String FCM = "fcm:";
    private static final Pattern HEXADECIMAL = Pattern.compile("[0-9a-fA-F]{64,200}");

    static PushAddress of(String address) {
        if (address.startsWith(APNS)) {
            return new PushAddress(Platform.APNS, address.substring(APNS.length()));
        }
        if (address.startsWith(FCM)) {
            return new PushAddress(Platform.FCM, address.substring(FCM.length()));
        }
        return new PushAddress(HEXADECIMAL.matcher(address).matches() ? Platform.APNS : Platform.FCM, address);
    }

    /** Whether a token can be of its platform at all. */
    boolean isWhole() {
        return platform == Platform.APNS
                ? HEXADECIMAL.matcher(token).matches()
                : !token.isEmpty() && token.chars().allMatch(c -> c > ' ' && c < 127);
    }

    /** Not the token. */
    @Override
    public String toString() {
        return "PushAddress[" + platform + "]";
    }
}
