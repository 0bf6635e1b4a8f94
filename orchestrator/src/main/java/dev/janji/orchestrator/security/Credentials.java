package dev.janji.orchestrator.security;

import dev.janji.domain.id.LenderId;
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
 * The lenders of this installation and how each proves itself: a client certificate that the configured authority signed, whose
 * subject alternative name is the URI {@code janji:lender:<id>}, or a bearer token. Immutable.
 */
public final class Credentials {
    /** Begins the URI in a lender's certificate. */
    public static final String LENDER_URI = "janji:lender:";

    private static final int URI_NAME = 6;
    private static final String BEARER = "bearer ";

    private final Set<LenderId> lenders;
    private final List<Token> tokens;

    private record Token(LenderId lender, TokenHash hash) {}

    private Credentials(Set<LenderId> lenders, List<Token> tokens) {
        this.lenders = Set.copyOf(lenders);
        this.tokens = List.copyOf(tokens);
    }

    /** @param hashesByLender every lender of the installation, with the hashes of its valid tokens (none: certificates only) */
    public static Credentials of(Map<LenderId, List<TokenHash>> hashesByLender) {
        List<Token> tokens = new ArrayList<>();
        hashesByLender.forEach((lender, hashes) -> hashes.forEach(hash -> tokens.add(new Token(lender, hash))));
        return new Credentials(hashesByLender.keySet(), tokens);
    }

    /** Every lender that has a credential here. */
    public Set<LenderId> lenders() {
        return lenders;
    }

    /**
     * @param certificate the client's own certificate, already verified against the authority by TLS; null when it sent none
     * @param authorization the value of the {@code authorization} header; null when it sent none
     */
    public Identification identify(@Nullable X509Certificate certificate, @Nullable String authorization) {
        if (certificate == null && authorization == null) {
            return new Identification.Unknown(Identification.Cause.MISSING);
        }
        Optional<LenderId> byCertificate = certificate == null ? Optional.empty() : lenderOf(certificate);
        Optional<LenderId> byToken = authorization == null ? Optional.empty() : lenderOf(authorization);
        if (certificate != null && byCertificate.isEmpty() || authorization != null && byToken.isEmpty()) {
            return new Identification.Unknown(Identification.Cause.UNRECOGNISED);
        }
        if (byCertificate.isPresent() && byToken.isPresent() && !byCertificate.equals(byToken)) {
            return new Identification.Unknown(Identification.Cause.DISAGREEING);
        }
        return new Identification.Known(byCertificate.or(() -> byToken).orElseThrow());
    }

    /** Looks at every token, so the time of an answer says nothing about which one matched. */
    private Optional<LenderId> lenderOf(String authorization) {
        if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Optional.empty();
        }
        TokenHash presented =
                TokenHash.of(authorization.substring(BEARER.length()).strip());
        @Nullable LenderId found = null;
        for (Token token : tokens) {
            if (token.hash().matches(presented)) {
                found = token.lender();
            }
        }
        return Optional.ofNullable(found);
    }

    private Optional<LenderId> lenderOf(X509Certificate certificate) {
        List<LenderId> named = lenders.stream()
                .filter(lender -> uris(certificate).contains(LENDER_URI + lender.value()))
                .toList();
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
