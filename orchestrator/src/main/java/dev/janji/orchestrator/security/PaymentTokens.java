package dev.janji.orchestrator.security;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.AttemptId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;

/**
 * Signs what whoever opens a payment link brings to the lender's page, so that the page shows the right bill without asking, and cannot be fooled: a compact JWS
 * (RFC 7515) by Ed25519 (RFC 8037). It says lender, accounts and attempt, nothing else. Thread-safe.
 */
public final class PaymentTokens {
    private static final String KEYS = "janji.links.token.keys";
    private static final String VALID_FOR = "janji.links.token.valid-for";
    private static final String ISSUER = "janji.links.token.issuer";
    private static final String ALGORITHM = "Ed25519";
    private static final Duration SHORTEST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * @param id thumbprint of the public half (RFC 7638)
     * @param x the public half
     * @param pem the public half, for tools
     */
    private record Key(PrivateKey signing, String id, String x, String pem) {}

    private final List<Key> keys;
    private final Duration validFor;
    private final String issuer;

    private PaymentTokens(List<Key> keys, Duration validFor, String issuer) {
        this.keys = List.copyOf(keys);
        this.validFor = validFor;
        this.issuer = issuer;
    }

    /**
     * Reads the keys, and makes the first when there is none.
     *
     * @param root the whole configuration
     * @throws ConfigException when a value can't be used; names its key
     */
    public static PaymentTokens from(Config root) {
        Duration validFor = root.getDuration(VALID_FOR);
        if (validFor.compareTo(SHORTEST) < 0 || validFor.compareTo(LONGEST) > 0) {
            throw new ConfigException.BadValue(VALID_FOR, "Expected 10 seconds to an hour, but got " + validFor);
        }
        List<Key> keys = new ArrayList<>();
        for (String each : root.getStringList(KEYS)) {
            Path file = Path.of(each);
            try {
                if (keys.isEmpty() && !Files.exists(file)) {
                    make(file);
                }
                keys.add(read(file));
            } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
                throw new ConfigException.BadValue(
                        KEYS,
                        "Expected a private key for Ed25519 in PEM, without a password, in " + file
                                + ", but could not use it: " + e.getClass().getSimpleName(),
                        e);
            }
        }
        if (keys.isEmpty()) {
            throw new ConfigException.BadValue(KEYS, "Expected the file of a key, but there is none");
        }
        return new PaymentTokens(keys, validFor, root.getString(ISSUER));
    }

    private static void make(Path file) throws IOException, GeneralSecurityException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && !Files.exists(folder)) {
            PemFiles.createFolder(folder);
        }
        PemFiles.write(
                file, KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair().getPrivate());
    }

    private static Key read(Path file) throws IOException, GeneralSecurityException {
        byte[] content = PemFiles.content(file);
        if (!(PrivateKeyFactory.createKey(content) instanceof Ed25519PrivateKeyParameters secret)) {
            throw new GeneralSecurityException("Expected a key for Ed25519, but it is for something else");
        }
        Ed25519PublicKeyParameters open = secret.generatePublicKey();
        String x = base64(open.getEncoded());
        byte[] info =
                SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(open).getEncoded();
        return new Key(
                KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(content)),
                thumbprint(x),
                x,
                PemFiles.block("PUBLIC KEY", info));
    }

    /** Its members in the one order and without a space, as RFC 7638 wants them. */
    private static String thumbprint(String x) throws GeneralSecurityException {
        String canonical = "{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"" + x + "\"}";
        return base64(MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.US_ASCII)));
    }

    /**
     * @param accounts that the attempt is about, the leading one first
     * @param now on the house clock
     * @return letters, digits, dots, {@code -} and {@code _}
     */
    public String token(AttemptId attempt, Collection<AccountId> accounts, Instant now) {
        Key key = keys.get(0);
        ObjectNode header =
                JSON.createObjectNode().put("alg", "EdDSA").put("kid", key.id()).put("typ", "JWT");
        ObjectNode claims = JSON.createObjectNode()
                .put("iss", issuer)
                .put("aud", attempt.debtor().lender().value())
                .put("iat", now.getEpochSecond())
                .put("exp", now.plus(validFor).getEpochSecond())
                .put("attempt", attempt.value());
        ArrayNode ids = claims.putArray("accounts");
        accounts.forEach(account -> ids.add(account.value()));
        String signed = base64(header.toString().getBytes(StandardCharsets.UTF_8)) + "."
                + base64(claims.toString().getBytes(StandardCharsets.UTF_8));
        return signed + "." + base64(signature(key, signed));
    }

    private static byte[] signature(Key key, String signed) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key.signing());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "Expected every JDK to sign by " + ALGORITHM + ", but this one does not", e);
        }
    }

    /** @return the public halves of all keys as a JSON Web Key Set (RFC 7517), the one that signs first */
    public String keySet() {
        ObjectNode set = JSON.createObjectNode();
        ArrayNode all = set.putArray("keys");
        keys.forEach(key -> all.addObject()
                .put("kty", "OKP")
                .put("crv", ALGORITHM)
                .put("alg", "EdDSA")
                .put("use", "sig")
                .put("kid", key.id())
                .put("x", key.x()));
        return set.toString();
    }

    /** @return the public halves of all keys in PEM, the one that signs first */
    public String pem() {
        StringBuilder all = new StringBuilder();
        keys.forEach(key -> all.append(key.pem()));
        return all.toString();
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
