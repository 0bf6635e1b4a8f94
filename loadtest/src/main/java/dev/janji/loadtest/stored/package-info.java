/**
 * The server's journal as it lies in the store, read by plain CQL: whichever an installation uses, the event log or the tables of the stock
 * plugin. Uses nothing of the domain or the server but the wire words of the event log, so that the checker may believe it.
 */
@NullMarked
package dev.janji.loadtest.stored;

import org.jspecify.annotations.NullMarked;
