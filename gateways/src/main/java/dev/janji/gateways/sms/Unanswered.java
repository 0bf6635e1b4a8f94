package dev.janji.gateways.sms;

import dev.janji.domain.id.AttemptId;
import dev.janji.gateways.once.SentLine;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a log, read from its beginning, says has left without a word of what became of it. Confined to its reader. */
final class Unanswered {
    private final int most;
    private final Map<AttemptId, SentLine> open = new LinkedHashMap<>();

    /** @param most that are kept; the newest */
    Unanswered(int most) {
        this.most = most;
    }

    void read(SentLine line) {
        if (line.word() != SentLine.Word.LEAVING) {
            open.remove(line.attempt());
            return;
        }
        open.put(line.attempt(), line);
        if (open.size() > most) {
            open.remove(open.keySet().iterator().next());
        }
    }

    /** @return the oldest first */
    Collection<SentLine> lines() {
        return open.values();
    }
}
