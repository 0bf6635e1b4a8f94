package dev.janji.gateways.sms;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A text as it goes on the air: in the alphabet that holds all of it, in as many segments as that takes. No segment ends in the middle of a character: neither
 * between escape and code nor between the halves of a surrogate pair. Immutable; personal.
 *
 * @param segments what each carries, without a header
 */
record SmsText(Coding coding, List<byte[]> segments) {
    /** How characters become octets; the choice is made by content. */
    enum Coding {
        GSM7((byte) 0, 160, 153),
        UCS2((byte) 8, 140, 134);

        private final byte dataCoding;
        private final int alone;
        private final int joined;

        Coding(byte dataCoding, int alone, int joined) {
            this.dataCoding = dataCoding;
            this.alone = alone;
            this.joined = joined;
        }

        /** The value of {@code data_coding}. */
        byte dataCoding() {
            return dataCoding;
        }
    }

    private static final int HEADER_LENGTH = 6;

    SmsText {
        segments = List.copyOf(segments);
    }

    static SmsText of(String text) {
        Coding coding = Gsm7.canSay(text) ? Coding.GSM7 : Coding.UCS2;
        byte[] whole = encoded(coding, text);
        if (whole.length <= coding.alone) {
            return new SmsText(coding, List.of(whole));
        }
        List<byte[]> segments = new ArrayList<>();
        int begin = 0;
        while (begin < text.length()) {
            int end = endOfSegment(coding, text, begin);
            segments.add(encoded(coding, text.substring(begin, end)));
            begin = end;
        }
        return new SmsText(coding, segments);
    }

    private static int endOfSegment(Coding coding, String text, int begin) {
        int octets = 0;
        int end = begin;
        while (end < text.length()) {
            int characters = coding == Coding.UCS2 && isPair(text, end) ? 2 : 1;
            int more = coding == Coding.UCS2 ? 2 * characters : Gsm7.septetsOf(text.charAt(end));
            if (octets + more > coding.joined) {
                break;
            }
            octets += more;
            end += characters;
        }
        return end;
    }

    private static boolean isPair(String text, int at) {
        return at + 1 < text.length() && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1));
    }

    /** A half of a surrogate pair that stands alone cannot be shown, and becomes U+FFFD. */
    private static byte[] encoded(Coding coding, String text) {
        return coding == Coding.GSM7
                ? Gsm7.encode(text)
                : text.codePoints()
                        .map(point ->
                                point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? 0xFFFD : point)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString()
                        .getBytes(StandardCharsets.UTF_16BE);
    }

    /**
     * @param reference of the whole message, 0 to 255; the same for all its segments
     * @return the segment with the header by which a telephone joins it with the others; without one when it is alone
     */
    byte[] withHeader(int segment, int reference) {
        byte[] content = segments.get(segment);
        if (segments.size() == 1) {
            return content;
        }
        byte[] joined = new byte[HEADER_LENGTH + content.length];
        joined[0] = HEADER_LENGTH - 1;
        joined[1] = 0;
        joined[2] = 3;
        joined[3] = (byte) reference;
        joined[4] = (byte) segments.size();
        joined[5] = (byte) (segment + 1);
        System.arraycopy(content, 0, joined, HEADER_LENGTH, content.length);
        return joined;
    }

    /** All segments as one. */
    byte[] whole() {
        int length = segments.stream().mapToInt(segment -> segment.length).sum();
        byte[] whole = new byte[length];
        int at = 0;
        for (byte[] segment : segments) {
            System.arraycopy(segment, 0, whole, at, segment.length);
            at += segment.length;
        }
        return whole;
    }

    /** The content behind its user data header, if it has one. */
    static byte[] withoutHeader(byte[] content, boolean hasHeader) {
        int from = hasHeader && content.length > 0 ? Math.min(content.length, (content[0] & 0xFF) + 1) : 0;
        return Arrays.copyOfRange(content, from, content.length);
    }

    /**
     * What somebody wrote to us.
     *
     * @param hasHeader whether the content begins with a user data header
     * @return empty for what is no text
     */
    static String read(byte dataCoding, byte[] content, boolean hasHeader) {
        byte[] text = withoutHeader(content, hasHeader);
        int coding = dataCoding & 0xFF;
        if (coding == 8 || (coding & 0xEC) == 0x08 || (coding & 0xF0) == 0xE0) {
            return new String(text, StandardCharsets.UTF_16BE);
        } else if (coding == 1) {
            return new String(text, StandardCharsets.US_ASCII);
        } else if (coding == 3) {
            return new String(text, StandardCharsets.ISO_8859_1);
        } else if (coding == 2 || coding == 4 || (coding & 0xF4) == 0xF4) {
            return "";
        }
        return Gsm7.decode(text);
    }

    /** Not the text. */
    @Override
    public String toString() {
        return "SmsText[" + coding + ", segments=" + segments.size() + "]";
    }
}
