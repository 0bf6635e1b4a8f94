package dev.janji.actors.wrong;

/** A fixture that breaks a rule on purpose: shells know no generated class. */
public final class ShellThatSpeaksProtobuf {
    Object word() {
        return com.google.protobuf.Timestamp.getDefaultInstance();
    }
}
