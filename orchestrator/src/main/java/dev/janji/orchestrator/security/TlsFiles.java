package dev.janji.orchestrator.security;

import java.nio.file.Path;

/**
 * The files that make the gRPC port speak TLS, all PEM.
 *
 * @param certificate the server's certificate chain, leaf first
 * @param key its private key, PKCS#8, without a password
 * @param clientAuthority the authorities that sign the certificates of lenders
 */
public record TlsFiles(Path certificate, Path key, Path clientAuthority) {}
