/** The demo and the measurements, a client of the server as a lender would be. It may use protocols, domain and the gateway simulators, never the server. */
@NullMarked
package dev.janji.loadtest;

import org.jspecify.annotations.NullMarked;
