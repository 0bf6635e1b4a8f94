package dev.janji.actors.lender;

import dev.janji.domain.id.LenderId;
import dev.janji.domain.id.PersonId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was done with the folders of one lender, and what may be done next. Pure. Immutable.
 *
 * @param acts in order
 */
public record LenderLog(LenderId lender, List<LenderAct> acts) {
    public LenderLog {
        acts = List.copyOf(acts);
    }

    /** @return what the lender's debtors are worked by; empty when it never had a folder */
    public Optional<LenderAct> active() {
        return newest(LenderAct.Kind.ACTIVATED, null);
    }

    /** @return a proposal that waits for another person: one that was made after the last activation */
    public Optional<LenderAct> waiting(int version) {
        int since = active().map(LenderAct::number).orElse(0);
        return newest(LenderAct.Kind.PROPOSED, version).filter(proposal -> proposal.number() > since);
    }

    /** @return versions that were ever activated, newest activation first, each once */
    public List<Integer> activated() {
        List<Integer> versions = new ArrayList<>();
        for (int i = acts.size() - 1; i >= 0; i--) {
            LenderAct act = acts.get(i);
            if (act.kind() == LenderAct.Kind.ACTIVATED && !versions.contains(act.version())) {
                versions.add(act.version());
            }
        }
        return versions;
    }

    /** @return what had been done by an instant, that instant included */
    LenderLog by(Instant instant) {
        return new LenderLog(
                lender, acts.stream().filter(act -> !act.at().isAfter(instant)).toList());
    }

    LenderAct proposed(int version, String hash, PersonId author, String reason, Instant at) {
        return new LenderAct(lender, next(), LenderAct.Kind.PROPOSED, version, hash, author, null, reason, at);
    }

    LenderAct activated(
            int version, String hash, PersonId author, @Nullable PersonId approver, String reason, Instant at) {
        return new LenderAct(lender, next(), LenderAct.Kind.ACTIVATED, version, hash, author, approver, reason, at);
    }

    private int next() {
        return acts.size() + 1;
    }

    private Optional<LenderAct> newest(LenderAct.Kind kind, @Nullable Integer version) {
        for (int i = acts.size() - 1; i >= 0; i--) {
            LenderAct act = acts.get(i);
            if (act.kind() == kind && (version == null || act.version() == version)) {
                return Optional.of(act);
            }
        }
        return Optional.empty();
    }
}
