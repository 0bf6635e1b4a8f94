package dev.janji.loadtest.pacing;

import dev.janji.domain.pacing.Floor;
import java.util.Arrays;

/** The lines that ring, by number; numbers are used again. Confined to one run. */
final class Lines {
    private CallList.Call[] calls = new CallList.Call[64];
    private int[] began = new int[64];
    /** Which lines ring, in no order, and where each stands among them. */
    private int[] ringing = new int[64];

    private int[] place = new int[64];
    private int[] free = new int[64];
    private int ringingCount;
    private int freeCount;
    private int made;
    private int answersToCome;

    int begin(int second, CallList.Call call) {
        if (freeCount == 0 && made == calls.length) {
            int more = 2 * made;
            calls = Arrays.copyOf(calls, more);
            began = Arrays.copyOf(began, more);
            ringing = Arrays.copyOf(ringing, more);
            place = Arrays.copyOf(place, more);
            free = Arrays.copyOf(free, more);
        }
        int line = freeCount > 0 ? free[--freeCount] : made++;
        calls[line] = call;
        began[line] = second;
        place[line] = ringingCount;
        ringing[ringingCount++] = line;
        answersToCome += call.kind() == CallList.Kind.PERSON ? 1 : 0;
        return line;
    }

    void end(int line) {
        answersToCome -= calls[line].kind() == CallList.Kind.PERSON ? 1 : 0;
        int last = ringing[--ringingCount];
        ringing[place[line]] = last;
        place[last] = place[line];
        free[freeCount++] = line;
    }

    CallList.Call call(int line) {
        return calls[line];
    }

    int began(int line) {
        return began[line];
    }

    int answersToCome() {
        return answersToCome;
    }

    void ring(Floor floor, int second) {
        for (int i = 0; i < ringingCount; i++) {
            floor.ringing(second - began[ringing[i]]);
        }
    }
}
