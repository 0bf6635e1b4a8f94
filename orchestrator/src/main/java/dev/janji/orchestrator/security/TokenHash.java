package dev.janji.orchestrator.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 of a bearer token: all that the server keeps of it. A token has 256 random bits, so a plain hash can't be guessed back.
 * Immutable.
 */
public final class TokenHash {
    private static final int BYTES = 32;

    private final byte[] sha256;

    private TokenHash(byte[] sha256) {
        this.sha256 = sha256;
    }

    public static TokenHash of(String token) {
        try {
            return new TokenHash(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected SHA-256 in every JDK, but it is missing", e);
        }
    }

    /** @throws IllegalArgumentException when the text is not 64 hexadecimal digits */
    public static TokenHash parse(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex.strip());
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException(
                    "Expected 64 hexadecimal digits of a SHA-256, but got " + bytes.length * 2);
        }
        return new TokenHash(bytes);
    }

    /** Compares in a time that does not depend on where the two differ. */
    public boolean matches(TokenHash other) {
        return MessageDigest.isEqual(sha256, other.sha256);
    }

    /** 64 hexadecimal digits. */
    public String hex() {
        return HexFormat.of().formatHex(sha256);
    }

    @Override
    public String toString() {
        return "TokenHash";
    }
}
