package dev.janji.actors.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MigrationTest {

    @Test
    void shouldListEveryFileOfTheFolder() throws Exception {
        // given
        List<String> files;
        try (Stream<Path> folder = Files.list(Path.of("src/main/resources/cql"))) {
            files = folder.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".cql"))
                    .sorted()
                    .toList();
        }
        // when, then
        assertThat(Migration.all()).extracting(Migration::name).isEqualTo(files);
        assertThat(Migration.all())
                .allSatisfy(migration -> assertThat(migration.statements("ks"))
                        .isNotEmpty()
                        .allMatch(statement -> statement.startsWith("CREATE TABLE IF NOT EXISTS ks.")));
    }

    @Test
    void shouldRefuseAGapOrAnotherName() {
        assertThatThrownBy(() ->
                        Migration.inOrder(List.of(Migration.of("0001-a.cql", ""), Migration.of("0003-c.cql", ""))))
                .hasMessageContaining("0003-c.cql");
        assertThatThrownBy(() -> Migration.of("1-a.cql", "")).hasMessageContaining("1-a.cql");
    }

    @Test
    void shouldHaveTheSameChecksumWhateverTheLineEndsAre() {
        assertThat(Migration.of("0001-a.cql", "a\r\nb").checksum())
                .isEqualTo(Migration.of("0001-a.cql", "a\nb").checksum())
                .isNotEqualTo(Migration.of("0001-a.cql", "a b").checksum());
    }
}
