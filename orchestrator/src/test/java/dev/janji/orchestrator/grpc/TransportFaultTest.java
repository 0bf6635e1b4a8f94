package dev.janji.orchestrator.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import dev.janji.domain.debtor.RefusalReason;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TransportFaultTest {
    private static final Path README = Path.of("../protocols/README.md");

    @ParameterizedTest
    @EnumSource
    void shouldSayTheSameInTheReadmeAndOnTheWire(TransportFault fault) throws Exception {
        assertThat(Files.readString(README))
                .contains("| " + fault.code().name() + " | `" + fault.name() + "` | " + fault.meaning() + " |");
    }

    @ParameterizedTest
    @EnumSource
    void shouldCarryReasonAndDomain(TransportFault fault) throws Exception {
        Status status = StatusProto.fromThrowable(GrpcErrors.of(fault));

        assertThat(status.getCode()).isEqualTo(fault.code().getNumber());
        ErrorInfo info = status.getDetails(0).unpack(ErrorInfo.class);
        assertThat(info.getReason()).isEqualTo(fault.name());
        assertThat(info.getDomain()).isEqualTo("janji.dev");
        boolean retry = status.getDetailsList().stream().anyMatch(detail -> detail.is(RetryInfo.class));
        assertThat(retry).isEqualTo(fault.isPassing());
    }

    @Test
    void shouldNameTheFieldWhenOneIsBad() throws Exception {
        StatusRuntimeException fault = GrpcErrors.invalidField("debtor_id", "expected one");

        BadRequest request = StatusProto.fromThrowable(fault).getDetails(1).unpack(BadRequest.class);
        assertThat(request.getFieldViolations(0).getField()).isEqualTo("debtor_id");
        assertThat(fault.getStatus().getDescription()).isEqualTo("debtor_id: expected one");
    }

    @Test
    void shouldHaveANumberForEveryReasonOfTheRules() {
        Set<RefusalReason> neverTold =
                Set.of(RefusalReason.ATTEMPT_UNKNOWN, RefusalReason.LEAD_UNKNOWN, RefusalReason.LEAD_NOT_NOW);

        for (RefusalReason reason : RefusalReason.values()) {
            assertThat(Refusals.onWire(reason).name())
                    .isEqualTo("REJECTION_REASON_" + (neverTold.contains(reason) ? "UNSPECIFIED" : reason.name()));
        }
    }
}
