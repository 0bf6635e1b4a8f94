package dev.janji.domain.debtor;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.policy.ContactRecord.PastContact;
import dev.janji.domain.policy.ContactRecord.Reach;
import java.time.Instant;

/** An attempt of ours and the conversation that came of it: one contact, however far the further of the two came. Immutable. */
record OneContact(PastAttempt attempt, Conversation held) implements PastContact {
    @Override
    public Instant at() {
        return attempt.at();
    }

    @Override
    public Channel channel() {
        return attempt.channel();
    }

    @Override
    public ContactPointId point() {
        return attempt.point();
    }

    @Override
    public Reach reach() {
        return attempt.reach() == Reach.CONVERSATION || held.reach() == Reach.CONVERSATION
                ? Reach.CONVERSATION
                : Reach.TRIED;
    }

    @Override
    public boolean isAbout(AccountId account) {
        return attempt.isAbout(account) || held.isAbout(account);
    }
}
