package dev.janji.protocols;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The journal is read for ever: what {@code released/journal-v1.txt} lists may be added to, never changed or removed. */
final class JournalReleasedShapeTest {
    private static final Path RELEASED = Path.of("src/test/resources/released/journal-v1.txt");
    private static final String HOW_TO_APPEND =
            "New parts of the journal must be listed as released. If they are meant, append them by"
                    + " `mvn test -pl protocols -Dtest=JournalReleasedShapeTest -Dupdate` and commit " + RELEASED;
    private static final String HOW_TO_REPAIR =
            "Stored bytes rely on these lines of " + RELEASED + ". Put the old parts back and add new ones beside them,"
                    + " with numbers of their own; docs/adr/0005-two-release-wire-changes.md says how";

    @Test
    void shouldStillHoldEveryReleasedPartOfTheJournal() throws IOException {
        assertThat(lost(released(), current())).as(HOW_TO_REPAIR).isEmpty();
    }

    @Test
    void shouldListEveryPartOfTheJournalAsReleased() throws IOException {
        List<String> unlisted = lost(current(), released());
        if (System.getProperty("update") != null) {
            Files.write(RELEASED, unlisted, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            unlisted = lost(current(), released());
        }

        assertThat(unlisted).as(HOW_TO_APPEND).isEmpty();
    }

    @Test
    void shouldNoticeWhenAFieldIsRenumberedRetypedOrRemoved() {
        // given
        List<String> released = ReleasedShape.of(
                List.of(family(field("amount_minor", 1, FieldDescriptorProto.Type.TYPE_SINT64))), "t.v1");

        // then
        for (FileDescriptorProto changed : List.of(
                family(field("amount_minor", 2, FieldDescriptorProto.Type.TYPE_SINT64)),
                family(field("amount_minor", 1, FieldDescriptorProto.Type.TYPE_INT64)),
                family(field("amount", 1, FieldDescriptorProto.Type.TYPE_SINT64)),
                family(field("other", 3, FieldDescriptorProto.Type.TYPE_SINT64)))) {
            assertThat(lost(released, ReleasedShape.of(List.of(changed), "t.v1")))
                    .containsExactly("field t.v1.Paid 1 amount_minor sint64");
        }
    }

    private static List<String> current() throws IOException {
        return ReleasedShape.of(Descriptors.ours(), "janji.journal.v1");
    }

    private static List<String> released() throws IOException {
        return Files.exists(RELEASED) ? Files.readAllLines(RELEASED) : List.of();
    }

    private static List<String> lost(List<String> before, List<String> now) {
        List<String> lost = new ArrayList<>(before);
        lost.removeAll(now);
        return lost;
    }

    private static FileDescriptorProto family(FieldDescriptorProto field) {
        return FileDescriptorProto.newBuilder()
                .setPackage("t.v1")
                .addMessageType(DescriptorProto.newBuilder().setName("Paid").addField(field))
                .build();
    }

    private static FieldDescriptorProto field(String name, int number, FieldDescriptorProto.Type type) {
        return FieldDescriptorProto.newBuilder()
                .setName(name)
                .setNumber(number)
                .setType(type)
                .setLabel(FieldDescriptorProto.Label.LABEL_OPTIONAL)
                .build();
    }
}
