package dev.janji.gateways.voice;

import dev.janji.actors.voice.CallEvent;
import dev.janji.actors.voice.VoicePort;
import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.CallId;
import dev.janji.gateways.contract.ProviderBench;

/** A carrier that a test controls and the telephone adapter in front of it, with a listener that hears everything from the start. */
public interface VoiceBench extends ProviderBench {
    /** What the telephone of a number does. */
    enum Telephone {
        /** Rings until the test goes on, then a person answers, and after a while hangs up. */
        ANSWERS,
        MACHINE,
        BUSY,
        NEVER_ANSWERS,
        DECLINES,
        NO_SUCH_NUMBER,
        NO_CIRCUIT
    }

    @Override
    VoicePort port();

    HeardCalls heard();

    String numberOf(Telephone telephone);

    /** Where the agent's telephone is. */
    default String lineOf(AgentId agent) {
        return "SIM/" + agent;
    }

    /** Lets the world outside go on until such an event of the call was heard. */
    void goesOn(CallId call, Class<? extends CallEvent> until);

    /** While nothing is heard: lets a telephone that never answers ring to its end, and those that answered stay as they are. */
    void endsUnheard(CallId call);

    /** Somebody calls the house. */
    CallId callsIn(String number);
}
