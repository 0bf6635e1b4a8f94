package dev.janji.orchestrator.words;

import dev.janji.domain.id.AccountId;
import dev.janji.domain.lender.ConversationEvent;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;

/** What was said as one sentence: ids, codes and times, nothing personal. */
record ConversationSentence(Phrases phrases, ZoneId zone) implements ConversationEvent.Cases<String> {
    @Override
    public String conversationHeld(ConversationEvent.ConversationHeld e) {
        String held = say(
                "talk.held",
                e.conversation(),
                phrases.word(e.direction()),
                phrases.word(e.channel()),
                about(e.accounts()),
                phrases.word(e.disposition()),
                because(e.reason()));
        return e.recordings().isEmpty() ? held : say("talk.recorded", held, String.join(", ", e.recordings()));
    }

    @Override
    public String dispositionCorrected(ConversationEvent.DispositionCorrected e) {
        return say("talk.corrected", e.conversation(), phrases.word(e.disposition()), because(e.reason()));
    }

    @Override
    public String replyReceived(ConversationEvent.ReplyReceived e) {
        LocalDate payBy = e.payBy();
        LocalDateTime callAt = e.callAt();
        String intent = phrases.word(e.intent());
        if (callAt != null) {
            intent = say(
                    "talk.call-at", intent, phrases.date(callAt.toLocalDate()), phrases.clock(callAt.toLocalTime()));
        }
        return say(
                "talk.replied",
                e.reply(),
                phrases.word(e.channel()),
                about(e.accounts()),
                payBy == null ? intent : say("talk.by-day", intent, phrases.date(payBy)));
    }

    @Override
    public String callbackRequested(ConversationEvent.CallbackRequested e) {
        return say(
                "talk.callback-requested", e.callback(), phrases.local(e.from(), zone), phrases.local(e.until(), zone));
    }

    @Override
    public String callbackClosed(ConversationEvent.CallbackClosed e) {
        return say("talk.callback-closed", e.callback(), phrases.word(e.result()));
    }

    @Override
    public String complaintReceived(ConversationEvent.ComplaintReceived e) {
        return say(
                e.hold() ? "talk.complained-hold" : "talk.complained",
                e.complaint(),
                phrases.word(e.category()),
                phrases.word(e.source()),
                phrases.date(e.answerBy()));
    }

    @Override
    public String complaintClosed(ConversationEvent.ComplaintClosed e) {
        return say("talk.complaint-closed", e.complaint(), phrases.word(e.result()));
    }

    private String about(List<AccountId> accounts) {
        return accounts.isEmpty()
                ? say("talk.about-all")
                : say(
                        "talk.about",
                        phrases.list(accounts.stream().map(AccountId::value).toList()));
    }

    private String because(ConversationEvent.Reason reason) {
        return reason == ConversationEvent.Reason.NONE ? "" : say("talk.because", phrases.word(reason));
    }

    private String say(String key, Object... parts) {
        return phrases.say(key, parts);
    }
}
