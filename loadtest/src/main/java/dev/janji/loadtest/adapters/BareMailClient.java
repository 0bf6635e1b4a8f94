package dev.janji.loadtest.adapters;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** The mail library as its manual uses it: a connection for each thread, a text and its HTML form; no marks, no permit, no queue. */
final class BareMailClient {
    private BareMailClient() {}

    /** Sends so many mails and returns when each is taken. */
    static void send(int port, int mails, int connections, String text) throws InterruptedException {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.from", "bounces@example.com");
        Session session = Session.getInstance(properties);
        AtomicInteger left = new AtomicInteger(mails);
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            List<Future<?>> ends = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                ends.add(threads.submit(() -> {
                    try (SMTPTransport line = (SMTPTransport) session.getTransport("smtp")) {
                        line.connect("127.0.0.1", port, null, null);
                        for (int next = left.decrementAndGet(); next >= 0; next = left.decrementAndGet()) {
                            InternetAddress to = new InternetAddress(EmailPeer.address(next), true);
                            line.sendMessage(mail(session, to, text), new Address[] {to});
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> end : ends) {
                end.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("Expected the bare client to send, but it could not", e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static MimeMessage mail(Session session, InternetAddress to, String text) throws MessagingException {
        MimeMessage mail = new MimeMessage(session);
        mail.setFrom(new InternetAddress("Bank <bank@example.com>", true));
        mail.setRecipient(Message.RecipientType.TO, to);
        mail.setSubject(AdapterRun.SUBJECT, "UTF-8");
        MimeBodyPart plain = new MimeBodyPart();
        plain.setText(text, "UTF-8", "plain");
        MimeBodyPart html = new MimeBodyPart();
        html.setText("<html><body><p>" + text + "</p></body></html>", "UTF-8", "html");
        mail.setContent(new MimeMultipart("alternative", plain, html));
        mail.saveChanges();
        return mail;
    }
}
