package dev.janji.actors.desk;

import java.util.function.Consumer;

/**
 * Where the person at a seat is told things.
 *
 * @param key tells one session from another
 * @param notices never blocks
 */
record Session(Object key, Consumer<AgentNotice> notices) {}
