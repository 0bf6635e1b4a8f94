package dev.janji.domain.lender;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a live agent says a conversation ended with; may be corrected later. RPC is right-party contact, TPC third-party contact. Each word
 * names its effects, and whether somebody talked with us (US-02): what is not sure counts as talk.
 */
public enum Disposition {
    /** The debtor promised to pay; the promise itself is {@code PromiseRecorded}. */
    RPC_PTP(true, EffectClass.RPC),
    /** The debtor says to have paid: collection waits for the money. */
    RPC_PAID_CLAIMED(true, EffectClass.RPC, EffectClass.REPLAN),
    RPC_REFUSED(true, EffectClass.RPC, EffectClass.REPLAN),
    RPC_HARDSHIP(true, EffectClass.RPC, EffectClass.REPLAN),
    RPC_DISPUTE(true, EffectClass.RPC, EffectClass.DEBT_HOLD),
    /** The debtor wants to be called; the callback itself is {@code CallbackRequested}. */
    RPC_CALLBACK(true, EffectClass.RPC),
    RPC_NO_COMMITMENT(true, EffectClass.RPC),
    RPC_HUNG_UP(true, EffectClass.RPC),
    /** Somebody else took a message; they may have been told of the debt. */
    TPC_MESSAGE_LEFT(true, EffectClass.NONE),
    /** Whoever answered does not know the debtor. */
    WRONG_NUMBER(false, EffectClass.NUMBER_UNCALLABLE),
    DECEASED(true, Hold.Kind.DECEASED, EffectClass.PERSON_HOLD),
    BANKRUPTCY(true, Hold.Kind.BANKRUPTCY, EffectClass.PERSON_HOLD),
    ATTORNEY(true, Hold.Kind.ATTORNEY, EffectClass.PERSON_HOLD),
    /** Agent and debtor have no language in common. */
    LANGUAGE(true, EffectClass.REPLAN),
    ABUSIVE(true, EffectClass.REPLAN),
    /** Nobody who knows the debtor was found. */
    SKIP_TRACE(false, EffectClass.CONTACT_UNCALLABLE, EffectClass.REPLAN),
    CEASE_CONTACT(true, Hold.Kind.CEASE, EffectClass.PERSON_HOLD),
    /** The debtor says that somebody else made the debt. */
    FRAUD_CLAIM(true, EffectClass.DEBT_HOLD);

    private final boolean talk;
    private final Hold.@Nullable Kind hold;
    private final Set<EffectClass> effects;

    Disposition(boolean talk, EffectClass... effects) {
        this(talk, null, effects);
    }

    Disposition(boolean talk, Hold.@Nullable Kind hold, EffectClass... effects) {
        this.talk = talk;
        this.hold = hold;
        this.effects = EnumSet.copyOf(List.of(effects));
    }

    /** Whether somebody talked with us, of the debt or of the debtor. */
    public boolean isTalk() {
        return talk;
    }

    public boolean has(EffectClass effect) {
        return effects.contains(effect);
    }

    /** @return the hold as which it stops every contact; null when it does not */
    public Hold.@Nullable Kind hold() {
        return hold;
    }
}
