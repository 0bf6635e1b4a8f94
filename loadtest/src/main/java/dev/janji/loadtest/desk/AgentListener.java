package dev.janji.loadtest.desk;

import dev.janji.protocols.desk.v1.DeskMessage;
import dev.janji.protocols.desk.v1.Ping;

/** What an agent's client hears. Called one after another, on the client's threads: it must not block. */
public interface AgentListener {
    /** Something that the desk says, pings excepted. */
    void said(AgentClient client, DeskMessage message);

    /** The desk asked whether somebody is there, and was answered. */
    default void pinged(AgentClient client, Ping ping) {
        // Only who measures wants to know.
    }

    /** The connection is gone; nothing comes after it. @param code of the WebSocket's close, or 1006 when it broke */
    void closed(AgentClient client, int code);
}
