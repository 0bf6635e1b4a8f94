package dev.janji.gateways.once;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes of a number or device token what may stand in a log: a keyed hash, the same for the same address, from which nobody without the key finds the address. Thread-safe.
 */
final class AddressKey {
    private static final String FILE = "number.key";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_LENGTH = 32;
    private static final int KEPT_BYTES = 12;

    private final SecretKeySpec key;

    private AddressKey(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /** The key of a log, which is made when there is none, readable for its owner only. */
    static AddressKey in(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            byte[] fresh = new byte[KEY_LENGTH];
            new SecureRandom().nextBytes(fresh);
            if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.write(file, fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        }
        byte[] key = Files.readAllBytes(file);
        if (key.length != KEY_LENGTH) {
            throw new IOException(
                    "Expected a key of " + KEY_LENGTH + " bytes in " + file + ", but found " + key.length);
        }
        return new AddressKey(key);
    }

    /** @param number in international form; a leading plus makes no difference */
    String hash(String number) {
        String digits = number.startsWith("+") ? number.substring(1) : number;
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] whole = mac.doFinal(digits.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(whole, KEPT_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Expected every JDK to know " + ALGORITHM + ", but this one does not", e);
        }
    }
}
