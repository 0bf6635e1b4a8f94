package dev.janji.loadtest.lender;

import java.time.Instant;

/** Hears what a lender's client experiences, for a view. Called from the transport's threads; returns quickly. */
public interface LenderListener {
    void answered(Answer answer);

    void timeIs(Instant now);

    void disconnected(String why);
}
