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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The journal and the log are read for ever: what {@code released} lists of them may be added to, never changed or removed. */
final class JournalReleasedShapeTest {
    private static final String HOW_TO_APPEND =
            "New parts must be listed as released. If they are meant, append them by"
                    + " `mvn test -pl protocols -Dtest=JournalReleasedShapeTest -Dupdate` and commit ";
    private static final String HOW_TO_REPAIR =
            "Stored bytes rely on these lines. Put the old parts back and add new ones"
                    + " beside them, with numbers of their own; docs/adr/0005-two-release-wire-changes.md says how: ";

    @ParameterizedTest
    @ValueSource(strings = {"journal", "eventlog"})
    void shouldStillHoldEveryReleasedPart(String family) throws IOException {
        assertThat(lost(released(family), current(family)))
                .as(HOW_TO_REPAIR + file(family))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"journal", "eventlog"})
    void shouldListEveryPartAsReleased(String family) throws IOException {
        List<String> unlisted = lost(current(family), released(family));
        if (System.getProperty("update") != null) {
            Files.write(file(family), unlisted, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            unlisted = lost(current(family), released(family));
        }

        assertThat(unlisted).as(HOW_TO_APPEND + file(family)).isEmpty();
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

    private static Path file(String family) {
        return Path.of("src/test/resources/released", family + "-v1.txt");
    }

    private static List<String> current(String family) throws IOException {
        return ReleasedShape.of(Descriptors.ours(), "janji." + family + ".v1");
    }

    private static List<String> released(String family) throws IOException {
        return Files.exists(file(family)) ? Files.readAllLines(file(family)) : List.of();
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
