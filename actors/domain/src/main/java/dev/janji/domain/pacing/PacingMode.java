package dev.janji.domain.pacing;

/** How a desk starts calls. */
public enum PacingMode {
    /** The agent sees the case and starts the call; the pacer starts none. */
    PREVIEW,
    /** One line for each agent who is ready. */
    PROGRESSIVE,
    /** So many lines for each agent who is ready, whatever comes of it. Breaks a limit of abandoned calls as soon as answers are frequent. */
    POWER,
    /** As many lines as the remaining abandonment budget bears. */
    PREDICTIVE
}
