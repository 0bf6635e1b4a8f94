package dev.janji.gateways.letter.field;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.gateways.contract.Answers;
import dev.janji.gateways.contract.ContractClock;
import dev.janji.gateways.letter.sftp.OpenSshServer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cases to a real OpenSSH server. */
final class OpenSshIT {
    @TempDir
    private Path home;

    private FieldFolder folder;

    @AfterEach
    void stop() {
        if (folder != null) {
            folder.close();
        }
    }

    @Test
    void shouldBringCaseAndRecallToTheFieldSystemsServer() throws Exception {
        try (OpenSshServer server = new OpenSshServer(Files.createDirectories(home.resolve("ssh")))) {
            folder = FieldFolder.start(
                    FieldFolderTest.settings(
                            home,
                            "host = 127.0.0.1, port = " + server.port() + ", username = "
                                    + System.getProperty("user.name")
                                    + ", key-file = \"" + server.clientKey() + "\", key-passphrase = \""
                                    + server.passphrase()
                                    + "\", known-hosts = \"" + server.knownHosts() + "\", every = 200 ms"),
                    new ContractClock());
            Path there = server.files().resolve("ready");

            Answers.get(folder.hand(FieldFolderTest.handed(FieldFolderTest.WORDS)));
            Answers.await(
                    "the case to be brought",
                    () -> folder.courier().orElseThrow().count("delivered") == 1);
            assertThat(FieldFolderTest.in(there)).containsExactly("acme-" + FieldFolderTest.REFERENCE);
            assertThat(FieldFolderTest.in(there.resolve("acme-" + FieldFolderTest.REFERENCE)))
                    .containsExactly("case.json", "letter.pdf", "manifest.csv");
            Answers.get(folder.recall(FieldFolderTest.recalled()));
            Answers.await(
                    "the recall to be brought",
                    () -> folder.courier().orElseThrow().count("delivered") == 2);

            assertThat(FieldFolderTest.in(there))
                    .containsExactly(
                            "acme-" + FieldFolderTest.REFERENCE, "acme-" + FieldFolderTest.REFERENCE + "-recall");
            assertThat(FieldFolderTest.in(home.resolve("field/sent")))
                    .as("no file of the case stays here")
                    .containsExactly("acme-" + FieldFolderTest.REFERENCE + "-recall");
        }
    }
}
