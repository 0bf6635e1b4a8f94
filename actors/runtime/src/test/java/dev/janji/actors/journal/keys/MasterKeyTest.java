package dev.janji.actors.journal.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MasterKeyTest {
    private static final byte[] DATA_KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private Path folder;

    @Test
    void shouldUnwrapWhatItWrappedAfterAReload() throws Exception {
        // given
        Path file = folder.resolve("deep/master-key.json");
        byte[] wrapped = MasterKey.loadOrCreate(file).wrap(DATA_KEY, "bank-a~D-1");

        // then
        assertThat(MasterKey.loadOrCreate(file).unwrap(wrapped, "bank-a~D-1")).isEqualTo(DATA_KEY);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void shouldNotUnwrapTheKeyOfAnotherDebtor() throws Exception {
        // given
        MasterKey master = MasterKey.loadOrCreate(folder.resolve("k"));
        byte[] wrapped = master.wrap(DATA_KEY, "bank-a~D-1");

        // then
        assertThatThrownBy(() -> master.unwrap(wrapped, "bank-a~D-2")).isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void shouldStillUnwrapAfterANewMasterKeyWasAdded() throws Exception {
        // given
        Path file = folder.resolve("k");
        byte[] old = MasterKey.loadOrCreate(file).wrap(DATA_KEY, "bank-a~D-1");
        KeysetHandle first =
                TinkJsonProtoKeysetFormat.parseKeyset(Files.readString(file), InsecureSecretKeyAccess.get());

        // when
        KeysetHandle both = KeysetHandle.newBuilder(first)
                .addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                        .withRandomId()
                        .makePrimary())
                .build();
        Files.writeString(file, TinkJsonProtoKeysetFormat.serializeKeyset(both, InsecureSecretKeyAccess.get()));
        MasterKey rotated = MasterKey.load(file);
        byte[] wrapped = rotated.wrap(DATA_KEY, "bank-a~D-1");

        // then
        assertThat(rotated.unwrap(old, "bank-a~D-1")).isEqualTo(DATA_KEY);
        assertThat(rotated.unwrap(wrapped, "bank-a~D-1")).isEqualTo(DATA_KEY);
        assertThat(List.of(wrapped[1], wrapped[2], wrapped[3], wrapped[4]))
                .as("the id of the master key that it was wrapped with")
                .isNotEqualTo(List.of(old[1], old[2], old[3], old[4]));
    }

    @Test
    void shouldMakeOneKeyWhenSeveralProcessesStartAtOnce() throws Exception {
        // given
        Path file = folder.resolve("k");

        // when
        List<MasterKey> keys = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> MasterKey.loadOrCreate(file))
                .toList();

        // then
        byte[] wrapped = keys.get(0).wrap(DATA_KEY, "bank-a~D-1");
        for (MasterKey key : keys) {
            assertThat(key.unwrap(wrapped, "bank-a~D-1")).isEqualTo(DATA_KEY);
        }
    }

    @Test
    void shouldRefuseAFileThatOthersMayRead() throws Exception {
        // given
        Path file = folder.resolve("k");
        MasterKey.loadOrCreate(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        // then
        assertThatThrownBy(() -> MasterKey.load(file))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("readable for its owner only");
    }

    @Test
    void shouldNotGoOnWithANewKeyWhenTheOldOneIsGone() {
        // given
        KeySettings settings = KeySettings.from(
                ConfigFactory.parseString("janji.actors.keys.master-key-file = \"" + folder.resolve("gone") + "\"")
                        .withFallback(ConfigFactory.parseResources("janji-journal.conf")));

        // then
        assertThatThrownBy(settings::masterKey)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("gone");
    }

    @Test
    void shouldNameTheKeyWhenTheConfigurationIsWrong() {
        assertThatThrownBy(() -> KeySettings.from(ConfigFactory.parseString(
                        "janji.actors.keys { master-key-file = \" \", create-master-key = off }")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("janji.actors.keys.master-key-file");
    }
}
