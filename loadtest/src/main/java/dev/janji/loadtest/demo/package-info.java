/**
 * The demo: a mailbox, a real server as a child process, a lender that tells its portfolio in virtual time, a live view, and a verdict at
 * the end. Uses the portfolio, the lender's client and the checker; of the server only its command line, its wire and its pages.
 */
@NullMarked
package dev.janji.loadtest.demo;

import org.jspecify.annotations.NullMarked;
