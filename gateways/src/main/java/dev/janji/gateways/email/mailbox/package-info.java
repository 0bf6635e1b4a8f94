/**
 * A mail server for the demo, the tests and the load test, with a log of what it accepted. Uses {@code simulator} for the log;
 * the mail libraries never leave it.
 */
@NullMarked
package dev.janji.gateways.email.mailbox;

import org.jspecify.annotations.NullMarked;
