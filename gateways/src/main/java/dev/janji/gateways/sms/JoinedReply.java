package dev.janji.gateways.sms;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;

/** The parts of a long text that are there. Confined to whoever guards {@link ReplyParts}. */
final class JoinedReply {
    private static final int ID_BYTES = 16;
    /** Stands where a part is missing. */
    private static final String GAP = " … ";

    private final SortedMap<Integer, SmsPart> parts = new TreeMap<>();
    private final SmsPart.Whole whole;

    JoinedReply(SmsPart first) {
        whole = first.whole();
        parts.put(first.number(), first);
    }

    /** @return whether there is another text in this part: the telephone has begun to use the reference again */
    boolean contradicts(SmsPart part) {
        SmsPart known = parts.get(part.number());
        return known != null
                && !(Arrays.equals(known.content(), part.content()) && known.dataCoding() == part.dataCoding());
    }

    boolean has(SmsPart part) {
        return parts.containsKey(part.number());
    }

    void add(SmsPart part) {
        parts.put(part.number(), part);
    }

    boolean isComplete() {
        return parts.size() == whole.parts();
    }

    int size() {
        return parts.size();
    }

    SmsPart.Whole whole() {
        return whole;
    }

    Collection<SmsPart> parts() {
        return parts.values();
    }

    /** Of the part that came first. */
    Instant since() {
        return parts.values().stream().map(SmsPart::at).min(Instant::compareTo).orElseThrow();
    }

    /** The same for the same parts, also after a restart. */
    String id() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((whole.from()
                            + '\0'
                            + whole.to()
                            + '\0'
                            + whole.form()
                            + '\0'
                            + whole.reference()
                            + '\0'
                            + whole.parts()
                            + '\0'
                            + since().truncatedTo(ChronoUnit.HOURS)
                            + '\0')
                    .getBytes(StandardCharsets.UTF_8));
            parts.forEach((number, part) -> {
                digest.update(number.byteValue());
                digest.update(part.content());
            });
            return "sms-" + HexFormat.of().formatHex(digest.digest(), 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected every JDK to know SHA-256, but this one does not", e);
        }
    }

    /** In order. What comes right behind another part in the same coding is read with it, because a character may lie in both. */
    String text() {
        StringBuilder text = new StringBuilder();
        ByteArrayOutputStream run = new ByteArrayOutputStream();
        SmsPart before = null;
        for (SmsPart part : parts.values()) {
            boolean follows = before == null || before.number() + 1 == part.number();
            if (before != null && !(follows && before.dataCoding() == part.dataCoding())) {
                text.append(read(before, run)).append(follows ? "" : GAP);
                run.reset();
            } else if (before == null && part.number() > 1) {
                text.append(GAP);
            }
            run.writeBytes(part.content());
            before = part;
        }
        if (before != null) {
            text.append(read(before, run)).append(before.number() < whole.parts() ? GAP : "");
        }
        return text.toString().strip();
    }

    private static String read(SmsPart part, ByteArrayOutputStream run) {
        return SmsText.read(part.dataCoding(), run.toByteArray(), false);
    }
}
