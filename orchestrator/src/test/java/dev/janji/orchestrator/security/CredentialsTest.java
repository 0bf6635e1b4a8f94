package dev.janji.orchestrator.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.id.PersonId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {
    private static final Caller A = new Caller.OfLender(new LenderId("bank-a"));
    private static final Caller B = new Caller.OfLender(new LenderId("bank-b"));
    private static final Caller AYU = new Caller.OfOperator(new PersonId("ayu"));
    /** Called like a lender, and somebody else. */
    private static final Caller NAMESAKE = new Caller.OfOperator(new PersonId("bank-a"));

    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

    @TempDir
    Path folder;

    private Credentials credentials;

    @BeforeEach
    void make() throws Exception {
        credentials = DevelopmentCredentials.in(folder, List.of(A, B, AYU, NAMESAKE), () -> NOW)
                .credentials();
    }

    @Test
    void shouldKnowAPersonOfTheOperatorAsSuch() throws Exception {
        Path home = DevelopmentCredentials.home(folder, NAMESAKE);
        String token = Files.readString(home.resolve("token")).strip();

        assertThat(home).isEqualTo(folder.resolve("operators/bank-a"));
        assertThat(credentials.identify(null, "Bearer " + token)).isEqualTo(new Identification.Known(NAMESAKE));
        assertThat(credentials.identify(PemFiles.certificate(home.resolve("client.pem")), null))
                .isEqualTo(new Identification.Known(NAMESAKE));
        assertThat(credentials.identify(certificate("bank-a"), "Bearer " + token))
                .isEqualTo(unknown(Identification.Cause.DISAGREEING));
    }

    @Test
    void shouldKnowAnAgentByATokenAndMakeNoCertificate() throws Exception {
        Caller.OfAgent agent = new Caller.OfAgent(new AgentId("agent-1"));
        Credentials more =
                DevelopmentCredentials.in(folder, List.of(A, agent), () -> NOW).credentials();
        Path home = DevelopmentCredentials.home(folder, agent);
        String token = Files.readString(home.resolve("token")).strip();

        assertThat(home).isEqualTo(folder.resolve("agents/agent-1"));
        assertThat(Files.exists(home.resolve("client.pem"))).isFalse();
        assertThat(more.identify(null, "Bearer " + token)).isEqualTo(new Identification.Known(agent));
        assertThat(AgentAuthentication.by(more)
                        .agentOf(token)
                        .toCompletableFuture()
                        .join())
                .contains(agent.agent());
        assertThat(AgentAuthentication.by(more)
                        .agentOf(token("bank-a"))
                        .toCompletableFuture()
                        .join())
                .as("a lender's token")
                .isEmpty();
    }

    @Test
    void shouldKnowTheLenderWhenItBringsItsToken() throws Exception {
        assertThat(credentials.identify(null, "Bearer " + token("bank-a"))).isEqualTo(new Identification.Known(A));
        assertThat(credentials.identify(null, "bearer " + token("bank-b"))).isEqualTo(new Identification.Known(B));
    }

    @Test
    void shouldKnowTheLenderWhenItBringsItsCertificate() throws Exception {
        assertThat(credentials.identify(certificate("bank-b"), null)).isEqualTo(new Identification.Known(B));
    }

    @Test
    void shouldKnowNobodyWhenNothingIsBrought() {
        assertThat(credentials.identify(null, null)).isEqualTo(unknown(Identification.Cause.MISSING));
    }

    @Test
    void shouldKnowNobodyWhenTheTokenIsWrong() throws Exception {
        String wrong = token("bank-a").substring(1) + "A";
        assertThat(credentials.identify(null, "Bearer " + wrong)).isEqualTo(unknown(Identification.Cause.UNRECOGNISED));
        assertThat(credentials.identify(null, "Basic " + token("bank-a")))
                .isEqualTo(unknown(Identification.Cause.UNRECOGNISED));
        assertThat(credentials.identify(null, "")).isEqualTo(unknown(Identification.Cause.UNRECOGNISED));
    }

    @Test
    void shouldKnowNobodyWhenACertificateComesWithAWrongToken() throws Exception {
        assertThat(credentials.identify(certificate("bank-a"), "Bearer wrong"))
                .isEqualTo(unknown(Identification.Cause.UNRECOGNISED));
    }

    @Test
    void shouldKnowNobodyWhenCertificateAndTokenNameDifferentLenders() throws Exception {
        assertThat(credentials.identify(certificate("bank-a"), "Bearer " + token("bank-b")))
                .isEqualTo(unknown(Identification.Cause.DISAGREEING));
    }

    @Test
    void shouldKnowNobodyWhenTheCertificateNamesNoLender() throws Exception {
        assertThat(credentials.identify(PemFiles.certificate(folder.resolve("server.pem")), null))
                .isEqualTo(unknown(Identification.Cause.UNRECOGNISED));
    }

    @Test
    void shouldKnowNobodyWhenTheLenderIsNotOfThisInstallation() throws Exception {
        CertificateAuthority authority = new CertificateAuthority(
                PemFiles.certificate(folder.resolve("authority.pem")), PemFiles.ecKey(folder.resolve("authority.key")));
        X509Certificate stranger = authority
                .issueFor(new Caller.OfLender(new LenderId("bank-c")), NOW)
                .certificate();

        assertThat(credentials.identify(stranger, null)).isEqualTo(unknown(Identification.Cause.UNRECOGNISED));
    }

    @Test
    void shouldKeepWhatItMadeWhenItStartsAgain() throws Exception {
        String token = token("bank-a");
        X509Certificate certificate = certificate("bank-a");

        Credentials again =
                DevelopmentCredentials.in(folder, List.of(A), () -> NOW).credentials();

        assertThat(token("bank-a")).isEqualTo(token);
        assertThat(certificate("bank-a")).isEqualTo(certificate);
        assertThat(again.callers()).containsExactlyInAnyOrder(A, B, AYU, NAMESAKE);
    }

    @Test
    void shouldRenewCertificatesWhenTheyAreAboutToExpire() throws Exception {
        X509Certificate old = certificate("bank-a");
        Instant later = NOW.plus(Duration.ofDays(350));

        DevelopmentCredentials.in(folder, List.of(A), () -> later);

        assertThat(certificate("bank-a").getNotAfter()).isAfter(old.getNotAfter());
    }

    @Test
    void shouldLetOnlyTheOwnerReadAnything() throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile).toList())
                    .hasSizeGreaterThan(8)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void shouldStoreOnlyTheHashWhereTheServerReads() throws Exception {
        assertThat(Files.readString(folder.resolve("lenders/bank-a/token.sha256"))
                        .strip())
                .hasSize(64)
                .isEqualTo(TokenHash.of(token("bank-a")).hex())
                .doesNotContain(token("bank-a"));
    }

    private static Identification unknown(Identification.Cause cause) {
        return new Identification.Unknown(cause);
    }

    private String token(String lender) throws Exception {
        return Files.readString(folder.resolve("lenders").resolve(lender).resolve("token"))
                .strip();
    }

    private X509Certificate certificate(String lender) throws Exception {
        return PemFiles.certificate(folder.resolve("lenders").resolve(lender).resolve("client.pem"));
    }
}
