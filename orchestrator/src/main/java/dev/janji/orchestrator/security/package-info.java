/**
 * Who speaks: turns a client certificate or a bearer token into a lender or a person of the operator, and makes credentials for development. Uses the domain's
 * identities and the JDK's and Bouncy Castle's cryptography; the grpc and http edges and the composition root may use it.
 */
@NullMarked
package dev.janji.orchestrator.security;

import org.jspecify.annotations.NullMarked;
