package dev.janji.loadtest.agreement;

import dev.janji.actors.rules.Policies;
import dev.janji.domain.policy.Verdict;
import dev.janji.loadtest.compliance.Judgement;
import dev.janji.loadtest.compliance.Judgement.Kind;
import dev.janji.loadtest.compliance.PlainRules;
import dev.janji.loadtest.compliance.ProposalDraws.Draw;
import dev.janji.loadtest.compliance.ProposedContact;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Whether the packs and the plain rules say the same of a contact: the same verdict by the same rules, and over the time for which the packs
 * say it. Thread-safe.
 */
final class Agreement {
    /** Instants between now and the end of a verdict that are looked at. */
    private static final int LOOKS = 2;

    private static final Duration FARTHEST = Duration.ofDays(40);
    private static final Duration HORIZON = Duration.ofDays(10);
    private static final Duration STEP = Duration.ofMinutes(30);

    private final PackVerdicts packs;

    Agreement(Policies policies) {
        this.packs = new PackVerdicts(policies);
    }

    /** @param what in words, {@code smallest} the contact with everything left out that does not matter */
    record Disagreement(String what, ProposedContact smallest, Instant at) {}

    /** @return null when they agree */
    @Nullable
    Disagreement of(Draw draw) {
        String what = difference(draw.contact(), draw.at());
        if (what == null) {
            return null;
        }
        ProposedContact smallest = Smaller.whileTrue(draw.contact(), each -> difference(each, draw.at()) != null);
        String of = difference(smallest, draw.at());
        return new Disagreement(of == null ? what : of, smallest, draw.at());
    }

    private @Nullable String difference(ProposedContact contact, Instant at) {
        Verdict verdict = packs.of(contact, at);
        Judgement judgement = PlainRules.judge(contact, at);
        List<String> ids = verdict instanceof Verdict.Allowed ? List.of() : verdict.ruleIds();
        boolean sameRules = new TreeSet<>(ids).equals(judgement.ids());
        if (sameRules && verdict instanceof Verdict.Forbidden && judgement.kind() == Kind.DEFERRED) {
            return neverOpens(contact, at);
        }
        if (kind(verdict) != judgement.kind() || !sameRules) {
            return "the packs say " + kind(verdict) + " by " + ids + ", the plain rules " + judgement.kind() + " by "
                    + judgement.ids();
        }
        if (verdict instanceof Verdict.Deferred deferred) {
            return whileWaiting(contact, at, deferred.until(), ids);
        }
        return verdict instanceof Verdict.Allowed allowed ? whileAllowed(contact, at, allowed.until()) : null;
    }

    /** Two zones may be so far apart that no instant is within the hours of both: then waiting does not help. */
    private static @Nullable String neverOpens(ProposedContact contact, Instant at) {
        List<Instant> everyHalfHour = new ArrayList<>();
        for (Instant each = at; each.isBefore(at.plus(HORIZON)); each = each.plus(STEP)) {
            everyHalfHour.add(each);
        }
        return anyOf(everyHalfHour, each -> PlainRules.judge(contact, each).kind() == Kind.ALLOWED)
                .map(open -> "the packs say that waiting does not help, but the plain rules allow it at " + open)
                .orElse(null);
    }

    private static Kind kind(Verdict verdict) {
        return verdict instanceof Verdict.Allowed
                ? Kind.ALLOWED
                : verdict instanceof Verdict.Deferred ? Kind.DEFERRED : Kind.FORBIDDEN;
    }

    /** Until then nothing is allowed; then nothing about time objects any more. */
    private static @Nullable String whileWaiting(ProposedContact contact, Instant at, Instant until, List<String> ids) {
        if (PlainRules.judge(contact, until).kind() == Kind.DEFERRED) {
            return "the packs wait for " + ids + " until " + until + ", when the plain rules still wait for "
                    + PlainRules.judge(contact, until).ids();
        }
        return anyOf(
                        instants(contact, at, until),
                        each -> PlainRules.judge(contact, each).kind() == Kind.ALLOWED)
                .map(early ->
                        "the packs wait for " + ids + " until " + until + ", but the plain rules allow it at " + early)
                .orElse(null);
    }

    private static @Nullable String whileAllowed(ProposedContact contact, Instant at, Instant until) {
        Instant end = until.isBefore(at.plus(FARTHEST)) ? until : at.plus(FARTHEST);
        return anyOf(
                        instants(contact, at, end),
                        each -> PlainRules.judge(contact, each).kind() != Kind.ALLOWED)
                .map(late -> "the packs allow it until " + until + ", but the plain rules do not at " + late + ": "
                        + PlainRules.judge(contact, late).ids())
                .orElse(null);
    }

    private static Optional<Instant> anyOf(List<Instant> instants, Predicate<Instant> is) {
        return instants.stream().filter(is).findFirst();
    }

    /** The last one before the end, and some between. */
    private static List<Instant> instants(ProposedContact contact, Instant at, Instant end) {
        SplittableRandom random = new SplittableRandom(contact.hashCode() ^ at.getEpochSecond());
        List<Instant> instants = new ArrayList<>();
        instants.add(end.minusNanos(1));
        long millis = Duration.between(at, end).toMillis();
        for (int i = 0; i < LOOKS && millis > 1; i++) {
            instants.add(at.plusMillis(random.nextLong(1, millis)));
        }
        return instants;
    }
}
