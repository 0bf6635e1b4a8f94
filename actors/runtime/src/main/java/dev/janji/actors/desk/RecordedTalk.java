package dev.janji.actors.desk;

import dev.janji.actors.channel.OutboundMessage;
import dev.janji.actors.debtor.Reply;
import dev.janji.actors.time.HouseClock;
import dev.janji.actors.voice.CallEvent;
import dev.janji.actors.voice.VoicePort;
import dev.janji.actors.voice.VoicePort.Announcement;
import dev.janji.actors.voice.VoicePort.Recording;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.Outcome;
import dev.janji.domain.debtor.DebtorCommand;
import dev.janji.domain.debtor.DebtorCommand.NoteRecordedCall;
import dev.janji.domain.debtor.DebtorCommand.NoteRecordedCall.Word;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.CallId;
import dev.janji.domain.id.CallbackId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.ReplyId;
import dev.janji.domain.lender.ConversationEvent.CallbackRequested;
import dev.janji.domain.lender.ConversationEvent.Intent;
import dev.janji.domain.lender.ConversationEvent.ReplyReceived;
import dev.janji.domain.lender.LenderEvent;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;

/**
 * One call that a machine makes, from before the dial to its end. Before anything is played the debtor is asked whether it may be, at that instant: when it may not, or
 * nobody says so, whoever answered hears good-bye. Every call has a deadline. Thread-safe; one lock, never held while another party is told anything that
 * waits.
 */
final class RecordedTalk {
    private static final char CONFIRM = '1';
    private static final char CALL_ME = '2';
    private static final char STOP = '9';

    /** What all of them need. */
    record House(
            VoicePort port, HouseClock clock, DebtorDoor debtors, DebtorPost post, RecordedCallSettings settings) {}

    private enum Stage {
        DIALED,
        /** The debtor is asked whether the greeting may be played. */
        ANSWERED,
        GREETING,
        /** The debtor is asked whether the message may be played. */
        CONFIRMED,
        MESSAGE,
        /** Nothing more is played but a farewell. */
        LEAVING,
        OVER
    }

    private final House house;
    private final CallId call;
    private final AttemptId attempt;
    private final DebtorKey debtor;
    private final ContactPointId point;
    private final Recording greeting;
    private final Recording message;
    private final Runnable over;
    private Stage stage = Stage.DIALED;
    private int greeted;
    private HouseClock.@Nullable Appointment deadline;
    private HouseClock.@Nullable Appointment patience;

    /** @param over is told once when the call needs no line any more */
    RecordedTalk(House house, OutboundMessage sent, Recording greeting, Recording message, Runnable over) {
        this.house = house;
        this.attempt = sent.attempt();
        this.call = CallId.of(attempt);
        this.debtor = sent.debtor();
        this.point = sent.contactPoint();
        this.greeting = greeting;
        this.message = message;
        this.over = over;
    }

    /** Before the dial. */
    synchronized void begin() {
        deadline = house.clock().at(now().plus(house.settings().longest()), this::late);
    }

    void neverDialed() {
        finish();
    }

    private void late() {
        house.port().hangUp(call);
        // Also of a call of which nobody will ever tell anything more.
        finish();
    }

    void heard(CallEvent event) {
        if (event instanceof CallEvent.Answered answered) {
            answered(answered.by());
        } else if (event instanceof CallEvent.Pressed pressed) {
            pressed(pressed.key());
        } else if (event instanceof CallEvent.Ended ended) {
            ended(ended.end());
        }
    }

    /** The gateway is there again. @param calls that it still has; what became of another one nobody knows, so that it counts, and is not tried again */
    void found(Set<CallId> calls) {
        if (!calls.contains(call)) {
            finish();
        }
    }

    private void answered(CallEvent.Answered.By by) {
        synchronized (this) {
            if (stage != Stage.DIALED) {
                return;
            }
            stage = by == CallEvent.Answered.By.MACHINE ? Stage.LEAVING : Stage.ANSWERED;
        }
        if (by == CallEvent.Answered.By.MACHINE) {
            RecordedVoice.count("machine");
            house.post().send(debtor, new NoteRecordedCall(attempt, Word.MACHINE));
            house.port().hangUp(call);
        } else {
            ask(Word.ANSWERED, Stage.ANSWERED, this::greet);
        }
    }

    private void pressed(char key) {
        boolean isTaken;
        synchronized (this) {
            boolean listens = stage == Stage.GREETING || stage == Stage.CONFIRMED || stage == Stage.MESSAGE;
            isTaken = key == CONFIRM ? stage == Stage.GREETING : (key == CALL_ME || key == STOP) && listens;
            if (isTaken) {
                forgetPatience();
                stage = key == CONFIRM ? Stage.CONFIRMED : Stage.LEAVING;
            }
        }
        if (!isTaken) {
            return;
        }
        if (key == CONFIRM) {
            ask(Word.CONFIRMED, Stage.CONFIRMED, this::say);
        } else if (key == STOP) {
            RecordedVoice.count("stop");
            ReplyReceived stop = new ReplyReceived(
                    new ReplyId(id("stop")), Channel.VOICE, point, List.of(), Intent.STOP, null, String.valueOf(STOP));
            store(stop, Announcement.STOP_NOTED);
        } else {
            RecordedVoice.count("callback");
            Instant now = now();
            CallbackRequested wish = new CallbackRequested(
                    new CallbackId(id("callback")),
                    now,
                    now.plus(house.settings().callbackWithin()),
                    "",
                    point);
            store(wish, Announcement.CALLBACK_NOTED);
        }
    }

    private String id(String what) {
        return CapturedEvents.id(what, attempt.value());
    }

    /** @param then when the debtor says that it may be played, and nothing has happened since */
    private void ask(Word word, Stage asking, Runnable then) {
        HouseClock.Hold hold = house.clock().hold("recorded-call");
        house.debtors().ask(debtor, new NoteRecordedCall(attempt, word)).whenComplete((reply, failure) -> {
            if (failure == null && reply instanceof Reply.Applied) {
                if (is(asking)) {
                    then.run();
                }
            } else {
                if (failure != null || reply instanceof Reply.Unavailable) {
                    // That somebody answered counts, whoever heard of it.
                    house.post().send(debtor, new DebtorCommand.RecordOutcome(attempt, Outcome.ANSWERED, now()));
                }
                if (is(asking)) {
                    RecordedVoice.count("silenced");
                    leave(Announcement.GOOD_BYE);
                }
            }
            hold.close();
        });
    }

    private void greet() {
        synchronized (this) {
            if (stage != Stage.ANSWERED && stage != Stage.GREETING) {
                return;
            }
            stage = Stage.GREETING;
            greeted++;
        }
        RecordedVoice.count("greeted");
        played(house.port().play(call, greeting), this::awaitKey);
    }

    private synchronized void awaitKey() {
        if (stage == Stage.GREETING) {
            forgetPatience();
            patience = house.clock().at(now().plus(house.settings().keyWithin()), this::nobodyPressed);
        }
    }

    private void nobodyPressed() {
        boolean again;
        synchronized (this) {
            if (stage != Stage.GREETING) {
                return;
            }
            again = greeted < house.settings().greetings();
            stage = again ? Stage.GREETING : Stage.LEAVING;
        }
        if (again) {
            greet();
        } else {
            RecordedVoice.count("no-key");
            house.port().hangUp(call);
        }
    }

    private void say() {
        synchronized (this) {
            if (stage != Stage.CONFIRMED) {
                return;
            }
            stage = Stage.MESSAGE;
        }
        RecordedVoice.count("played");
        played(house.port().play(call, message), this::said);
    }

    /** Whoever heard the message has some time left for a key. */
    private synchronized void said() {
        if (stage == Stage.MESSAGE) {
            forgetPatience();
            patience = house.clock().at(now().plus(house.settings().keyWithin()), this::goneQuiet);
        }
    }

    private void goneQuiet() {
        synchronized (this) {
            if (stage != Stage.MESSAGE) {
                return;
            }
            stage = Stage.LEAVING;
        }
        house.port().hangUp(call);
    }

    /** What cannot be played ends the call; a call that is over is told so by its end. */
    private void played(CompletionStage<Done> playing, Runnable then) {
        playing.whenComplete((done, failure) -> {
            if (failure == null) {
                then.run();
            } else if (!Switchboard.isLost(failure) && !is(Stage.OVER) && !is(Stage.LEAVING)) {
                RecordedVoice.count("not-played");
                house.port().hangUp(call);
            }
        });
    }

    /** What was wished is confirmed when it is stored; else it is stored as soon as it can be, and nothing is said. */
    private void store(LenderEvent wish, Announcement confirmed) {
        Instant now = now();
        DebtorCommand command = CapturedEvents.command(id("wish-" + confirmed), wish, now);
        HouseClock.Hold hold = house.clock().hold("recorded-call");
        house.debtors().ask(debtor, command).whenComplete((reply, failure) -> {
            if (failure == null && reply instanceof Reply.Applied) {
                leave(confirmed);
            } else {
                if (failure != null || reply instanceof Reply.Unavailable) {
                    house.post().send(debtor, command);
                }
                house.port().hangUp(call);
            }
            hold.close();
        });
    }

    private void leave(Announcement farewell) {
        synchronized (this) {
            if (stage == Stage.OVER) {
                return;
            }
            stage = Stage.LEAVING;
            forgetPatience();
        }
        house.port()
                .play(call, farewell)
                .whenComplete((done, failure) -> house.port().hangUp(call));
    }

    private void ended(CallEvent.Ended.End end) {
        boolean wasUnanswered = is(Stage.DIALED);
        finish();
        if (wasUnanswered) {
            RecordedVoice.count("unreached");
            Word word = switch (end) {
                case BUSY, REJECTED -> Word.BUSY;
                case NO_ANSWER, THEY_HUNG_UP, WE_HUNG_UP -> Word.NO_ANSWER;
                case NOT_IN_SERVICE -> Word.NOT_IN_SERVICE;
                case CONGESTION, FAILED -> Word.FAILED;
            };
            house.post().send(debtor, new NoteRecordedCall(attempt, word));
        }
    }

    private void finish() {
        synchronized (this) {
            if (stage == Stage.OVER) {
                return;
            }
            stage = Stage.OVER;
            forgetPatience();
            HouseClock.Appointment known = deadline;
            deadline = null;
            if (known != null) {
                known.cancel();
            }
        }
        over.run();
    }

    private void forgetPatience() {
        HouseClock.Appointment known = patience;
        patience = null;
        if (known != null) {
            known.cancel();
        }
    }

    private synchronized boolean is(Stage other) {
        return stage == other;
    }

    private Instant now() {
        return house.clock().instant();
    }
}
