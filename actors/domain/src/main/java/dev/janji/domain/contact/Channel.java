package dev.janji.domain.contact;

/** A way to reach a debtor. */
public enum Channel {
    SMS,
    EMAIL,
    PUSH,
    WHATSAPP,
    LETTER,
    VOICE
}
