package dev.janji.actors.seal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes of a few bytes others that only who has the key can make or read: the same for the same bytes, opaque to everybody else. The tag that proves them is
 * also the nonce that hides them (a synthetic nonce, as RFC 5297 has one), so it costs nothing but the tag. Thread-safe.
 */
public final class Seal {
    /** Fewer could be guessed. */
    private static final int LEAST_TAG = 8;

    /** The rest of a block counts. */
    private static final int MOST_TAG = 12;

    private static final int KEY_BYTES = 32;
    private static final int BLOCK_BYTES = 16;
    private static final String ALGORITHM = "HmacSHA256";

    private final int tagBytes;
    private final SecretKeySpec proving;
    private final SecretKeySpec hiding;

    private Seal(byte[] key, int tagBytes) {
        if (tagBytes < LEAST_TAG || tagBytes > MOST_TAG) {
            throw new IllegalArgumentException(
                    "Expected a tag of " + LEAST_TAG + " to " + MOST_TAG + " bytes, but got " + tagBytes);
        }
        this.tagBytes = tagBytes;
        this.proving = new SecretKeySpec(mac(new SecretKeySpec(key, ALGORITHM), new byte[] {1}), ALGORITHM);
        this.hiding = new SecretKeySpec(mac(new SecretKeySpec(key, ALGORITHM), new byte[] {2}), "AES");
    }

    /**
     * @param file holds the key
     * @param tagBytes 8 to 12: how much longer the sealed bytes are
     * @throws UncheckedIOException when it cannot be read, or is no key
     */
    public static Seal in(Path file, int tagBytes) {
        try {
            byte[] key = Files.readAllBytes(file);
            if (key.length != KEY_BYTES) {
                throw new IOException("Expected a key of " + KEY_BYTES + " bytes, but found " + key.length);
            }
            return new Seal(key, tagBytes);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected a key in " + file + ", but could not read it", e);
        }
    }

    /** Like {@link #in}, and makes the key, readable for its owner only, when there is none. */
    public static Seal made(Path file, int tagBytes) {
        try {
            if (!Files.exists(file)) {
                make(file);
            }
            return in(file, tagBytes);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to write a key to " + file + ", but could not", e);
        }
    }

    private static void make(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        boolean posix = folder != null && Files.getFileStore(folder).supportsFileAttributeView("posix");
        FileAttribute<?>[] own = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        Path fresh = Files.createTempFile(folder, "seal", ".key", own);
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        Files.write(fresh, key, StandardOpenOption.WRITE);
        try {
            // Without replacing: of two servers that start at once, the second takes the key of the first.
            Files.move(fresh, file);
        } catch (FileAlreadyExistsException e) {
            Files.delete(fresh);
        }
    }

    /** @param purpose what it is for, 0 to 255; what is made for the one is nothing for another */
    public byte[] seal(int purpose, byte[] content) {
        byte[] tag = tag(purpose, content);
        byte[] hidden = cipher(tag, content);
        byte[] sealed = Arrays.copyOf(tag, tagBytes + hidden.length);
        System.arraycopy(hidden, 0, sealed, tagBytes, hidden.length);
        return sealed;
    }

    /** @return empty for what was not made with this key for this purpose */
    public Optional<byte[]> open(int purpose, byte[] sealed) {
        if (sealed.length <= tagBytes) {
            return Optional.empty();
        }
        byte[] tag = Arrays.copyOf(sealed, tagBytes);
        byte[] content = cipher(tag, Arrays.copyOfRange(sealed, tagBytes, sealed.length));
        return MessageDigest.isEqual(tag, tag(purpose, content)) ? Optional.of(content) : Optional.empty();
    }

    private byte[] tag(int purpose, byte[] content) {
        byte[] named = new byte[content.length + 1];
        named[0] = (byte) purpose;
        System.arraycopy(content, 0, named, 1, content.length);
        return Arrays.copyOf(mac(proving, named), tagBytes);
    }

    private static byte[] mac(SecretKeySpec key, byte[] content) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Expected every JDK to know " + ALGORITHM + ", but this one does not", e);
        }
    }

    private byte[] cipher(byte[] tag, byte[] content) {
        try {
            Cipher aes = Cipher.getInstance("AES/CTR/NoPadding");
            aes.init(Cipher.ENCRYPT_MODE, hiding, new IvParameterSpec(Arrays.copyOf(tag, BLOCK_BYTES)));
            return aes.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Expected every JDK to know AES, but this one does not", e);
        }
    }
}
