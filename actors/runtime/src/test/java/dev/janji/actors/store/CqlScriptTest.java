package dev.janji.actors.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CqlScriptTest {

    @Test
    void shouldSplitAtSemicolonsOutsideOfCommentsAndQuotes() {
        // given
        String text = """
                -- first; not a statement
                CREATE TABLE a (id int PRIMARY KEY) WITH comment = 'a; b -- c''s /* d */';
                // second; not a statement
                /* third;
                   not a statement */
                INSERT INTO "odd;name" (id) VALUES (1) ;
                ;
                """;
        // when, then
        assertThat(CqlScript.statementsOf(text))
                .containsExactly(
                        "CREATE TABLE a (id int PRIMARY KEY) WITH comment = 'a; b -- c''s /* d */'",
                        "INSERT INTO \"odd;name\" (id) VALUES (1)");
    }

    @Test
    void shouldRefuseQuotedTextThatDoesNotEnd() {
        assertThatThrownBy(() -> CqlScript.statementsOf("SELECT 'a")).isInstanceOf(IllegalArgumentException.class);
    }
}
