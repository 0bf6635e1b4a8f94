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

    default String numberOf(Telephone telephone) {
        return "+628110000"
                + switch (telephone) {
                    case ANSWERS -> "03";
                    case MACHINE -> "02";
                    case BUSY -> "00";
                    case NEVER_ANSWERS -> "04";
                    case DECLINES -> "05";
                    case NO_SUCH_NUMBER -> "01";
                    case NO_CIRCUIT -> "06";
                };
    }

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
