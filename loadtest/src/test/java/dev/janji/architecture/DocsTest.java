package dev.janji.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages say what is there. */
final class DocsTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern GLOSSARY_ROW =
            Pattern.compile("\\| ([^|]+) \\|[^|]+\\|[^|]*\\|(?: `([A-Za-z.]+)`)? \\|");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(#[^)]*)?\\)");

    @Test
    void shouldNameTypesThatExistWhenTheGlossarySaysSo() throws IOException {
        Set<String> types = House.mainClasses().stream()
                .map(JavaClass::getFullName)
                .map(name -> name.replace('$', '.'))
                .collect(Collectors.toSet());

        List<Matcher> rows = glossary();

        assertThat(rows).hasSizeGreaterThan(30);
        assertThat(rows)
                .extracting(row -> row.group(2))
                .filteredOn(type -> type != null)
                .allSatisfy(type -> assertThat(types).contains("dev.janji." + type));
    }

    @Test
    void shouldListTheWordsInAlphabeticalOrder() throws IOException {
        assertThat(glossary())
                .extracting(row -> row.group(1).toLowerCase(Locale.ROOT))
                .isSorted();
    }

    @Test
    void shouldLinkToPagesThatExist() throws IOException {
        List<String> dead = new ArrayList<>();
        for (Path page : pages()) {
            Matcher link = LINK.matcher(Files.readString(page));
            while (link.find()) {
                if (!Files.exists(page.resolveSibling(link.group(1)))) {
                    dead.add(ROOT.relativize(page) + " -> " + link.group(1));
                }
            }
        }

        assertThat(dead).isEmpty();
    }

    private static List<Matcher> glossary() throws IOException {
        return Files.readAllLines(ROOT.resolve("docs/glossary.md")).stream()
                .map(GLOSSARY_ROW::matcher)
                .filter(Matcher::matches)
                .filter(row -> !row.group(1).equals("Term") && !row.group(1).startsWith("---"))
                .toList();
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"));
                Stream<Path> top = Files.list(ROOT)) {
            return Stream.concat(docs, top)
                    .filter(path -> path.toString().endsWith(".md"))
                    .toList();
        }
    }
}
