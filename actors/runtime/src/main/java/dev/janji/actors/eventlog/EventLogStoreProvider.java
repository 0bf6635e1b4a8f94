package dev.janji.actors.eventlog;

import org.apache.pekko.actor.ExtendedActorSystem;

/**
 * Makes the store of an actor system that nobody gave one to, as {@code janji.event-log.store-provider} names it. Has a public constructor
 * without parameters.
 */
public interface EventLogStoreProvider {
    /** May block until the store answers; its tables are there when it returns. */
    EventLogStore open(ExtendedActorSystem system);
}
