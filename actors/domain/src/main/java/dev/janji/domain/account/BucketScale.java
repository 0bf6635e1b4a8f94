package dev.janji.domain.account;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Configured ranges of days past due that cover every day count once, without gap or overlap. Immutable.
 *
 * @param buckets from the lowest; the first begins at {@link Integer#MIN_VALUE}, the last ends at {@link Integer#MAX_VALUE}
 */
public record BucketScale(List<Bucket> buckets) {

    /** A range of days past due, both ends included. */
    public record Bucket(String name, int fromDays, int toDays) {}

    /** @throws IllegalArgumentException that names the gap or overlap */
    public BucketScale {
        buckets = List.copyOf(buckets);
        if (buckets.isEmpty()) {
            throw new IllegalArgumentException("Expected at least one bucket, but the scale is empty");
        }
        long next = Integer.MIN_VALUE;
        for (Bucket bucket : buckets) {
            if (bucket.fromDays() != next) {
                throw new IllegalArgumentException("Expected bucket " + bucket.name() + " to begin at " + next
                        + " days past due, but it begins at " + bucket.fromDays());
            }
            if (bucket.toDays() < bucket.fromDays()) {
                throw new IllegalArgumentException("Expected bucket " + bucket.name() + " to end at or after "
                        + bucket.fromDays() + ", but it ends at " + bucket.toDays());
            }
            next = bucket.toDays() + 1L;
        }
        if (next != Integer.MAX_VALUE + 1L) {
            throw new IllegalArgumentException("Expected the last bucket to have no end, but it ends at " + (next - 1));
        }
    }

    public Bucket of(int daysPastDue) {
        for (Bucket bucket : buckets) {
            if (daysPastDue <= bucket.toDays()) {
                return bucket;
            }
        }
        throw new IllegalStateException("Expected a bucket for every day count, but none holds " + daysPastDue);
    }

    public String lowest() {
        return buckets.get(0).name();
    }

    /** @return whether {@code a} is a worse bucket than {@code b}; an unknown name is the lowest */
    public boolean isWorse(String a, String b) {
        return rank(a) > rank(b);
    }

    /** @return the first local day after {@code today} on which time alone moves the account to a higher bucket; null when it stays */
    public @Nullable LocalDate nextChange(Ledger ledger, LocalDate today) {
        int days = ledger.daysPastDue(today);
        Bucket now = of(days);
        if (now.toDays() == Integer.MAX_VALUE) {
            return null;
        }
        if (days < 0 && now.toDays() < 0) {
            return today.plusDays(now.toDays() + 1L - days);
        }
        return ledger.dayOfAge(now.toDays() + 1);
    }

    private int rank(String name) {
        for (int i = 0; i < buckets.size(); i++) {
            if (buckets.get(i).name().equals(name)) {
                return i;
            }
        }
        return 0;
    }
}
