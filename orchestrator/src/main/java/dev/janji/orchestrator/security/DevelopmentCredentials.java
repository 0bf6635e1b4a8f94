package dev.janji.orchestrator.security;

import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.id.PersonId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Credentials for development, made once and kept in a folder, so that a lender's program keeps working over restarts:
 *
 * <pre>
 * authority.pem, authority.key      signs the rest; a client trusts authority.pem
 * server.pem, server.key            for localhost, 127.0.0.1 and ::1
 * lenders/ID/client.pem, client.key certificate with the URI janji:lender:ID
 * lenders/ID/token                  bearer token, for the lender's program
 * lenders/ID/token.sha256           all that the server reads of it
 * operators/ID/                     the same for a person of the operator, with the URI janji:operator:ID
 * agents/ID/token, token.sha256     for a live agent, who has no certificate
 * </pre>
 *
 * Every file has mode 0600. Not for production: {@code serve} takes only credentials that its operator names. Immutable.
 */
public final class DevelopmentCredentials {
    private static final Duration RENEW_BEFORE = Duration.ofDays(30);
    private static final int TOKEN_BYTES = 32;
    private static final String LENDERS = "lenders";
    private static final String OPERATORS = "operators";
    private static final String AGENTS = "agents";

    private final Path folder;
    private final Credentials credentials;

    private DevelopmentCredentials(Path folder, Credentials credentials) {
        this.folder = folder;
        this.credentials = credentials;
    }

    /**
     * Makes what is missing or about to expire and keeps the rest. Callers made at an earlier start stay valid.
     *
     * <p>Credentials live in the real world, also when the house's clock is scaled.
     *
     * @throws IOException when the folder can't be read or written
     */
    public static DevelopmentCredentials in(Path folder, List<Caller> callers) throws IOException {
        return in(folder, callers, InstantSource.system());
    }

    static DevelopmentCredentials in(Path folder, List<Caller> callers, InstantSource clock) throws IOException {
        try {
            PemFiles.createFolder(folder);
            CertificateAuthority authority = authority(folder, clock);
            if (isStale(folder.resolve("server.pem"), clock)) {
                CertificateAuthority.Issued issued = authority.issueForServer(clock.instant());
                PemFiles.write(folder.resolve("server.key"), issued.key());
                PemFiles.write(folder.resolve("server.pem"), issued.certificate());
            }
            for (Caller caller : callers) {
                ensure(home(folder, caller), caller, authority, clock);
            }
            return new DevelopmentCredentials(folder, read(folder));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException(
                    "Expected readable development credentials in " + folder + ", but " + e.getMessage()
                            + "; delete that folder and start again to have new ones made",
                    e);
        }
    }

    public Credentials credentials() {
        return credentials;
    }

    public Path folder() {
        return folder;
    }

    public TlsFiles tls() {
        return new TlsFiles(
                folder.resolve("server.pem"), folder.resolve("server.key"), folder.resolve("authority.pem"));
    }

    private static CertificateAuthority authority(Path folder, InstantSource clock)
            throws IOException, GeneralSecurityException {
        Path certificate = folder.resolve("authority.pem");
        Path key = folder.resolve("authority.key");
        if (Files.exists(key) && !isStale(certificate, clock)) {
            return new CertificateAuthority(PemFiles.certificate(certificate), PemFiles.ecKey(key));
        }
        CertificateAuthority fresh = CertificateAuthority.create(clock.instant());
        PemFiles.write(key, fresh.key());
        PemFiles.write(certificate, fresh.certificate());
        Files.deleteIfExists(folder.resolve("server.pem"));
        return fresh;
    }

    private static void ensure(Path home, Caller caller, CertificateAuthority authority, InstantSource clock)
            throws IOException, GeneralSecurityException {
        PemFiles.createFolder(home);
        Path certificate = home.resolve("client.pem");
        boolean certified = !(caller instanceof Caller.OfAgent);
        if (certified && (isStale(certificate, clock) || !authority.signed(PemFiles.certificate(certificate)))) {
            CertificateAuthority.Issued issued = authority.issueFor(caller, clock.instant());
            PemFiles.write(home.resolve("client.key"), issued.key());
            PemFiles.write(certificate, issued.certificate());
        }
        if (!Files.exists(home.resolve("token.sha256"))) {
            byte[] random = new byte[TOKEN_BYTES];
            new SecureRandom().nextBytes(random);
            String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
            PemFiles.write(home.resolve("token"), token + "\n");
            PemFiles.write(home.resolve("token.sha256"), TokenHash.of(token).hex() + "\n");
        }
    }

    private static Credentials read(Path folder) throws IOException {
        Map<Caller, List<TokenHash>> hashes = new LinkedHashMap<>();
        read(folder.resolve(LENDERS), id -> new Caller.OfLender(new LenderId(id)), hashes);
        read(folder.resolve(OPERATORS), id -> new Caller.OfOperator(new PersonId(id)), hashes);
        read(folder.resolve(AGENTS), id -> new Caller.OfAgent(new AgentId(id)), hashes);
        return Credentials.of(hashes);
    }

    private static void read(Path kind, Function<String, Caller> caller, Map<Caller, List<TokenHash>> hashes)
            throws IOException {
        if (!Files.isDirectory(kind)) {
            return;
        }
        try (Stream<Path> homes = Files.list(kind)) {
            for (Path home : homes.filter(Files::isDirectory).sorted().toList()) {
                String hash = Files.readString(home.resolve("token.sha256"), StandardCharsets.US_ASCII);
                hashes.put(caller.apply(home.getFileName().toString()), List.of(TokenHash.parse(hash)));
            }
        }
    }

    /** Where the credentials of a caller are. */
    public static Path home(Path folder, Caller caller) {
        String kind = caller.match(new Caller.Cases<>() {
            @Override
            public String ofLender(Caller.OfLender lender) {
                return LENDERS;
            }

            @Override
            public String ofOperator(Caller.OfOperator operator) {
                return OPERATORS;
            }

            @Override
            public String ofAgent(Caller.OfAgent agent) {
                return AGENTS;
            }
        });
        return folder.resolve(kind).resolve(caller.id());
    }

    private static boolean isStale(Path certificate, InstantSource clock) throws IOException, GeneralSecurityException {
        if (!Files.exists(certificate)) {
            return true;
        }
        X509Certificate found = PemFiles.certificate(certificate);
        return found.getNotAfter().toInstant().isBefore(clock.instant().plus(RENEW_BEFORE));
    }
}
