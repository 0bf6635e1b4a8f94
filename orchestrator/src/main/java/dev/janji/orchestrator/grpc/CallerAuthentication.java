package dev.janji.orchestrator.grpc;

import dev.janji.domain.id.LenderId;
import dev.janji.domain.id.PersonId;
import dev.janji.orchestrator.security.Caller;
import dev.janji.orchestrator.security.Credentials;
import dev.janji.orchestrator.security.Identification;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.StatusRuntimeException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Set;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * Lets everybody use the services that are meant for it, and says in the call's context who it is: lenders those of lenders, persons of the
 * operator those of {@code janji.operator}. Health and reflection are open. Thread-safe.
 */
public final class CallerAuthentication implements ServerInterceptor {
    /** Begins the full names of the services for persons of the operator. */
    private static final String FOR_OPERATORS = "janji.operator.";

    private static final Context.Key<LenderId> LENDER = Context.key("janji.lender");
    private static final Context.Key<PersonId> PERSON = Context.key("janji.person");
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    private final Credentials credentials;
    private final Set<String> openServices;

    /** @param openServices full names of services that need no credential */
    public CallerAuthentication(Credentials credentials, Set<String> openServices) {
        this.credentials = credentials;
        this.openServices = Set.copyOf(openServices);
    }

    /** The lender of the current call; only inside a call that this interceptor let in. */
    public static LenderId lender() {
        LenderId lender = LENDER.get();
        if (lender == null) {
            throw new IllegalStateException("Expected a lender in the call's context, but the service is an open one");
        }
        return lender;
    }

    /** The person of the operator who makes the current call; only inside a call to a service of {@code janji.operator}. */
    public static PersonId person() {
        PersonId person = PERSON.get();
        if (person == null) {
            throw new IllegalStateException("Expected a person in the call's context, but the service is not for them");
        }
        return person;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        String service = String.valueOf(call.getMethodDescriptor().getServiceName());
        if (openServices.contains(service)) {
            return next.startCall(call, headers);
        }
        boolean forOperators = service.startsWith(FOR_OPERATORS);
        return credentials
                .identify(
                        certificateOf(call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION)),
                        headers.get(AUTHORIZATION))
                .match(new Identification.Cases<>() {
                    @Override
                    public ServerCall.Listener<Q> known(Identification.Known known) {
                        return known.caller().match(new Caller.Cases<>() {
                            @Override
                            public ServerCall.Listener<Q> ofLender(Caller.OfLender lender) {
                                return forOperators
                                        ? refuse(call, TransportFault.OPERATOR_REQUIRED)
                                        : Contexts.interceptCall(
                                                Context.current().withValue(LENDER, lender.lender()),
                                                call,
                                                headers,
                                                next);
                            }

                            @Override
                            public ServerCall.Listener<Q> ofOperator(Caller.OfOperator operator) {
                                return forOperators
                                        ? Contexts.interceptCall(
                                                Context.current().withValue(PERSON, operator.person()),
                                                call,
                                                headers,
                                                next)
                                        : refuse(call, TransportFault.LENDER_REQUIRED);
                            }

                            @Override
                            public ServerCall.Listener<Q> ofAgent(Caller.OfAgent agent) {
                                return refuse(
                                        call,
                                        forOperators
                                                ? TransportFault.OPERATOR_REQUIRED
                                                : TransportFault.LENDER_REQUIRED);
                            }
                        });
                    }

                    @Override
                    public ServerCall.Listener<Q> unknown(Identification.Unknown unknown) {
                        return refuse(call, faultOf(unknown.cause()));
                    }
                });
    }

    private static <Q> ServerCall.Listener<Q> refuse(ServerCall<Q, ?> call, TransportFault why) {
        StatusRuntimeException fault = GrpcErrors.of(why);
        Metadata trailers = fault.getTrailers();
        call.close(fault.getStatus(), trailers == null ? new Metadata() : trailers);
        return new ServerCall.Listener<>() {};
    }

    private static TransportFault faultOf(Identification.Cause cause) {
        return switch (cause) {
            case MISSING -> TransportFault.CREDENTIAL_MISSING;
            case UNRECOGNISED -> TransportFault.CREDENTIAL_UNKNOWN;
            case DISAGREEING -> TransportFault.CREDENTIALS_DISAGREE;
        };
    }

    private static @Nullable X509Certificate certificateOf(@Nullable SSLSession session) {
        if (session == null) {
            return null;
        }
        try {
            Certificate[] chain = session.getPeerCertificates();
            return chain.length > 0 && chain[0] instanceof X509Certificate leaf ? leaf : null;
        } catch (SSLPeerUnverifiedException e) {
            return null; // the client sent no certificate; its token may do
        }
    }
}
