package dev.janji.actors.desk;

/** Something that an agent's console could offer for the debtor on the screen. */
public enum AgentAction {
    DIAL,
    IDENTIFY,
    PROMISE,
    ARRANGEMENT,
    CALLBACK,
    DISPUTE,
    COMPLAINT,
    DISPOSE,
    RETURN,
    CORRECT,
    ANSWER
}
