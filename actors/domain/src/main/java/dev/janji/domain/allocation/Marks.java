package dev.janji.domain.allocation;

import java.util.Arrays;

/** A set of small numbers; finds what is in two sets without looking at the rest. Confined to its desk. */
final class Marks {
    private long[] words = new long[1];

    void set(int number, boolean marked) {
        int word = number >>> 6;
        if (word >= words.length) {
            words = Arrays.copyOf(words, Math.max(word + 1, words.length * 2));
        }
        if (marked) {
            words[word] |= 1L << number;
        } else {
            words[word] &= ~(1L << number);
        }
    }

    boolean has(int number) {
        int word = number >>> 6;
        return word < words.length && (words[word] & 1L << number) != 0;
    }

    void clear() {
        Arrays.fill(words, 0);
    }

    /** @return the least number from {@code from} on that is in both sets; -1 when there is none */
    int nextInBoth(Marks other, int from) {
        int word = from >>> 6;
        int end = Math.min(words.length, other.words.length);
        if (word >= end) {
            return -1;
        }
        long both = words[word] & other.words[word] & -1L << from;
        while (both == 0) {
            if (++word == end) {
                return -1;
            }
            both = words[word] & other.words[word];
        }
        return (word << 6) + Long.numberOfTrailingZeros(both);
    }
}
