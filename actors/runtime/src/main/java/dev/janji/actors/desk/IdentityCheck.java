package dev.janji.actors.desk;

/** Who is on the line, as far as the agent has found out. */
public enum IdentityCheck {
    PENDING,
    /** The right party. */
    PASSED,
    /** Somebody else answered: nothing is said of a debt. */
    THIRD_PARTY,
    /** Nobody can say who it is: treated as a third party. */
    FAILED
}
