package dev.janji.loadtest.allocation;

import dev.janji.domain.allocation.Capability;
import dev.janji.domain.allocation.DeskTerms;
import dev.janji.domain.allocation.Lead;
import dev.janji.domain.allocation.Needs;
import dev.janji.domain.allocation.Worth;
import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.DebtorId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.LeadId;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.id.QueueId;
import dev.janji.domain.id.SkillId;
import dev.janji.domain.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A desk as an agency has it: 20 lenders of weights 1 to 5 with two queues each, three languages, five skills; agents of twelve kinds. The same seed draws the
 * same. Confined to one thread.
 */
final class DeskWorld {
    static final Instant START = Instant.parse("2026-06-02T01:00:00Z");
    static final LocalDate DAY = LocalDate.parse("2026-06-02");
    static final int LENDERS = 20;

    private static final Currency IDR = Currency.getInstance("IDR");
    private static final List<Set<String>> LANGUAGES =
            List.of(Set.of("id"), Set.of("id", "en"), Set.of("id", "jv"), Set.of("id", "en", "jv"));
    private static final int SKILLS = 5;
    private static final int LEVELS = 3;

    private final SplittableRandom random;
    private final DeskTerms terms;

    /** By language, then no skill or one of them. A lead that has just come over a wire is in the processor's caches; so are these. */
    private final List<Needs> needs = new ArrayList<>();

    private final Map<LenderId, LocalDate> certificates = new HashMap<>();
    private int leadsDrawn;

    DeskWorld(long seed) {
        random = new SplittableRandom(seed);
        List<DeskTerms.LenderTerms> lenders = new ArrayList<>();
        List<DeskTerms.QueueTerms> queues = new ArrayList<>();
        for (int i = 0; i < LENDERS; i++) {
            LenderId lender = new LenderId("lender-" + i);
            lenders.add(new DeskTerms.LenderTerms(lender, 1 + i % 5, true));
            certificates.put(lender, DAY.plusYears(1));
            for (int weight : new int[] {3, 1}) {
                queues.add(new DeskTerms.QueueTerms(
                        new QueueId("queue-" + i + "-" + weight),
                        lender,
                        weight,
                        new Money(10_000_000, IDR),
                        DeskTerms.QueueTerms.MOST_HEAD_START));
            }
        }
        for (String language : List.of("id", "en", "jv")) {
            needs.add(new Needs(language, Map.of()));
            for (int skill = 0; skill < SKILLS; skill++) {
                needs.add(new Needs(language, Map.of(skill(skill), LEVELS - 1)));
            }
        }
        DeskTerms.Timing usual = DeskTerms.Timing.USUAL;
        DeskTerms.Timing timing = new DeskTerms.Timing(
                usual.lease(),
                Duration.ZERO,
                usual.callbackLead(),
                usual.rest(),
                usual.ownerFirst(),
                usual.announceEvery(),
                usual.offerCallbackAfter());
        terms = new DeskTerms(lenders, queues, timing, DeskTerms.MOST_URGENT_IN_A_ROW, DeskTerms.MOST_LINES);
    }

    DeskTerms terms() {
        return terms;
    }

    static AgentId agent(int number) {
        return new AgentId("agent-" + number);
    }

    /** One of twelve kinds, each of which can take something of every lender. */
    Capability capability(int number) {
        Map<SkillId, Integer> skills = new HashMap<>();
        for (int skill = 0; skill < SKILLS; skill++) {
            if ((number / LANGUAGES.size() + skill) % 3 != 0) {
                skills.put(skill(skill), LEVELS);
            }
        }
        return new Capability(LANGUAGES.get(number % LANGUAGES.size()), skills, certificates);
    }

    /** Everything there is. */
    Capability wholeCapability() {
        Map<SkillId, Integer> skills = new HashMap<>();
        for (int skill = 0; skill < SKILLS; skill++) {
            skills.put(skill(skill), LEVELS);
        }
        return new Capability(LANGUAGES.get(LANGUAGES.size() - 1), skills, certificates);
    }

    /** A lead of any queue, each as likely; nine in ten are outbound calls, the others written conversations. */
    Lead lead() {
        return lead(terms.queues().get(random.nextInt(terms.queues().size())));
    }

    Lead lead(DeskTerms.QueueTerms queue) {
        int number = leadsDrawn++;
        int language = Math.max(0, random.nextInt(10) - 7);
        int skill = random.nextInt(10) < 7 ? 0 : 1 + random.nextInt(SKILLS);
        return new Lead(
                new LeadId("lead-" + number),
                new DebtorKey(queue.lender(), new DebtorId("debtor-" + number)),
                queue.queue(),
                random.nextInt(10) == 0 ? Lead.Kind.WRITTEN : Lead.Kind.OUTBOUND,
                needs.get(language * (SKILLS + 1) + skill),
                new Worth(new Money(random.nextLong(50_000_000), IDR), random.nextInt(10_001)),
                null,
                null);
    }

    /** Seconds of a conversation, log-normal with a mean of about 100. */
    Duration talk() {
        double normal = 0;
        for (int i = 0; i < 12; i++) {
            normal += random.nextDouble();
        }
        return Duration.ofMillis(Math.round(1_000 * Math.exp(4.4 + 0.6 * (normal - 6))));
    }

    /** The time to the next of events that come at random. */
    Duration gap(double perSecond) {
        return Duration.ofNanos(Math.round(-Math.log(1 - random.nextDouble()) / perSecond * 1e9));
    }

    private static SkillId skill(int number) {
        return new SkillId("skill-" + number);
    }
}
