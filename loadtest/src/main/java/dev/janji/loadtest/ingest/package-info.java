/**
 * How many lender events a second the real server takes over the wire, open loop, beside what the store alone could take in the same run. Uses
 * the wire, the store's rows and the operating system; never the server's word.
 */
@NullMarked
package dev.janji.loadtest.ingest;

import org.jspecify.annotations.NullMarked;
