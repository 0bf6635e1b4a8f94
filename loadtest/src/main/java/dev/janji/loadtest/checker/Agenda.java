package dev.janji.loadtest.checker;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the plan has for one account at an instant, by the checker's own facts and whatever may hold it back. Of one row of a history. */
record Agenda(DebtorFacts debtor, AccountFacts account, HouseRules rules, Instant at) {

    record Entry(HousePlan.Anchor anchor, HousePlan.Step step, Instant dueAt) {
        boolean isDue(Instant now) {
            return !dueAt.isAfter(now);
        }

        private boolean isMerged() {
            return step.late() != HousePlan.Late.STILL_DUE && !step.handsOver();
        }

        /** A message stands for messages, a call for calls. */
        private boolean isLike(Entry other) {
            return step.calls() == other.step.calls();
        }
    }

    boolean isPromised() {
        return account.promised(debtor.today(at), rules);
    }

    /** @return what is decided next; while a promise is active only its reminder may be; null when there is nothing until something happens */
    @Nullable
    Entry leading() {
        if (isPromised()) {
            return next(HousePlan.Trigger.PROMISE);
        }
        List<Entry> entries = entries();
        List<Entry> due = entries.stream().filter(entry -> entry.isDue(at)).toList();
        Comparator<Entry> earliest = Comparator.comparing(Entry::dueAt);
        if (due.isEmpty()) {
            return entries.stream().min(earliest).orElse(null);
        }
        return due.stream()
                .filter(entry -> entry.step().late() == HousePlan.Late.STILL_DUE)
                .min(earliest)
                .or(() -> due.stream().max(earliest))
                .orElse(null);
    }

    /** @return the steps that a decision takes now: the leading one and those that it stands for; empty when nothing is due */
    List<Entry> taken() {
        Entry leading = leading();
        if (leading == null || !leading.isDue(at)) {
            return List.of();
        }
        List<Entry> taken = new ArrayList<>(List.of(leading));
        if (!isPromised() && leading.isMerged()) {
            entries().stream()
                    .filter(entry ->
                            entry.isDue(at) && entry.isMerged() && entry.isLike(leading) && !entry.equals(leading))
                    .forEach(taken::add);
        }
        return taken;
    }

    private List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        for (HousePlan.Trigger trigger : HousePlan.Trigger.values()) {
            Entry entry = trigger == HousePlan.Trigger.PROMISE ? null : next(trigger);
            if (entry != null) {
                entries.add(entry);
            }
        }
        return entries;
    }

    /** @return of one trigger the latest step that is due and not over, else the next one, else null */
    private @Nullable Entry next(HousePlan.Trigger trigger) {
        HousePlan.Segment segment = debtor.segmentOf(account, at);
        HousePlan.Anchor anchor = debtor.anchor(account, trigger, at);
        if (segment == null || anchor == null) {
            return null;
        }
        Entry latest = null;
        for (HousePlan.Step step : segment.steps()) {
            if (step.trigger() != trigger
                    || account.isOver(anchor, step.minute())
                    || step.isGone(anchor.date(), debtor.today(at))
                    || account.remindsTooEarly(step, anchor, debtor.dayZone())) {
                continue;
            }
            Instant dueAt = account.dueAt(step, anchor, debtor.dayZone());
            if (dueAt == null) {
                continue;
            }
            Entry entry = new Entry(anchor, step, dueAt);
            if (!entry.isDue(at)) {
                return latest == null ? entry : latest;
            }
            if (latest == null || latest.step().late() != HousePlan.Late.STILL_DUE) {
                latest = entry;
            }
        }
        return latest;
    }
}
