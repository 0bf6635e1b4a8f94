package dev.janji.gateways.email;

import dev.janji.actors.channel.InboundMessage.Answered;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.lender.ConversationEvent.Intent;
import dev.janji.domain.reply.ReplyReader;
import dev.janji.gateways.email.MailParts.Leaf;
import dev.janji.gateways.email.ReturnedMail.Ignored;
import dev.janji.gateways.email.ReturnedMail.Kind;
import dev.janji.gateways.email.ReturnedMail.Strange;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what came back to our mailbox: bounces, complaints, replies. Whatever it can't read is {@link Strange}, never a failure, and never a reason to contact
 * anybody. Thread-safe.
 */
final class ReturnedMailReader {
    private static final String[] RECIPIENTS = {
        "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "X-Delivered-To", "To", "Cc"
    };
    private static final String[] RETURNED = {
        "message/rfc822", "text/rfc822-headers", "message/rfc822-headers", "message/global", "message/global-headers"
    };
    private static final int MOST_BOUNDARIES = 5_000;
    private static final int MOST_ADDRESSES = 50;
    private static final int LONGEST_HEADER = 20_000;
    private static final Set<String> NO_COMPLAINTS = Set.of("not-spam", "auth-failure", "dmarc");
    private static final Set<String> MACHINES = Set.of("bulk", "junk", "list", "auto_reply", "auto-reply");
    private static final Pattern UNSUBSCRIBE = Pattern.compile(
            "^\\s*" + MailMarks.UNSUBSCRIBE + "\\s+([A-Za-z0-9_-]{16,512})\\s*$", Pattern.CASE_INSENSITIVE);
    private static final Pattern LINK = Pattern.compile("[/ ]([A-Za-z0-9_-]{16,512})>|%20([A-Za-z0-9_-]{16,512})>");
    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>,;:\"]{1,200}@[^\\s<>,;:\"]{1,255}");

    private final Session session = Session.getInstance(new Properties());
    private final MailMarks marks;

    ReturnedMailReader(MailMarks marks) {
        this.marks = marks;
    }

    /**
     * @param mail as the server keeps it, or its beginning
     * @param now on the house clock
     */
    ReturnedMail read(byte[] mail, Instant now) {
        if (isCutToShreds(mail)) {
            return new Strange("more parts than anybody makes");
        }
        try {
            MimeMessage message = new MimeMessage(session, new ByteArrayInputStream(mail));
            return read(message, MailParts.of(message), now);
        } catch (MessagingException | IOException | RuntimeException e) {
            return new Strange("no mail can be made of it: " + e.getClass().getSimpleName());
        }
    }

    /** The library makes an object of each part before anybody can count them. */
    private static boolean isCutToShreds(byte[] mail) {
        int lines = 0;
        for (int i = 2; i < mail.length; i++) {
            if (mail[i] == '-' && mail[i - 1] == '-' && (mail[i - 2] == '\n' || mail[i - 2] == '\r')) {
                lines++;
            }
        }
        return lines > MOST_BOUNDARIES;
    }

    private ReturnedMail read(MimeMessage mail, List<Leaf> leaves, Instant now) throws MessagingException {
        Optional<Leaf> status = MailParts.first(leaves, "message/delivery-status", "message/global-delivery-status");
        if (status.isPresent()) {
            return report(mail, leaves, status.get());
        }
        Optional<Leaf> feedback = MailParts.first(leaves, "message/feedback-report");
        if (feedback.isPresent()) {
            return complaint(leaves, feedback.get());
        }
        if (MailParts.first(leaves, "message/disposition-notification").isPresent() || isAutomatic(mail)) {
            return new Ignored(Kind.AUTOMATIC);
        }
        Matcher click = UNSUBSCRIBE.matcher(subject(mail));
        if (click.matches()) {
            Optional<ReturnedMail> stop =
                    marks.inLink(click.group(1)).map(link -> new ReturnedMail.Stop(Kind.UNSUBSCRIBED, link.about()));
            if (stop.isPresent()) {
                return stop.get();
            }
        }
        if (attemptOfRecipient(mail).isPresent() || isFromNobody(mail)) {
            return new Strange("it came to where bounces go, and is no report");
        }
        return written(mail, leaves, now);
    }

    private ReturnedMail report(MimeMessage mail, List<Leaf> leaves, Leaf status) throws MessagingException {
        Optional<DeliveryStatus.Verdict> verdict = DeliveryStatus.of(status.text());
        if (verdict.isEmpty()) {
            return new Strange("a report that reports of nobody");
        }
        if (verdict.get().outcome().isEmpty()) {
            return new Ignored(verdict.get() == DeliveryStatus.Verdict.DELAYED ? Kind.DELAYED : Kind.AUTOMATIC);
        }
        Optional<AttemptId> attempt =
                attemptOfRecipient(mail).or(() -> returnedMessage(leaves).map(Answered::attempt));
        return attempt.<ReturnedMail>map(id ->
                        new ReturnedMail.Reported(id, verdict.get().outcome().get()))
                .orElseGet(() -> new Strange("a report of no mail of ours"));
    }

    private ReturnedMail complaint(List<Leaf> leaves, Leaf feedback) {
        List<Map<String, String>> groups = DeliveryStatus.groups(feedback.text());
        Map<String, String> fields = groups.isEmpty() ? Map.of() : groups.get(0);
        String type = fields.getOrDefault("feedback-type", "").toLowerCase(Locale.ROOT);
        if (type.isEmpty()) {
            return new Strange("a complaint without its type");
        }
        if (NO_COMPLAINTS.contains(type)) {
            return new Ignored(Kind.AUTOMATIC);
        }
        Optional<Answered> about = returnedMessage(leaves);
        if (about.isPresent()) {
            return new ReturnedMail.Stop(Kind.COMPLAINT, about.get());
        }
        Matcher address = ADDRESS.matcher(fields.getOrDefault("original-rcpt-to", ""));
        return address.find()
                ? new ReturnedMail.StopAt(Kind.COMPLAINT, address.group())
                : new Strange("a complaint about no mail of ours");
    }

    /** Of which mail of ours the header came back. */
    private Optional<Answered> returnedMessage(List<Leaf> leaves) {
        for (Leaf leaf : leaves) {
            if (!List.of(RETURNED).contains(leaf.type())) {
                continue;
            }
            InternetHeaders headers;
            try {
                headers = new InternetHeaders(new ByteArrayInputStream(leaf.content()), true);
            } catch (MessagingException e) {
                continue;
            }
            Optional<Answered> found = marks.inIds(bounded(headers.getHeader("Message-ID", " ")))
                    .or(() -> inLinks(bounded(headers.getHeader("List-Unsubscribe", " "))));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<Answered> inLinks(String header) {
        Matcher links = LINK.matcher(header);
        while (links.find()) {
            String word = links.group(1) == null ? links.group(2) : links.group(1);
            Optional<Answered> about = marks.inLink(word).map(MailMarks.Link::about);
            if (about.isPresent()) {
                return about;
            }
        }
        return Optional.empty();
    }

    private Optional<AttemptId> attemptOfRecipient(MimeMessage mail) throws MessagingException {
        for (String name : RECIPIENTS) {
            Matcher addresses = ADDRESS.matcher(bounded(mail.getHeader(name, " , ")));
            for (int tries = 0; tries < MOST_ADDRESSES && addresses.find(); tries++) {
                Optional<AttemptId> found = marks.inBounceAddress(addresses.group());
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isAutomatic(MimeMessage mail) throws MessagingException {
        String submitted =
                bounded(mail.getHeader("Auto-Submitted", " ")).strip().toLowerCase(Locale.ROOT);
        String precedence = bounded(mail.getHeader("Precedence", " ")).strip().toLowerCase(Locale.ROOT);
        return !submitted.isEmpty() && !submitted.equals("no") && !submitted.startsWith("no;")
                || MACHINES.contains(precedence)
                || mail.getHeader("X-Autoreply") != null
                || mail.getHeader("X-Autorespond") != null;
    }

    private static boolean isFromNobody(MimeMessage mail) throws MessagingException {
        String path = bounded(mail.getHeader("Return-Path", " ")).strip();
        String from = bounded(mail.getHeader("From", " ")).toLowerCase(Locale.ROOT);
        return path.equals("<>") || from.contains("mailer-daemon@") || from.contains("postmaster@");
    }

    private ReturnedMail written(MimeMessage mail, List<Leaf> leaves, Instant now) throws MessagingException {
        Optional<String> from = firstAddress(mail, "From");
        if (from.isEmpty()) {
            return new Strange("nobody wrote it");
        }
        String body = MailParts.first(leaves, "text/plain")
                .map(Leaf::text)
                .filter(text -> !text.isBlank())
                .or(() -> MailParts.first(leaves, "text/html").map(leaf -> WrittenText.ofHtml(leaf.text())))
                .orElse("");
        String text = WrittenText.of(body);
        String subject = WrittenText.of(subject(mail));
        boolean subjectStops =
                ReplyReader.read(subject, now.atZone(ZoneOffset.UTC).toLocalDate())
                                .intent()
                        == Intent.STOP;
        String answers = bounded(mail.getHeader("In-Reply-To", " ")) + ' ' + bounded(mail.getHeader("References", " "));
        return new ReturnedMail.Written(
                from.get(),
                firstAddress(mail, "To").orElse(""),
                subjectStops || text.isEmpty() ? (subject + '\n' + text).strip() : text,
                marks.inIds(answers).orElse(null));
    }

    private static Optional<String> firstAddress(MimeMessage mail, String name) throws MessagingException {
        try {
            InternetAddress[] all = InternetAddress.parseHeader(bounded(mail.getHeader(name, ",")), false);
            return all.length == 0
                            || all[0].getAddress() == null
                            || all[0].getAddress().indexOf('@') < 1
                    ? Optional.empty()
                    : Optional.of(all[0].getAddress());
        } catch (AddressException e) {
            return Optional.empty();
        }
    }

    private static String subject(MimeMessage mail) throws MessagingException {
        String raw = MimeUtility.unfold(bounded(mail.getHeader("Subject", " ")));
        try {
            return MimeUtility.decodeText(raw);
        } catch (UnsupportedEncodingException e) {
            return raw;
        }
    }

    private static String bounded(@Nullable String header) {
        return header == null ? "" : header.substring(0, Math.min(header.length(), LONGEST_HEADER));
    }
}
