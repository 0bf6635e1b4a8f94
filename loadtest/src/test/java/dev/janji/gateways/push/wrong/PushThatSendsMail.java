package dev.janji.gateways.push.wrong;

/** A fixture that breaks a rule on purpose: only the e-mail gateway sends mail. */
public final class PushThatSendsMail {
    Object mail() {
        return new jakarta.mail.internet.InternetAddress();
    }
}
