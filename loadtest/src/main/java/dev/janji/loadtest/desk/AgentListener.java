package dev.janji.loadtest.desk;

import dev.janji.protocols.desk.v1.DeskMessage;

/** What an agent's client hears. Called one after another, on the client's threads: it must not block. */
public interface AgentListener {
    /** Something that the desk says, pings excepted. */
    void said(AgentClient client, DeskMessage message);

    /** The connection is gone; nothing comes after it. @param code of the WebSocket's close, or 1006 when it broke */
    void closed(AgentClient client, int code);
}
