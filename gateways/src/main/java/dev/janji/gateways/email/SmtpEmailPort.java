package dev.janji.gateways.email;

import dev.janji.actors.channel.ChannelPort;
import dev.janji.actors.channel.DoubtedAttempt;
import dev.janji.actors.channel.LookUpAnswer;
import dev.janji.actors.channel.OutboundMessage;
import dev.janji.actors.channel.RefusalReason;
import dev.janji.actors.channel.SendAnswer;
import dev.janji.actors.channel.SendPermit;
import dev.janji.domain.contact.Channel;
import jakarta.mail.Session;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * E-mail over SMTP: some workers, each with one connection that it keeps. The permit is claimed after the server's "go ahead"
 * to DATA, see {@link PermittedMail}. SMTP has no question "have you got it?", so every look-up is answered "cannot tell".
 * Bounces, complaints and replies come back by the mailbox to which they are addressed. Thread-safe.
 */
public final class SmtpEmailPort implements ChannelPort {
    private static final Logger LOG = LoggerFactory.getLogger(SmtpEmailPort.class);
    private static final long STOP_SECONDS = 10;

    private record Job(OutboundMessage message, SendPermit permit, CompletableFuture<SendAnswer> answer) {
        void abandon() {
            answer.complete(
                    permit.revoke()
                            ? new SendAnswer.Refused(RefusalReason.STOPPING, "the adapter is stopping")
                            : new SendAnswer.Unknown("the adapter was stopped"));
        }
    }

    private final SmtpSettings settings;
    private final InstantSource clock;
    private final MailForm form;
    private final BlockingQueue<Job> jobs;
    private final List<Thread> workers = new ArrayList<>();
    private volatile boolean closed;

    private SmtpEmailPort(SmtpSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.form = new MailForm(Session.getInstance(properties(settings)), settings, settings.marks());
        this.jobs = new ArrayBlockingQueue<>(settings.queueCapacity());
    }

    /** @param clock dates the mails: the house clock */
    public static SmtpEmailPort start(SmtpSettings settings, InstantSource clock) {
        SmtpEmailPort port = new SmtpEmailPort(settings, clock);
        for (int i = 1; i <= settings.workers(); i++) {
            Thread worker = new Thread(port::work, "smtp-" + i);
            worker.setDaemon(true);
            port.workers.add(worker);
            worker.start();
        }
        LOG.info("E-mail goes over SMTP [{}]", settings);
        return port;
    }

    @Override
    public Channel channel() {
        return Channel.EMAIL;
    }

    @Override
    public CompletionStage<SendAnswer> send(OutboundMessage message, SendPermit permit) {
        Job job = new Job(message, permit, new CompletableFuture<>());
        if (!jobs.offer(job)) {
            job.answer().complete(new SendAnswer.Refused(RefusalReason.QUEUE_FULL, "all SMTP workers are busy"));
        }
        if (closed && jobs.remove(job)) {
            job.abandon();
        }
        return job.answer();
    }

    @Override
    public CompletionStage<LookUpAnswer> lookUp(DoubtedAttempt attempt) {
        return CompletableFuture.completedFuture(
                new LookUpAnswer.CannotTell("SMTP has no way to ask; a bounce may still tell"));
    }

    private void work() {
        SmtpLine line = new SmtpLine(form, settings, clock);
        try {
            while (!closed) {
                Job job = jobs.poll(settings.idleTimeout().toMillis(), TimeUnit.MILLISECONDS);
                if (job == null) {
                    line.hangUp();
                } else {
                    answer(line, job);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            line.hangUp();
        }
    }

    private static void answer(SmtpLine line, Job job) {
        try {
            job.answer().complete(line.send(job.message(), job.permit()));
        } catch (RuntimeException e) {
            LOG.error(
                    "Expected an answer about the mail, but sending failed [attempt={}]",
                    job.message().attempt(),
                    e);
            job.answer().completeExceptionally(e);
        }
    }

    /** What is under way may end by itself for some seconds; what waits is refused. */
    @Override
    public void close() {
        closed = true;
        List<Job> waiting = new ArrayList<>();
        jobs.drainTo(waiting);
        waiting.forEach(Job::abandon);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(STOP_SECONDS);
        for (Thread worker : workers) {
            worker.interrupt();
        }
        try {
            for (Thread worker : workers) {
                worker.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Properties properties(SmtpSettings settings) {
        Properties mail = new Properties();
        mail.setProperty("mail.smtp.localhost", settings.heloName());
        mail.setProperty("mail.smtp.auth", Boolean.toString(!settings.userName().isEmpty()));
        mail.setProperty(
                "mail.smtp.connectiontimeout",
                Long.toString(settings.connectTimeout().toMillis()));
        mail.setProperty(
                "mail.smtp.timeout", Long.toString(settings.readTimeout().toMillis()));
        mail.setProperty(
                "mail.smtp.writetimeout", Long.toString(settings.writeTimeout().toMillis()));
        mail.setProperty("mail.smtp.quitwait", "false");
        mail.setProperty("mail.smtp.sendpartial", "false");
        mail.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        boolean startTls = settings.security() == SmtpSettings.Security.STARTTLS;
        mail.setProperty("mail.smtp.starttls.enable", Boolean.toString(startTls));
        mail.setProperty("mail.smtp.starttls.required", Boolean.toString(startTls));
        mail.setProperty("mail.smtp.ssl.enable", Boolean.toString(settings.security() == SmtpSettings.Security.TLS));
        settings.trustedCertificates()
                .ifPresent(file -> mail.put("mail.smtp.ssl.socketFactory", TrustedCertificates.socketFactory(file)));
        return mail;
    }
}
