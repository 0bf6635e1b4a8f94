package dev.janji.actors.channel;

import java.util.Map;

/** A message made from a template, or the reason why there is none. Without a message nothing is sent. */
public sealed interface Rendering {
    /**
     * @param subject empty where the channel has none
     * @param language of the text
     * @param values what its variables say, by their keys; empty for what a person wrote; personal
     */
    record Rendered(String subject, String body, String language, Map<String, String> values) implements Rendering {
        public Rendered {
            values = Map.copyOf(values);
        }

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
