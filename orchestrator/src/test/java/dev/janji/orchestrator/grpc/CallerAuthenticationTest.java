package dev.janji.orchestrator.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Empty;
import com.google.protobuf.StringValue;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.id.PersonId;
import dev.janji.orchestrator.security.Caller;
import dev.janji.orchestrator.security.DevelopmentCredentials;
import io.grpc.CallOptions;
import io.grpc.ClientInterceptors;
import io.grpc.InsecureChannelCredentials;
import io.grpc.InsecureServerCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may use which services, and how it is told when it may not. */
class CallerAuthenticationTest {
    private static final Caller BANK = new Caller.OfLender(new LenderId("bank-a"));
    private static final Caller AYU = new Caller.OfOperator(new PersonId("ayu"));
    private static final String OF_LENDERS = "janji.lender.v1.WhoAmI";
    private static final String OF_OPERATORS = "janji.operator.v1.WhoAmI";
    private static final String OPEN = "open.WhoAmI";

    @TempDir
    Path folder;

    private Server server;
    private ManagedChannel channel;

    @BeforeEach
    void start() throws Exception {
        DevelopmentCredentials credentials = DevelopmentCredentials.in(folder, List.of(BANK, AYU));
        server = NettyServerBuilder.forAddress(
                        new InetSocketAddress("127.0.0.1", 0), InsecureServerCredentials.create())
                .directExecutor()
                .addService(
                        service(OF_LENDERS, () -> CallerAuthentication.lender().value()))
                .addService(service(
                        OF_OPERATORS, () -> CallerAuthentication.person().value()))
                .addService(service(OPEN, () -> "anybody"))
                .intercept(new CallerAuthentication(credentials.credentials(), Set.of(OPEN)))
                .build()
                .start();
        channel = NettyChannelBuilder.forAddress("127.0.0.1", server.getPort(), InsecureChannelCredentials.create())
                .build();
    }

    @AfterEach
    void stop() throws Exception {
        channel.shutdownNow();
        server.shutdownNow().awaitTermination(60, TimeUnit.SECONDS);
    }

    @Test
    void shouldLetEverybodyUseItsOwnServices() throws Exception {
        assertThat(call(OF_LENDERS, token(BANK))).isEqualTo("bank-a");
        assertThat(call(OF_OPERATORS, token(AYU))).isEqualTo("ayu");
        assertThat(call(OPEN, "")).isEqualTo("anybody");
    }

    @Test
    void shouldDenyTheServicesOfTheOthers() throws Exception {
        assertThat(refusal(OF_OPERATORS, token(BANK)))
                .isEqualTo(new Refusal(Code.PERMISSION_DENIED, TransportFault.OPERATOR_REQUIRED.name()));
        assertThat(refusal(OF_LENDERS, token(AYU)))
                .isEqualTo(new Refusal(Code.PERMISSION_DENIED, TransportFault.LENDER_REQUIRED.name()));
    }

    @Test
    void shouldKnowNobodyByAWrongToken() throws Exception {
        assertThat(refusal(OF_OPERATORS, "wrong"))
                .isEqualTo(new Refusal(Code.UNAUTHENTICATED, TransportFault.CREDENTIAL_UNKNOWN.name()));
        assertThat(refusal(OF_OPERATORS, ""))
                .isEqualTo(new Refusal(Code.UNAUTHENTICATED, TransportFault.CREDENTIAL_MISSING.name()));
    }

    private record Refusal(Code code, String reason) {}

    private Refusal refusal(String service, String token) throws Exception {
        StatusRuntimeException refused = catchThrowableOfType(StatusRuntimeException.class, () -> call(service, token));
        Status status = StatusProto.fromThrowable(refused);
        return new Refusal(
                Code.forNumber(status.getCode()),
                status.getDetails(0).unpack(ErrorInfo.class).getReason());
    }

    private String call(String service, String token) {
        Metadata headers = new Metadata();
        if (!token.isEmpty()) {
            headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + token);
        }
        return ClientCalls.blockingUnaryCall(
                        ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers)),
                        method(service),
                        CallOptions.DEFAULT,
                        Empty.getDefaultInstance())
                .getValue();
    }

    private String token(Caller caller) throws Exception {
        return Files.readString(DevelopmentCredentials.home(folder, caller).resolve("token"))
                .strip();
    }

    private static ServerServiceDefinition service(String name, Supplier<String> who) {
        return ServerServiceDefinition.builder(name)
                .addMethod(
                        method(name),
                        ServerCalls.asyncUnaryCall((Empty request, StreamObserver<StringValue> answers) -> {
                            answers.onNext(StringValue.of(who.get()));
                            answers.onCompleted();
                        }))
                .build();
    }

    private static MethodDescriptor<Empty, StringValue> method(String service) {
        return MethodDescriptor.<Empty, StringValue>newBuilder()
                .setType(MethodDescriptor.MethodType.UNARY)
                .setFullMethodName(MethodDescriptor.generateFullMethodName(service, "Ask"))
                .setRequestMarshaller(ProtoUtils.marshaller(Empty.getDefaultInstance()))
                .setResponseMarshaller(ProtoUtils.marshaller(StringValue.getDefaultInstance()))
                .build();
    }
}
