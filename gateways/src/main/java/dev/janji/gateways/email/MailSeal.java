package dev.janji.gateways.email;

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
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes of a few bytes a word that only this installation can make or read: the same for the same bytes, opaque to everybody else. The tag that proves it is
 * also the nonce that hides it (a synthetic nonce, as RFC 5297 has one), so it costs {@value #TAG_BYTES} bytes. Thread-safe.
 */
final class MailSeal {
    /** What a word is for; one made for the one purpose is none for the other. */
    enum Purpose {
        MESSAGE_ID,
        BOUNCE,
        UNSUBSCRIBE
    }

    /** 96 bits: whoever tries a billion mails a second for a century has not found one. */
    static final int TAG_BYTES = 12;

    private static final int KEY_BYTES = 32;
    private static final int BLOCK_BYTES = 16;
    private static final int LONGEST_WORD = 512;
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec proving;
    private final SecretKeySpec hiding;

    private MailSeal(byte[] key) {
        this.proving = new SecretKeySpec(mac(new SecretKeySpec(key, ALGORITHM), new byte[] {1}), ALGORITHM);
        this.hiding = new SecretKeySpec(mac(new SecretKeySpec(key, ALGORITHM), new byte[] {2}), "AES");
    }

    /**
     * @param file holds the key; made, readable for its owner only, when there is none
     * @throws UncheckedIOException when it can be neither read nor made, or is no key
     */
    static MailSeal in(Path file) {
        try {
            if (!Files.exists(file)) {
                make(file);
            }
            byte[] key = Files.readAllBytes(file);
            if (key.length != KEY_BYTES) {
                throw new IOException("Expected a key of " + KEY_BYTES + " bytes, but found " + key.length);
            }
            return new MailSeal(key);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected the key of our mails in " + file + ", but could not read it", e);
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
        Path fresh = Files.createTempFile(folder, "email", ".key", own);
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

    /** @return letters, digits, {@code -} and {@code _}: four for each three bytes */
    String seal(Purpose purpose, byte[] content) {
        byte[] tag = tag(purpose, content);
        byte[] hidden = cipher(tag, content);
        byte[] word = Arrays.copyOf(tag, TAG_BYTES + hidden.length);
        System.arraycopy(hidden, 0, word, TAG_BYTES, hidden.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(word);
    }

    /** @return empty for what this installation did not make for this purpose */
    Optional<byte[]> open(Purpose purpose, String word) {
        if (word.length() > LONGEST_WORD) {
            return Optional.empty();
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(word);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (bytes.length <= TAG_BYTES) {
            return Optional.empty();
        }
        byte[] tag = Arrays.copyOf(bytes, TAG_BYTES);
        byte[] content = cipher(tag, Arrays.copyOfRange(bytes, TAG_BYTES, bytes.length));
        return MessageDigest.isEqual(tag, tag(purpose, content)) ? Optional.of(content) : Optional.empty();
    }

    private byte[] tag(Purpose purpose, byte[] content) {
        byte[] named = new byte[content.length + 1];
        named[0] = (byte) purpose.ordinal();
        System.arraycopy(content, 0, named, 1, content.length);
        return Arrays.copyOf(mac(proving, named), TAG_BYTES);
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
