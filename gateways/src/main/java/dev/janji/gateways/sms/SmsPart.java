package dev.janji.gateways.sms;

import dev.janji.domain.id.LenderId;
import java.time.Instant;
import java.util.Optional;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;
import org.jspecify.annotations.Nullable;

/**
 * A part of a long text that somebody wrote to us. Immutable; its text form holds no personal data.
 *
 * @param whole of which text
 * @param number of the part, from 1
 * @param lender whose line it came in on; null for a line of several lenders
 * @param content without its header; personal
 * @param at when it came in first, by the house clock
 */
record SmsPart(Whole whole, int number, @Nullable LenderId lender, byte dataCoding, byte[] content, Instant at) {
    private static final int EIGHT_BITS = 0x00;
    private static final int SIXTEEN_BITS = 0x08;
    private static final int SAR = 0x100;

    /**
     * What the parts of one text have in common.
     *
     * @param from personal
     * @param form how the parts are counted: an 8-bit or 16-bit reference in the header, or the parameters of SMPP
     * @param reference of the text, which the telephone uses again for a later one
     * @param parts 2 to 255
     */
    record Whole(String from, String to, int form, int reference, int parts) {
        /** Not the number. */
        @Override
        public String toString() {
            return "Whole[reference=" + reference + ", parts=" + parts + "]";
        }
    }

    /**
     * Where a part belongs, as the message says.
     *
     * @param number 1 to {@code parts}
     */
    record Place(int form, int reference, int parts, int number) {
        private boolean isSound() {
            return parts > 1 && number > 0 && number <= parts;
        }
    }

    static SmsPart of(
            Place place,
            String from,
            String to,
            @Nullable LenderId lender,
            byte dataCoding,
            byte[] content,
            Instant at) {
        return new SmsPart(
                new Whole(from, to, place.form(), place.reference(), place.parts()),
                place.number(),
                lender,
                dataCoding,
                content,
                at);
    }

    /** @return empty for a text that is one message, and for what says something that can't be */
    static Optional<Place> placeOf(DeliverSm message, byte[] content, boolean hasHeader) {
        Optional<Place> place = hasHeader ? inHeader(content) : Optional.empty();
        return place.or(() -> inParameters(message)).filter(Place::isSound);
    }

    /** GSM 03.40 section 9.2.3.24: elements of a tag, a length and so many octets; the last of a kind counts. */
    static Optional<Place> inHeader(byte[] content) {
        Place found = null;
        int end = content.length == 0 ? 0 : Math.min(content.length, octet(content, 0) + 1);
        for (int at = 1; at + 1 < end; at += 2 + octet(content, at + 1)) {
            int length = octet(content, at + 1);
            if (at + 2 + length > end) {
                return Optional.empty();
            }
            if (octet(content, at) == EIGHT_BITS && length == 3) {
                found = new Place(EIGHT_BITS, octet(content, at + 2), octet(content, at + 3), octet(content, at + 4));
            } else if (octet(content, at) == SIXTEEN_BITS && length == 4) {
                int reference = octet(content, at + 2) << Byte.SIZE | octet(content, at + 3);
                found = new Place(SIXTEEN_BITS, reference, octet(content, at + 4), octet(content, at + 5));
            }
        }
        return Optional.ofNullable(found);
    }

    private static Optional<Place> inParameters(DeliverSm message) {
        OptionalParameter.Sar_msg_ref_num reference =
                message.getOptionalParameter(OptionalParameter.Sar_msg_ref_num.class);
        OptionalParameter.Sar_total_segments parts =
                message.getOptionalParameter(OptionalParameter.Sar_total_segments.class);
        OptionalParameter.Sar_segment_seqnum number =
                message.getOptionalParameter(OptionalParameter.Sar_segment_seqnum.class);
        return reference == null || parts == null || number == null
                ? Optional.empty()
                : Optional.of(new Place(
                        SAR, reference.getValue() & 0xFFFF, parts.getValue() & 0xFF, number.getValue() & 0xFF));
    }

    private static int octet(byte[] content, int at) {
        return content[at] & 0xFF;
    }

    /** Not the number, not the text. */
    @Override
    public String toString() {
        return "SmsPart[" + whole + ", number=" + number + "]";
    }
}
