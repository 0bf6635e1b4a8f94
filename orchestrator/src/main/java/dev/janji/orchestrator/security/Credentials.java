package dev.janji.orchestrator.security;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The callers of this installation and how each proves itself: a client certificate that the configured authority signed, whose
 * subject alternative name is the caller's URI ({@code janji:lender:<id>} or {@code janji:operator:<id>}), or a bearer token. Immutable.
 */
public final class Credentials {
    private static final int URI_NAME = 6;
    private static final String BEARER = "bearer ";

    private final Set<Caller> callers;
    private final List<Token> tokens;

    private record Token(Caller caller, TokenHash hash) {}

    private Credentials(Set<Caller> callers, List<Token> tokens) {
        this.callers = Set.copyOf(callers);
        this.tokens = List.copyOf(tokens);
    }

    /** @param hashes every caller of the installation, with the hashes of its valid tokens (none: certificates only) */
    public static Credentials of(Map<Caller, List<TokenHash>> hashes) {
        List<Token> tokens = new ArrayList<>();
        hashes.forEach((caller, own) -> own.forEach(hash -> tokens.add(new Token(caller, hash))));
        return new Credentials(hashes.keySet(), tokens);
    }

    /** Everybody who has a credential here. */
    public Set<Caller> callers() {
        return callers;
    }

    /**
     * @param certificate the client's own certificate, already verified against the authority by TLS; null when it sent none
     * @param authorization the value of the {@code authorization} header; null when it sent none
     */
    public Identification identify(@Nullable X509Certificate certificate, @Nullable String authorization) {
        if (certificate == null && authorization == null) {
            return new Identification.Unknown(Identification.Cause.MISSING);
        }
        Optional<Caller> byCertificate = certificate == null ? Optional.empty() : callerOf(certificate);
        Optional<Caller> byToken = authorization == null ? Optional.empty() : callerOf(authorization);
        if (certificate != null && byCertificate.isEmpty() || authorization != null && byToken.isEmpty()) {
            return new Identification.Unknown(Identification.Cause.UNRECOGNISED);
        }
        if (byCertificate.isPresent() && byToken.isPresent() && !byCertificate.equals(byToken)) {
            return new Identification.Unknown(Identification.Cause.DISAGREEING);
        }
        return new Identification.Known(byCertificate.or(() -> byToken).orElseThrow());
    }

    /** Looks at every token, so the time of an answer says nothing about which one matched. */
    private Optional<Caller> callerOf(String authorization) {
        if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Optional.empty();
        }
        TokenHash presented =
                TokenHash.of(authorization.substring(BEARER.length()).strip());
        @Nullable Caller found = null;
        for (Token token : tokens) {
            if (token.hash().matches(presented)) {
                found = token.caller();
            }
        }
        return Optional.ofNullable(found);
    }

    private Optional<Caller> callerOf(X509Certificate certificate) {
        List<String> uris = uris(certificate);
        List<Caller> named =
                callers.stream().filter(caller -> uris.contains(caller.uri())).toList();
        return named.size() == 1 ? Optional.of(named.get(0)) : Optional.empty();
    }

    private static List<String> uris(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            if (names == null) {
                return List.of();
            }
            return names.stream()
                    .filter(name -> name.get(0) instanceof Integer kind && kind == URI_NAME)
                    .map(name -> String.valueOf(name.get(1)))
                    .toList();
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }
}
