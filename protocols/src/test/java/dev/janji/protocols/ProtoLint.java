package dev.janji.protocols;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.MethodDescriptorProto;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Buf's standard rules over descriptors, so that no tool must be fetched. One is excepted: services carry the names of
 * the words they speak about (LenderEvents, Debtors) and no Service suffix. Confined to one thread.
 */
final class ProtoLint {
    private static final String LOWER_SNAKE = "[a-z][a-z0-9]*(_[a-z0-9]+)*";
    private static final String UPPER_CAMEL = "([A-Z][a-z0-9]*)+";
    private static final String UPPER_SNAKE = "[A-Z][A-Z0-9]*(_[A-Z0-9]+)*";

    private final List<String> findings = new ArrayList<>();
    private final Map<String, String> rpcOfMessage = new HashMap<>();

    static List<String> findings(List<FileDescriptorProto> files) {
        ProtoLint lint = new ProtoLint();
        files.forEach(lint::file);
        return List.copyOf(lint.findings);
    }

    private void file(FileDescriptorProto file) {
        String name = file.getName();
        String directory = name.substring(0, Math.max(0, name.lastIndexOf('/')));
        demand(file.getSyntax().equals("proto3"), name, "syntax proto3");
        demand(file.getPackage().replace('.', '/').equals(directory), name, "its package to be its directory");
        demand(file.getPackage().matches("[a-z0-9.]+\\.v[1-9][0-9]*"), name, "a package that ends in a version");
        demand(
                name.substring(name.lastIndexOf('/') + 1).matches(LOWER_SNAKE + "\\.proto"),
                name,
                "a lower_snake_case name");
        demand(
                file.getOptions()
                        .getJavaPackage()
                        .equals(file.getPackage().replaceFirst("^janji\\.", "dev.janji.protocols.")),
                name,
                "java_package dev.janji.protocols.<family>.<version>");
        demand(file.getOptions().getJavaMultipleFiles(), name, "java_multiple_files");
        demand(file.getPublicDependencyCount() + file.getWeakDependencyCount() == 0, name, "no public or weak import");
        file.getMessageTypeList().forEach(message -> message(file.getPackage(), message));
        file.getEnumTypeList().forEach(type -> enumeration(file.getPackage(), type));
        file.getServiceList().forEach(service -> service(file.getPackage(), service));
    }

    private void message(String scope, DescriptorProto message) {
        String name = scope + "." + message.getName();
        if (message.getOptions().getMapEntry()) {
            return;
        }
        demand(message.getName().matches(UPPER_CAMEL), name, "an UpperCamelCase name");
        for (FieldDescriptorProto field : message.getFieldList()) {
            demand(field.getName().matches(LOWER_SNAKE), name + "." + field.getName(), "a lower_snake_case name");
        }
        message.getOneofDeclList()
                .forEach(oneof -> demand(
                        oneof.getName().matches("_?" + LOWER_SNAKE),
                        name + "." + oneof.getName(),
                        "a lower_snake_case name"));
        message.getNestedTypeList().forEach(nested -> message(name, nested));
        message.getEnumTypeList().forEach(nested -> enumeration(name, nested));
    }

    private void enumeration(String scope, EnumDescriptorProto type) {
        String name = scope + "." + type.getName();
        String prefix = upperSnake(type.getName()) + "_";
        demand(type.getName().matches(UPPER_CAMEL), name, "an UpperCamelCase name");
        demand(!type.getOptions().getAllowAlias(), name, "no alias");
        demand(
                type.getValueCount() > 0
                        && type.getValue(0).getNumber() == 0
                        && type.getValue(0).getName().equals(prefix + "UNSPECIFIED"),
                name,
                "the zero value " + prefix + "UNSPECIFIED");
        type.getValueList().forEach(value -> {
            demand(value.getName().matches(UPPER_SNAKE), name + "." + value.getName(), "an UPPER_SNAKE_CASE name");
            demand(value.getName().startsWith(prefix), name + "." + value.getName(), "the prefix " + prefix);
        });
    }

    private void service(String scope, ServiceDescriptorProto service) {
        String name = scope + "." + service.getName();
        demand(service.getName().matches(UPPER_CAMEL), name, "an UpperCamelCase name");
        for (MethodDescriptorProto rpc : service.getMethodList()) {
            String rpcName = name + "." + rpc.getName();
            demand(rpc.getName().matches(UPPER_CAMEL), rpcName, "an UpperCamelCase name");
            words(service, rpc, rpcName, rpc.getInputType(), "Request");
            words(service, rpc, rpcName, rpc.getOutputType(), "Response");
        }
    }

    private void words(
            ServiceDescriptorProto service, MethodDescriptorProto rpc, String rpcName, String type, String suffix) {
        String simple = type.substring(type.lastIndexOf('.') + 1);
        demand(
                simple.equals(rpc.getName() + suffix) || simple.equals(service.getName() + rpc.getName() + suffix),
                rpcName,
                "a message " + rpc.getName() + suffix + " of its own, not " + simple);
        String other = rpcOfMessage.putIfAbsent(type, rpcName + " " + suffix);
        demand(other == null, rpcName, simple + " to be used by one RPC, not also by " + other);
    }

    private void demand(boolean holds, String where, String what) {
        if (!holds) {
            findings.add(where + ": expected " + what);
        }
    }

    private static String upperSnake(String upperCamel) {
        return upperCamel
                .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .replaceAll("([A-Z])([A-Z][a-z])", "$1_$2")
                .toUpperCase(Locale.ROOT);
    }
}
