package dev.janji.gateways.email;

import jakarta.activation.DataSource;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.internet.ParseException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The leaves of a mail, in their order, as far as anybody sane nests them: no deeper than {@value #MOST_LEVELS}, no more than {@value #MOST_LEAVES}. A mail inside
 * of a mail is a leaf. Pure.
 */
final class MailParts {
    private static final int MOST_LEVELS = 12;
    private static final int MOST_LEAVES = 64;

    /**
     * @param type such as {@code text/plain}, in small letters
     * @param content decoded as far as it could be
     */
    record Leaf(String type, Charset charset, byte[] content) {
        String text() {
            return new String(content, charset);
        }
    }

    private MailParts() {}

    static List<Leaf> of(MimePart mail) throws MessagingException, IOException {
        List<Leaf> leaves = new ArrayList<>();
        add(mail, 0, leaves);
        return leaves;
    }

    static Optional<Leaf> first(List<Leaf> leaves, String... types) {
        return leaves.stream()
                .filter(leaf -> Arrays.asList(types).contains(leaf.type()))
                .findFirst();
    }

    private static void add(MimePart part, int level, List<Leaf> leaves) throws MessagingException, IOException {
        if (leaves.size() >= MOST_LEAVES) {
            return;
        }
        ContentType type = typeOf(part);
        if (!type.match("multipart/*") || level >= MOST_LEVELS) {
            leaves.add(new Leaf(
                    type.getBaseType().toLowerCase(Locale.ROOT), charset(type.getParameter("charset")), bytes(part)));
            return;
        }
        DataSource source = part.getDataHandler().getDataSource();
        MimeMultipart several = new MimeMultipart(source);
        int count = Math.min(several.getCount(), MOST_LEAVES);
        for (int i = 0; i < count; i++) {
            if (several.getBodyPart(i) instanceof MimePart inner) {
                add(inner, level + 1, leaves);
            }
        }
    }

    private static ContentType typeOf(MimePart part) throws MessagingException {
        try {
            return new ContentType(part.getContentType());
        } catch (ParseException e) {
            return new ContentType("text", "plain", null);
        }
    }

    /** What can't be decoded ends the content and loses nothing before it. */
    private static byte[] bytes(MimePart part) throws MessagingException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        try (InputStream in = part.getInputStream()) {
            byte[] some = new byte[8192];
            for (int count = in.read(some); count >= 0; count = in.read(some)) {
                read.write(some, 0, count);
            }
        } catch (IOException e) {
            read.write('\n');
        }
        return read.toByteArray();
    }

    private static Charset charset(@Nullable String name) {
        if (name == null) {
            return StandardCharsets.UTF_8;
        }
        try {
            return Charset.forName(MimeUtility.javaCharset(name));
        } catch (IllegalArgumentException e) {
            return StandardCharsets.ISO_8859_1;
        }
    }
}
