package dev.janji.gateways.sms;

import java.util.Arrays;

/**
 * The default alphabet of GSM 03.38 with its extension table, one octet a septet, as SMPP carries it. A character of the extension is two septets: escape and
 * code. Stateless.
 */
final class Gsm7 {
    private static final char ESCAPE = '\u001b';

    /** By code; what stands at 0x1B is the escape. */
    private static final String BASIC =
            "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ" + ESCAPE + "ÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
                    + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    private static final String EXTENSION = "\f^{}\\[~]|€";
    private static final byte[] EXTENSION_CODES = {0x0A, 0x14, 0x28, 0x29, 0x2F, 0x3C, 0x3D, 0x3E, 0x40, 0x65};
    private static final int ESCAPE_CODE = 0x1B;

    /** Code by character; the extension's with {@link #EXTENDED}, -1 for what the alphabet has not. */
    private static final short[] CODES = codes();

    private static final int EXTENDED = 0x100;

    private Gsm7() {}

    private static short[] codes() {
        short[] codes = new short[0x2100];
        Arrays.fill(codes, (short) -1);
        for (int code = 0; code < BASIC.length(); code++) {
            if (code != ESCAPE_CODE) {
                codes[BASIC.charAt(code)] = (short) code;
            }
        }
        for (int i = 0; i < EXTENSION.length(); i++) {
            codes[EXTENSION.charAt(i)] = (short) (EXTENDED | EXTENSION_CODES[i]);
        }
        return codes;
    }

    /** @return 1 or 2; 0 when the alphabet has no such character */
    static int septetsOf(char character) {
        int code = character < CODES.length ? CODES[character] : -1;
        return code < 0 ? 0 : code < EXTENDED ? 1 : 2;
    }

    static boolean canSay(String text) {
        return text.chars().allMatch(character -> septetsOf((char) character) > 0);
    }

    /** @param text that {@link #canSay} accepts */
    static byte[] encode(String text) {
        byte[] septets = new byte[text.length() * 2];
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            int code = CODES[text.charAt(i)];
            if (code >= EXTENDED) {
                septets[length++] = ESCAPE_CODE;
            }
            septets[length++] = (byte) (code & 0x7F);
        }
        return Arrays.copyOf(septets, length);
    }

    /** What is no code of the alphabet becomes a blank, as a telephone shows it. */
    static String decode(byte[] septets) {
        StringBuilder text = new StringBuilder(septets.length);
        for (int i = 0; i < septets.length; i++) {
            int code = septets[i] & 0xFF;
            if (code == ESCAPE_CODE && i + 1 < septets.length) {
                i++;
                text.append(extended(septets[i]));
            } else {
                text.append(code < BASIC.length() && code != ESCAPE_CODE ? BASIC.charAt(code) : ' ');
            }
        }
        return text.toString();
    }

    /** A code that the extension has not is shown as the same code of the alphabet. */
    private static char extended(byte code) {
        for (int i = 0; i < EXTENSION_CODES.length; i++) {
            if (EXTENSION_CODES[i] == code) {
                return EXTENSION.charAt(i);
            }
        }
        int plain = code & 0x7F;
        return plain == ESCAPE_CODE ? ' ' : BASIC.charAt(plain);
    }
}
