package dev.janji.gateways.sms;

/**
 * How long a text is on the air, which is what a provider counts.
 *
 * @param characters as people count them
 * @param alphabet {@code GSM} or {@code UCS-2}; one character that GSM lacks makes all of a text UCS-2, which takes twice the room
 * @param segments messages that are paid for, and joined by the telephone
 */
public record SmsSize(int characters, String alphabet, int segments) {
    public static SmsSize of(String text) {
        SmsText sent = SmsText.of(text);
        return new SmsSize(
                text.codePointCount(0, text.length()),
                sent.coding() == SmsText.Coding.GSM7 ? "GSM" : "UCS-2",
                sent.segments().size());
    }
}
