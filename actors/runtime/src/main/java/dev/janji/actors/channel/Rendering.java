package dev.janji.actors.channel;

/** A message made from a template, or the reason why there is none. Without a message nothing is sent. */
public sealed interface Rendering {
    /** @param subject empty where the channel has none */
    record Rendered(String subject, String body) implements Rendering {
        /** Text is personal. */
        @Override
        public String toString() {
            return "Rendered[" + body.length() + " characters]";
        }
    }

    /** @param detail names templates and variables, never values */
    record NotRendered(Reason reason, String detail) implements Rendering {
        /** Why there is no message. */
        public enum Reason {
            /** There is no template of this name for this channel. */
            NO_TEMPLATE,
            /** A variable has no value that may be said. */
            NO_VALUE,
            /** What a person wrote may not be sent. */
            NOT_FIT
        }
    }
}
