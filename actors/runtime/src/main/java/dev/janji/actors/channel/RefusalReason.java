package dev.janji.actors.channel;

/** Why a message was surely not sent. Says what happened, not what to do: that is for the rules. */
public enum RefusalReason {
    /** The address cannot exist or the provider does not know it. */
    INVALID_ADDRESS,
    /** The provider refuses this message for good. */
    REJECTED,
    /** The provider asks to come again later. */
    TEMPORARY,
    /** The provider says that we send too fast. */
    THROTTLED,
    /** The provider could not be reached. */
    UNREACHABLE,
    /** The provider does not accept our credentials or our way of connecting. */
    NOT_AUTHORISED,
    /** The gateway's queue is full. */
    QUEUE_FULL,
    /** The gateway remembers as many answers as it may and forgets none that could still matter. */
    MEMORY_FULL,
    /** The provider failed several times in a row; the gateway waits before it tries again. */
    CIRCUIT_OPEN,
    /** The gateway is going down. */
    STOPPING,
    /** No adapter is configured for this channel. */
    NO_SUCH_CHANNEL,
    /** The adapter failed in a way that it did not foresee, before it claimed its permit. */
    ADAPTER_FAILED
}
