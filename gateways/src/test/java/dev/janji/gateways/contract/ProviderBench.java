package dev.janji.gateways.contract;

import dev.janji.actors.channel.ChannelPort;
import dev.janji.domain.id.AttemptId;

/** A provider that a test controls and the adapter in front of it: what a new channel brings to pass the contract. */
public interface ProviderBench extends AutoCloseable {
    /** What the provider does with a message; the address says which. */
    enum Behaviour {
        ACCEPTS,
        REFUSES,
        /** Asks to come later. */
        THROTTLES,
        /** Gets the content, takes nothing, and gives no answer. */
        LOST_BEFORE_ACCEPTANCE,
        /** Takes the message, but its answer is lost. */
        LOST_AFTER_ACCEPTANCE
    }

    /** The adapter, started; the same until {@link #restartAdapter}. */
    ChannelPort port();

    ContractClock clock();

    /** An address that the provider treats so; a telephone number unless the channel has others. */
    default String addressFor(Behaviour behaviour) {
        return "+628110000"
                + switch (behaviour) {
                    case ACCEPTS -> "03";
                    case REFUSES -> "91";
                    case THROTTLES -> "92";
                    case LOST_BEFORE_ACCEPTANCE -> "93";
                    case LOST_AFTER_ACCEPTANCE -> "94";
                };
    }

    /** How many messages of this attempt the provider has taken for good. */
    int taken(AttemptId attempt);

    /** How many different messages it would deliver for this attempt: resends that it recognises count once. */
    int delivered(AttemptId attempt);

    /** Takes the provider away and brings it back. */
    void setDown(boolean down);

    /** Ends the adapter and starts another one with the same configuration and files. */
    void restartAdapter();

    /** Whether the adapter can find out what became of an attempt. */
    boolean answersLookUps();

    @Override
    void close();
}
