package dev.janji.actors.desk;

import dev.janji.domain.id.AgentId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What was asked of the desk and is not answered yet. Confined to the person's session. */
final class DeskAnswers {
    private final DeskSeats seats;
    private final CaseDesk.After after;
    private final Deque<Awaited> awaited = new ArrayDeque<>();

    /** @param after runs what follows after every notice that the desk sent before its answer */
    DeskAnswers(DeskSeats seats, CaseDesk.After after) {
        this.seats = seats;
        this.after = after;
    }

    CaseDesk.Pending asked(AgentId agent, AgentRequest request) {
        return answer -> {
            Awaited one = new Awaited(answer);
            awaited.add(one);
            after.run(seats.ask(agent, request), said -> () -> {
                awaited.remove(one);
                if (!one.answered) {
                    one.answered = true;
                    answered(answer, said);
                }
            });
        };
    }

    /** What the desk refuses between a request and its answer is what it says to that request. @return whether it was */
    boolean refused(AgentNotice.Refused notice) {
        Awaited first = awaited.peek();
        if (first == null || first.answered) {
            return false;
        }
        first.answered = true;
        answered(first.answer, Optional.of(notice));
        return true;
    }

    /** What was asked on the former way is answered there no more. */
    void reseated() {
        List<Awaited> lost = List.copyOf(awaited);
        awaited.clear();
        lost.forEach(one -> {
            if (!one.answered) {
                one.answered = true;
                answered(one.answer, null);
            }
        });
    }

    private static void answered(Consumer<SessionNotice> answer, @Nullable Optional<AgentNotice.Refused> said) {
        if (said == null) {
            answer.accept(new SessionNotice.Refused(WhyNot.UNAVAILABLE, "the desk did not answer in time"));
        } else if (said.isPresent()) {
            answer.accept(new SessionNotice.Refused(
                    WhyNot.DESK, said.get().reason() + ": " + said.get().detail()));
        } else {
            answer.accept(new SessionNotice.Done());
        }
    }

    /** A request that is under way. */
    private static final class Awaited {
        private final Consumer<SessionNotice> answer;
        private boolean answered;

        Awaited(Consumer<SessionNotice> answer) {
            this.answer = answer;
        }
    }
}
