package dev.janji.domain.strategy;

import dev.janji.domain.contact.Channel;
import java.time.LocalTime;
import java.util.List;

/**
 * One timed step relative to a due date.
 *
 * @param name such as {@code D-3} or {@code H+7}
 * @param offsetDays days after the due date; negative or 0 for a reminder
 * @param time of the debtor's local day
 * @param channels in order of preference; the next one is tried when the one before cannot be used
 * @param template of the message
 */
public record Step(String name, int offsetDays, LocalTime time, List<Channel> channels, String template) {
    public Step {
        channels = List.copyOf(channels);
        if (channels.isEmpty()) {
            throw new IllegalArgumentException("Expected step " + name + " to name a channel, but it names none");
        }
    }

    /** Whether it speaks before anything is overdue. */
    public boolean isReminder() {
        return offsetDays <= 0;
    }
}
