package dev.janji.actors.lender;

import dev.janji.actors.rules.FolderRefused;
import dev.janji.actors.rules.LenderBook;
import dev.janji.actors.rules.LenderFiles;
import dev.janji.actors.rules.LenderFolder;
import dev.janji.actors.rules.LenderReader;
import dev.janji.actors.rules.RuleBook;
import dev.janji.actors.shared.NotHeldByAll;
import dev.janji.actors.shared.SharedSettings;
import dev.janji.actors.shared.SharedValue;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.id.PersonId;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every lender's debtors are worked by, on every node alike, and how that is changed while they are worked. A change is one conditional
 * write; a node goes over to it whole. Thread-safe.
 */
public final class Lenders {
    private static final Logger LOG = LoggerFactory.getLogger(Lenders.class);

    private final LenderStore store;
    private final LenderReader reader;
    private final InstantSource clock;
    private final boolean approvalRequired;
    private final SharedValue<LendersInForce> inForce;

    private Lenders(
            LenderStore store,
            LenderReader reader,
            InstantSource clock,
            boolean approvalRequired,
            SharedValue<LendersInForce> inForce) {
        this.store = store;
        this.reader = reader;
        this.clock = clock;
        this.approvalRequired = approvalRequired;
        this.inForce = inForce;
    }

    /**
     * @param configured for lenders without a folder
     * @param approvalRequired whether another person must agree before a version is active
     */
    public static Lenders start(
            ActorSystem<?> system,
            LenderStore store,
            LenderReader reader,
            RuleBook configured,
            InstantSource clock,
            boolean approvalRequired,
            SharedSettings shared) {
        LendersReading reading = new LendersReading(store, reader, configured);
        return new Lenders(
                store, reader, clock, approvalRequired, SharedValue.start(system, "lenders", reading::read, shared));
    }

    /** @return completes when this node knows what is in force; no debtor may be worked before */
    public CompletionStage<Done> ready() {
        return inForce.ready();
    }

    /** Whether this node could not read for too long what is in force. */
    public boolean isBehind() {
        return inForce.isBehind();
    }

    /** What the debtors of a lender are worked by now. Never blocks. */
    public LenderBook of(LenderId lender) {
        return inForce.current().book().of(lender);
    }

    /** What they were worked by at an instant that has passed: {@link LendersInForce#of(LenderId, Instant)}. Never blocks. */
    public LenderBook of(LenderId lender, Instant at) {
        return inForce.current().of(lender, at);
    }

    public LendersInForce current() {
        return inForce.current();
    }

    /** @throws FolderRefused with everything that is wrong */
    public LenderFolder read(LenderFiles files) {
        return reader.read(files);
    }

    /** @throws FolderRefused as {@link #read}, and where a version was active with another content */
    public LenderFolder check(LenderFiles files) {
        LenderFolder folder = read(files);
        List<String> reused = reused(folder, inForce.current());
        if (!reused.isEmpty()) {
            throw new FolderRefused(reused);
        }
        return folder;
    }

    /**
     * Activates a folder, or proposes it where another person must agree.
     *
     * @param folder as {@link #read}
     * @param reason in the author's words
     */
    public CompletionStage<Activation> apply(PersonId author, LenderFolder folder, String reason) {
        LendersInForce seen = inForce.current();
        List<String> reused = reused(folder, seen);
        if (!reused.isEmpty()) {
            return refused(Activation.Reason.VERSION_REUSED, reused);
        }
        LenderLog log = seen.log(folder.lender());
        String hash = folder.complete().hash();
        Optional<LenderAct> active = log.active().filter(act -> act.hash().equals(hash));
        if (active.isPresent()) {
            return CompletableFuture.completedStage(
                    new Activation.Unchanged(active.get().version()));
        }
        return store.keep(folder.lender(), folder.complete())
                .thenCompose(version -> append(
                        approvalRequired
                                ? log.proposed(version, hash, author, reason, now())
                                : log.activated(version, hash, author, null, reason, now())));
    }

    /** Activates what another person proposed. */
    public CompletionStage<Activation> approve(PersonId approver, LenderId lender, int version, String reason) {
        LenderLog log = inForce.current().log(lender);
        Optional<LenderAct> proposal = log.waiting(version);
        if (proposal.isEmpty()) {
            return refused(
                    Activation.Reason.NOT_PROPOSED,
                    List.of("version " + version + " of " + lender
                            + " does not wait for approval; see ./janji lender log " + lender));
        }
        PersonId author = proposal.get().author();
        if (author.equals(approver)) {
            return refused(
                    Activation.Reason.SAME_PERSON,
                    List.of("expected another person than " + author + ", who proposed it"));
        }
        return append(log.activated(version, proposal.get().hash(), author, approver, reason, now()));
    }

    private CompletionStage<Activation> append(LenderAct act) {
        return store.append(act).thenCompose(appended -> {
            CompletionStage<Set<String>> held = inForce.changed();
            if (!appended) {
                // What was seen is old: it is read anew before the answer, so that whoever asks again sees the other's
                // version.
                return held.exceptionally(late -> Set.of())
                        .thenApply(nodes -> new Activation.Refused(
                                Activation.Reason.CHANGED_MEANWHILE,
                                List.of("somebody else changed the rules of " + act.lender()
                                        + " meanwhile; look at the difference and try again")));
            }
            LOG.info(
                    "Lender's folder {} [lender={}, version={}, author={}, approver={}]",
                    act.kind(),
                    act.lender(),
                    act.version(),
                    act.author(),
                    act.approver());
            return held.exceptionally(Lenders::heldBySome)
                    .thenApply(nodes -> act.kind() == LenderAct.Kind.PROPOSED
                            ? new Activation.Proposed(act.version())
                            : new Activation.Activated(
                                    act.version(), nodes.stream().sorted().toList()));
        });
    }

    /** As precise as the store. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static Set<String> heldBySome(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof NotHeldByAll some) {
            LOG.warn("Expected every node to work by the new rules, but: {}", some.getMessage());
            return some.held();
        }
        throw new CompletionException(cause);
    }

    /** A version names one content for ever: decisions of the past name it. */
    private static List<String> reused(LenderFolder folder, LendersInForce seen) {
        return folder.versions().entrySet().stream()
                .filter(own -> seen.activated(folder.lender()).stream()
                        .map(before -> before.versions().get(own.getKey()))
                        .anyMatch(before -> before != null && !before.equals(own.getValue())))
                .map(own -> own.getKey() + " was active with another content; give it a new `version`")
                .sorted()
                .toList();
    }

    private static CompletionStage<Activation> refused(Activation.Reason reason, List<String> problems) {
        return CompletableFuture.completedStage(new Activation.Refused(reason, problems));
    }
}
