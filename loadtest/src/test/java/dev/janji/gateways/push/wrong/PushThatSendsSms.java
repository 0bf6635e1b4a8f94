package dev.janji.gateways.push.wrong;

/** A fixture that breaks a rule on purpose: only the SMS gateway speaks SMPP. */
public final class PushThatSendsSms {
    Object session() {
        return new org.jsmpp.session.SMPPSession();
    }
}
