package dev.janji.actors.journal.keys;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Set;

/**
 * The key that the debtors' keys are wrapped with: a Tink key set in a file. Every wrapped key names the master key it was wrapped with, so
 * a new one can be added to the file as the primary while the old ones still unwrap. Immutable and thread-safe.
 */
public final class MasterKey {
    static {
        try {
            AeadConfig.register();
        } catch (GeneralSecurityException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Aead aead;

    private MasterKey(Aead aead) {
        this.aead = aead;
    }

    /** @throws IllegalStateException when it is not there, is none, or others may read it */
    public static MasterKey load(Path file) {
        try {
            demandPrivate(file);
            return of(TinkJsonProtoKeysetFormat.parseKeyset(Files.readString(file), InsecureSecretKeyAccess.get()));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("Expected the master key in " + file + ", but it cannot be read", e);
        }
    }

    /** For development: creates the file, readable for its owner only, when it is not there. Safe when several processes do. */
    public static MasterKey loadOrCreate(Path file) {
        if (!Files.exists(file)) {
            create(file);
        }
        return load(file);
    }

    static MasterKey of(KeysetHandle keys) throws GeneralSecurityException {
        return new MasterKey(keys.getPrimitive(RegistryConfiguration.get(), Aead.class));
    }

    byte[] wrap(byte[] key, String entityId) throws GeneralSecurityException {
        return aead.encrypt(key, entityId.getBytes(StandardCharsets.UTF_8));
    }

    byte[] unwrap(byte[] wrapped, String entityId) throws GeneralSecurityException {
        return aead.decrypt(wrapped, entityId.getBytes(StandardCharsets.UTF_8));
    }

    private static void create(Path file) {
        try {
            String keys = TinkJsonProtoKeysetFormat.serializeKeyset(
                    KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM), InsecureSecretKeyAccess.get());
            Path folder = file.toAbsolutePath().getParent();
            Files.createDirectories(folder);
            Path written = Files.createTempFile(
                    folder,
                    ".master-key",
                    "",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try {
                Files.writeString(written, keys);
                Files.createLink(file, written);
            } catch (FileAlreadyExistsException e) {
                return;
            } finally {
                Files.delete(written);
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Expected to make a master key, but it failed", e);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to create the master key " + file + ", but it failed", e);
        }
    }

    private static void demandPrivate(Path file) throws IOException {
        if (!Files.getFileStore(file).supportsFileAttributeView("posix")) {
            return;
        }
        Set<PosixFilePermission> allowed = Files.getPosixFilePermissions(file);
        if (allowed.contains(PosixFilePermission.OTHERS_READ) || allowed.contains(PosixFilePermission.OTHERS_WRITE)) {
            throw new IllegalStateException("Expected the master key " + file
                    + " to be readable for its owner only, but it is " + PosixFilePermissions.toString(allowed));
        }
    }
}
