package dev.janji.protocols;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumValueDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.MethodDescriptorProto;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ProtoLintTest {

    @Test
    void shouldFindNothingWhenTheFilesKeepTheRules() throws IOException {
        List<FileDescriptorProto> files = Descriptors.ours();

        assertThat(files)
                .extracting(FileDescriptorProto::getPackage)
                .contains("janji.lender.v1", "janji.journal.v1", "janji.simulation.v1");
        assertThat(ProtoLint.findings(files)).isEmpty();
    }

    @Test
    void shouldFindEachBreachWhenAFileIsWrongInEveryWay() {
        // given
        FileDescriptorProto wrong = FileDescriptorProto.newBuilder()
                .setName("janji/elsewhere/BadName.proto")
                .setPackage("janji.wrong")
                .setSyntax("proto2")
                .addMessageType(DescriptorProto.newBuilder()
                        .setName("bad_message")
                        .addField(FieldDescriptorProto.newBuilder()
                                .setName("badField")
                                .setNumber(1)))
                .addEnumType(EnumDescriptorProto.newBuilder()
                        .setName("CallState")
                        .addValue(EnumValueDescriptorProto.newBuilder()
                                .setName("RINGING")
                                .setNumber(0)))
                .addService(ServiceDescriptorProto.newBuilder()
                        .setName("Calls")
                        .addMethod(rpc("Dial", ".janji.wrong.Thing", ".janji.wrong.DialResponse"))
                        .addMethod(rpc("HangUp", ".janji.wrong.HangUpRequest", ".janji.wrong.DialResponse")))
                .build();

        // when
        List<String> findings = ProtoLint.findings(List.of(wrong));

        // then
        assertThat(String.join("\n", findings))
                .contains("syntax proto3")
                .contains("its package to be its directory")
                .contains("a package that ends in a version")
                .contains("BadName.proto: expected a lower_snake_case name")
                .contains("java_package")
                .contains("java_multiple_files")
                .contains("bad_message: expected an UpperCamelCase name")
                .contains("badField: expected a lower_snake_case name")
                .contains("the zero value CALL_STATE_UNSPECIFIED")
                .contains("RINGING: expected the prefix CALL_STATE_")
                .contains("a message DialRequest of its own, not Thing")
                .contains("DialResponse to be used by one RPC, not also by janji.wrong.Calls.Dial Response");
    }

    private static MethodDescriptorProto rpc(String name, String request, String response) {
        return MethodDescriptorProto.newBuilder()
                .setName(name)
                .setInputType(request)
                .setOutputType(response)
                .build();
    }
}
