package dev.janji.gateways.email;

import dev.janji.actors.channel.InboundMessage.Answered;
import dev.janji.domain.contact.Outcome;
import dev.janji.domain.id.AttemptId;
import org.jspecify.annotations.Nullable;

/** What a mail that came back says. Immutable. */
sealed interface ReturnedMail {
    /** For counting. */
    enum Kind {
        BOUNCED,
        UNDELIVERED,
        DELIVERED,
        DELAYED,
        COMPLAINT,
        UNSUBSCRIBED,
        REPLY,
        AUTOMATIC,
        REVIEW,
        /** It could not be stored now and stays in the mailbox. */
        NOT_STORED
    }

    Kind kind();

    /** A server reports what became of an attempt (RFC 3464). */
    record Reported(AttemptId attempt, Outcome outcome) implements ReturnedMail {
        @Override
        public Kind kind() {
            return switch (outcome) {
                case BOUNCED -> Kind.BOUNCED;
                case DELIVERED -> Kind.DELIVERED;
                default -> Kind.UNDELIVERED;
            };
        }
    }

    /** Whoever got it calls it a nuisance (RFC 5965) or wants no more. */
    record Stop(Kind kind, Answered about) implements ReturnedMail {}

    /** The same of an address, where nothing else is known. */
    record StopAt(Kind kind, String address) implements ReturnedMail {
        /** The address is personal. */
        @Override
        public String toString() {
            return "StopAt[" + kind + "]";
        }
    }

    /** Somebody wrote. */
    record Written(
            String from, String to, String text, @Nullable Answered answers) implements ReturnedMail {
        @Override
        public Kind kind() {
            return Kind.REPLY;
        }

        /** All of it is personal. */
        @Override
        public String toString() {
            return "Written[" + text.length() + " characters, answers=" + answers + "]";
        }
    }

    /** Nothing follows from it. */
    record Ignored(Kind kind) implements ReturnedMail {}

    /**
     * A person has to look at it.
     *
     * @param why without anything of the mail
     */
    record Strange(String why) implements ReturnedMail {
        @Override
        public Kind kind() {
            return Kind.REVIEW;
        }
    }
}
