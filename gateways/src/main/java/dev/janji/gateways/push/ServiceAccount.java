package dev.janji.gateways.push;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import dev.janji.gateways.once.ProviderAddress;
import dev.janji.gateways.once.ProviderReply;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;

/**
 * Who we are to the provider: an address and a key by which we sign that it is us, as the file that the provider gives says. Immutable.
 *
 * @param tokenUri where a signed assertion becomes a token
 */
record ServiceAccount(String project, String email, String keyId, PrivateKey key, URI tokenUri) {
    private static final String SCOPE = "https://www.googleapis.com/auth/firebase.messaging";
    private static final Duration VALID_FOR = Duration.ofHours(1);
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    /** @throws ConfigException when the file cannot be read, or something in it; names the key, and nothing of what is secret */
    static ServiceAccount from(Config config, String key) {
        String file = config.getString(key);
        try {
            JsonNode json = ProviderReply.parsed(Files.readString(Path.of(file)));
            String uri = text(json, "token_uri");
            return new ServiceAccount(
                    text(json, "project_id"),
                    text(json, "client_email"),
                    text(json, "private_key_id"),
                    privateKey(text(json, "private_key")),
                    ProviderAddress.from(ConfigFactory.parseMap(Map.of("token_uri", uri)), "token_uri"));
        } catch (IOException e) {
            throw new ConfigException.BadValue(key, "Expected the file of a service account, but it can't be read", e);
        } catch (IllegalArgumentException e) {
            throw new ConfigException.BadValue(key, String.valueOf(e.getMessage()));
        }
    }

    private static String text(JsonNode json, String field) {
        String text = json.path(field).asText("");
        if (text.isEmpty()) {
            throw new IllegalArgumentException(
                    "Expected the file of a service account with " + field + ", but it lacks");
        }
        return text;
    }

    private static PrivateKey privateKey(String pem) {
        String base64 = pem.replaceAll("-----(BEGIN|END) PRIVATE KEY-----", "").replaceAll("\\s", "");
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // Whatever the library says may quote the key.
            throw new IllegalArgumentException("Expected an RSA key in PKCS 8 as private_key, but it is none");
        }
    }

    /**
     * RFC 7523: a JSON web token, signed by RS256, that the provider gives an access token for.
     *
     * @param now by the house clock
     */
    String assertion(Instant now) {
        String head = "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"" + keyId + "\"}";
        String claims = "{\"iss\":\"" + email + "\",\"scope\":\"" + SCOPE + "\",\"aud\":\"" + tokenUri + "\",\"iat\":"
                + now.getEpochSecond() + ",\"exp\":" + now.plus(VALID_FOR).getEpochSecond() + "}";
        return signed(encoded(head) + '.' + encoded(claims));
    }

    /** @return with the signature behind it */
    String signed(String text) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return text + '.' + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Expected to sign with the key of the service account, but could not", e);
        }
    }

    private static String encoded(String json) {
        return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    /** Never the key. */
    @Override
    public String toString() {
        return "project=" + project;
    }
}
