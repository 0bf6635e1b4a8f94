package dev.janji.gateways.sms;

import dev.janji.actors.time.HouseClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Joins the parts of long replies. A part is on the disk before the provider hears that we have it, and stays there until the text is stored; a text of which parts
 * are missing for too long is told as what is there. Thread-safe.
 */
final class ReplyParts {
    private static final Logger LOG = LoggerFactory.getLogger(ReplyParts.class);
    private static final int MOST_REMEMBERED = 5_000;
    private static final Duration REMEMBERED_FOR = Duration.ofHours(1);
    private static final Duration BEFORE_AGAIN = Duration.ofMinutes(1);

    private final PartFiles files;
    private final Duration joinWithin;
    private final int mostParts;
    private final HouseClock clock;
    private final SmsReplies replies;
    private final Map<SmsPart.Whole, JoinedReply> open = new HashMap<>();
    /** Of every part that is kept, by identity: two parts may say the same. */
    private final Map<SmsPart, Path> kept = new IdentityHashMap<>();
    /** What was joined lately and may be brought again; the oldest first. */
    private final Map<Told, Instant> told = new LinkedHashMap<>();

    private boolean closed;

    /** A part of a text that was told. */
    private record Told(SmsPart.Whole whole, int number, int content) {
        static Told of(SmsPart part) {
            return new Told(part.whole(), part.number(), Arrays.hashCode(part.content()));
        }
    }

    private ReplyParts(PartFiles files, Duration joinWithin, int mostParts, HouseClock clock, SmsReplies replies) {
        this.files = files;
        this.joinWithin = joinWithin;
        this.mostParts = mostParts;
        this.clock = clock;
        this.replies = replies;
    }

    /**
     * Goes on with what a former life has kept.
     *
     * @param joinWithin of the first part, by the house clock
     * @param mostParts that wait; more are left with the provider
     * @throws UncheckedIOException when the folder cannot be made or read
     */
    static ReplyParts open(Path folder, Duration joinWithin, int mostParts, HouseClock clock, SmsReplies replies) {
        try {
            ReplyParts parts = new ReplyParts(new PartFiles(folder), joinWithin, mostParts, clock, replies);
            parts.resume();
            return parts;
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to keep parts of replies in " + folder + ", but could not", e);
        }
    }

    private synchronized void resume() throws IOException {
        files.all().forEach((file, part) -> {
            JoinedReply reply = open.get(part.whole());
            if (reply != null && reply.has(part)) {
                if (!reply.contradicts(part)) {
                    files.forget(file);
                    return;
                }
                leave(reply);
            }
            kept.put(part, file);
            join(part);
        });
    }

    /** @return whether it can't be lost any more; if not, the provider must come again */
    synchronized boolean keep(SmsPart part) {
        if (closed) {
            return false;
        }
        forgetOld();
        if (told.containsKey(Told.of(part))) {
            return true;
        }
        JoinedReply reply = open.get(part.whole());
        if (reply != null && reply.has(part)) {
            if (!reply.contradicts(part)) {
                return true;
            }
            leave(reply);
        }
        if (kept.size() >= mostParts) {
            return false;
        }
        try {
            kept.put(part, files.keep(part));
        } catch (IOException e) {
            LOG.warn("Expected to keep a part of a reply, but could not; the provider keeps it", e);
            return false;
        }
        join(part);
        return true;
    }

    private void join(SmsPart part) {
        JoinedReply reply = open.get(part.whole());
        if (reply == null) {
            JoinedReply fresh = new JoinedReply(part);
            open.put(part.whole(), fresh);
            clock.at(fresh.since().plus(joinWithin), () -> giveUp(fresh));
        } else {
            reply.add(part);
            if (reply.isComplete()) {
                leave(reply);
            }
        }
    }

    private synchronized void giveUp(JoinedReply reply) {
        if (!closed && open.get(reply.whole()) == reply) {
            LOG.warn(
                    "Expected {} parts of a reply within {}, but {} came; what is there is taken",
                    reply.whole().parts(),
                    joinWithin,
                    reply.size());
            leave(reply);
        }
    }

    /** Nothing is added to it any more. */
    private void leave(JoinedReply reply) {
        open.remove(reply.whole());
        reply.parts().forEach(part -> told.put(Told.of(part), clock.instant()));
        tell(reply);
    }

    private synchronized void tell(JoinedReply reply) {
        if (closed) {
            return;
        }
        SmsPart first = reply.parts().iterator().next();
        replies.tell(
                        reply.id(),
                        first.lender(),
                        reply.whole().from(),
                        reply.whole().to(),
                        reply.text(),
                        reply.since())
                .whenComplete((done, failure) -> {
                    if (failure == null) {
                        stored(reply);
                    } else {
                        LOG.warn("Expected a long reply to be stored, but it was not; it is tried again", failure);
                        clock.at(clock.instant().plus(BEFORE_AGAIN), () -> tell(reply));
                    }
                });
    }

    private void stored(JoinedReply reply) {
        List<Path> over = new ArrayList<>();
        synchronized (this) {
            reply.parts().forEach(part -> over.add(kept.remove(part)));
        }
        over.forEach(files::forget);
    }

    private void forgetOld() {
        Instant old = clock.instant().minus(REMEMBERED_FOR);
        var oldest = told.entrySet().iterator();
        while (oldest.hasNext()) {
            if (!oldest.next().getValue().isBefore(old) && told.size() <= MOST_REMEMBERED) {
                return;
            }
            oldest.remove();
        }
    }

    /** What is there stays on the disk for the next life. */
    synchronized void close() {
        closed = true;
    }
}
