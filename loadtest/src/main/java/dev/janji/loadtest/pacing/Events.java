package dev.janji.loadtest.pacing;

import java.util.Arrays;

/** What will happen, by time: a binary heap without objects. Confined to one run. */
final class Events {
    private double[] times = new double[1024];
    private int[] kinds = new int[1024];
    private int[] subjects = new int[1024];
    private int size;

    void add(double time, int kind, int subject) {
        if (size == times.length) {
            times = Arrays.copyOf(times, 2 * size);
            kinds = Arrays.copyOf(kinds, 2 * size);
            subjects = Arrays.copyOf(subjects, 2 * size);
        }
        int at = size++;
        while (at > 0 && times[(at - 1) / 2] > time) {
            move((at - 1) / 2, at);
            at = (at - 1) / 2;
        }
        set(at, time, kind, subject);
    }

    boolean hasUntil(double time) {
        return size > 0 && times[0] <= time;
    }

    double time() {
        return times[0];
    }

    int kind() {
        return kinds[0];
    }

    int subject() {
        return subjects[0];
    }

    void removeFirst() {
        size--;
        double time = times[size];
        int kind = kinds[size];
        int subject = subjects[size];
        int at = 0;
        while (2 * at + 1 < size) {
            int child = 2 * at + 1;
            if (child + 1 < size && times[child + 1] < times[child]) {
                child++;
            }
            if (times[child] >= time) {
                break;
            }
            move(child, at);
            at = child;
        }
        set(at, time, kind, subject);
    }

    private void move(int from, int to) {
        set(to, times[from], kinds[from], subjects[from]);
    }

    private void set(int at, double time, int kind, int subject) {
        times[at] = time;
        kinds[at] = kind;
        subjects[at] = subject;
    }
}
