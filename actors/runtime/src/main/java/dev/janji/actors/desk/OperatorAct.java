package dev.janji.actors.desk;

import java.time.Instant;
import java.util.List;

/**
 * An operator's folder was taken up. Immutable.
 *
 * @param number from 1
 * @param version of the folder, made of its texts
 * @param server that took it up
 * @param changes since the one before, as {@link OperatorFacts#changesSince} has them; empty when only names or comments are others
 */
public record OperatorAct(int number, String version, Instant at, String server, List<String> changes) {
    public OperatorAct {
        changes = List.copyOf(changes);
    }
}
