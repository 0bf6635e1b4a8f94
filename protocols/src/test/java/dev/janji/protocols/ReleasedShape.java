package dev.janji.protocols;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What readers of stored bytes rely on, one line a fact: messages, fields with number, name and type, enum values. */
final class ReleasedShape {
    private final List<String> lines = new ArrayList<>();

    static List<String> of(List<FileDescriptorProto> files, String family) {
        ReleasedShape shape = new ReleasedShape();
        for (FileDescriptorProto file : files) {
            if (file.getPackage().equals(family)) {
                file.getMessageTypeList().forEach(message -> shape.message(family, message));
                file.getEnumTypeList().forEach(type -> shape.enumeration(family, type));
            }
        }
        return List.copyOf(shape.lines);
    }

    private void message(String scope, DescriptorProto message) {
        String name = scope + "." + message.getName();
        lines.add("message " + name);
        for (FieldDescriptorProto field : message.getFieldList()) {
            lines.add("field " + name + " " + field.getNumber() + " " + field.getName() + " " + type(message, field));
        }
        message.getNestedTypeList().forEach(nested -> message(name, nested));
        message.getEnumTypeList().forEach(nested -> enumeration(name, nested));
    }

    private void enumeration(String scope, EnumDescriptorProto type) {
        String name = scope + "." + type.getName();
        lines.add("enum " + name);
        type.getValueList()
                .forEach(value -> lines.add("value " + name + " " + value.getNumber() + " " + value.getName()));
    }

    private static String type(DescriptorProto message, FieldDescriptorProto field) {
        StringBuilder text = new StringBuilder();
        if (field.getLabel() == FieldDescriptorProto.Label.LABEL_REPEATED) {
            text.append("repeated ");
        } else if (field.getProto3Optional()) {
            text.append("optional ");
        } else if (field.hasOneofIndex()) {
            text.append("oneof ")
                    .append(message.getOneofDecl(field.getOneofIndex()).getName())
                    .append(' ');
        }
        String plain = field.getType().name().replaceFirst("^TYPE_", "").toLowerCase(Locale.ROOT);
        return text.append(field.hasTypeName() ? field.getTypeName().substring(1) : plain)
                .toString();
    }
}
