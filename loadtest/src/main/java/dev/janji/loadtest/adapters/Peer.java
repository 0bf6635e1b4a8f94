package dev.janji.loadtest.adapters;

import dev.janji.actors.channel.ChannelPort;
import dev.janji.actors.time.HouseClock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;

/** A provider in this process that takes everything and counts it, with both who send to it. Confined to one thread. */
interface Peer extends AutoCloseable {
    /** Sends so many messages by the library alone, as its manual says, and returns when each is taken. */
    void sendBare(int messages) throws IOException, InterruptedException;

    /**
     * The adapter, ready to send.
     *
     * @param folder empty; for what the adapter keeps
     */
    ChannelPort adapter(Path folder, HouseClock clock) throws IOException, InterruptedException;

    /** The adapter before a port at which nobody listens. */
    ChannelPort adapterToNobody(Path folder, HouseClock clock) throws IOException;

    /** Where a message goes: one of a million. */
    String addressOf(int message);

    /** As many unanswered messages as a gateway would give the adapter. */
    int underWay();

    /** Messages taken since the start, of both; empty where the server does not count. */
    OptionalLong taken();

    @Override
    void close() throws IOException;
}
