/**
 * What all tables share: the keyspace, the numbered migrations of the schema, and the check of what an acknowledgement survives.
 *
 * <p>May use the driver and the configuration library; packages with tables of their own may use it.
 */
@NullMarked
package dev.janji.actors.store;

import org.jspecify.annotations.NullMarked;
