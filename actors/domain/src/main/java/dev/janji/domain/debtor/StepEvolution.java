package dev.janji.domain.debtor;

import dev.janji.domain.debtor.DebtorState.Known;
import java.util.List;
import java.util.function.BiFunction;

/** What attempts change about the steps that they stand for. Knows nothing of time, policy or configuration. */
final class StepEvolution {
    private StepEvolution() {}

    /** The attempt surely reached nobody: its steps are due again, save those that were made on another channel before. */
    static Known reopened(Known known, Attempt attempt, boolean refused) {
        BiFunction<StepProgress, StepReference, StepProgress> reopen = (progress, step) -> known.history()
                        .madeFor(step.account(), step.from(), step.minute())
                        .isEmpty()
                ? progress.reopen(step)
                : progress;
        return onSteps(
                known,
                attempt.covers(),
                (progress, step) -> {
                    StepProgress again = reopen.apply(progress, step);
                    return refused ? again.refused(step, attempt.contactPoint()) : again;
                },
                reopen);
    }

    /** A machine's call that nobody answered was made, and its steps are due again all the same. */
    static Known noted(Known known, DebtorEvent.RecordedCallNoted e) {
        Attempt attempt = e.call() == RecordedCall.UNREACHED ? RecordedCalls.find(known, e.attempt()) : null;
        return attempt == null ? known : onSteps(known, attempt.covers(), StepProgress::reopen, StepProgress::reopen);
    }

    /**
     * @param leading for the first step of each account, which is the one that is tried
     * @param merged for the others, for which it stands
     */
    static Known onSteps(
            Known known,
            List<StepReference> steps,
            BiFunction<StepProgress, StepReference, StepProgress> leading,
            BiFunction<StepProgress, StepReference, StepProgress> merged) {
        Known next = known;
        for (int i = 0; i < steps.size(); i++) {
            StepReference step = steps.get(i);
            if (!step.isOfPlan()) {
                continue;
            }
            boolean leads = true;
            for (int j = 0; j < i; j++) {
                leads &= !steps.get(j).account().equals(step.account());
            }
            BiFunction<StepProgress, StepReference, StepProgress> change = leads ? leading : merged;
            next = next.changing(step.account(), account -> account.with(change.apply(account.progress(), step)));
        }
        return next;
    }
}
