/**
 * The independent checker: joins the journal (read by CQL), the gateways' own logs and the client's log, and demands every invariant of
 * them. It has its own arithmetic of arrears and windows and uses nothing of the domain or the server but the journal's wire words.
 */
@NullMarked
package dev.janji.loadtest.checker;

import org.jspecify.annotations.NullMarked;
