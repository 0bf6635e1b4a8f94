package dev.janji.gateways.sms;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudhopper.smpp.SmppConstants;
import com.cloudhopper.smpp.pdu.DeliverSm;
import dev.janji.actors.channel.LookUpAnswer;
import dev.janji.actors.channel.OutboundMessage;
import dev.janji.actors.channel.SendPermit;
import dev.janji.domain.id.ContactPointId;
import dev.janji.gateways.contract.Answers;
import dev.janji.gateways.contract.ChannelPortContract;
import dev.janji.gateways.contract.ContractClock;
import dev.janji.gateways.once.SentLine;
import dev.janji.gateways.sms.SmppProvider.Taken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server is killed between a message and its answer; what the next one makes of the receipt. */
final class UnansweredSmsTest {
    /** The provider takes what goes there, and never answers. */
    private static final String SILENT = "+62811000095";

    @TempDir
    Path folder;

    @Test
    void shouldSettleWhatWasInFlightAtAKillWhenTheReceiptComesAfterTheRestart() throws Exception {
        Taken taken = takenAtTheKill();
        try (SmppBench next = new SmppBench(folder.resolve("next"), "")) {
            assertThat(lookUp(next)).isInstanceOf(LookUpAnswer.CannotTell.class);

            next.provider().deliver(receipt(taken, true));

            next.awaitReceipts(1);
            assertThat(next.receipts.get(0).attempt()).isEqualTo(ChannelPortContract.attempt(1));
            assertThat(lookUp(next)).isInstanceOf(LookUpAnswer.Sent.class);
            next.restartAdapter();
            assertThat(lookUp(next)).as("for good").isInstanceOf(LookUpAnswer.Sent.class);
        }
    }

    @Test
    void shouldSettleItWhenOtherServersSendToo() throws Exception {
        Taken taken = takenAtTheKill();
        try (SmppBench next = new SmppBench(folder.resolve("next"), "other-servers-send = on")) {
            next.provider().deliver(receipt(taken, true));
            next.awaitReceipts(1);
            assertThat(lookUp(next)).isInstanceOf(LookUpAnswer.Sent.class);
        }
    }

    @Test
    void shouldSettleNothingByAReceiptOfAnotherNumberOrWithoutTheReference() throws Exception {
        Taken taken = takenAtTheKill();
        try (SmppBench next = new SmppBench(folder.resolve("next"), "")) {
            DeliverSm ofAnother = receipt(taken, true);
            ofAnother.setSourceAddress(
                    SmppProvider.text("62811000096", "1", (byte) 0, new byte[0]).getSourceAddress());
            next.provider().deliver(ofAnother);
            next.provider().deliver(receipt(taken, false));
            assertThat(lookUp(next)).isInstanceOf(LookUpAnswer.CannotTell.class);
        }
    }

    @Test
    void shouldKnowTheNewestOfWhatHasNoAnswer() {
        Unanswered unanswered = new Unanswered(2);
        for (int number = 1; number <= 5; number++) {
            unanswered.read(line(number, SentLine.Word.LEAVING));
        }
        unanswered.read(line(5, SentLine.Word.TAKEN));
        unanswered.read(line(6, SentLine.Word.LEAVING));
        unanswered.read(line(7, SentLine.Word.LEAVING));
        unanswered.read(line(7, SentLine.Word.REFUSED));
        unanswered.read(line(1, SentLine.Word.REPORTED));
        assertThat(unanswered.lines()).containsExactly(line(6, SentLine.Word.LEAVING));
    }

    /** Sends one, and keeps what a kill at that moment would have left on the disk in the folder {@code next}. */
    private Taken takenAtTheKill() throws Exception {
        try (SmppBench killed = new SmppBench(folder.resolve("killed"), "")) {
            killed.port().send(message(), new SendPermit(killed.clock(), ChannelPortContract.VALID_UNTIL, () -> false));
            Answers.await(
                    "the message at the provider", () -> killed.provider().taken.size() == 1);
            copy(folder.resolve("killed"), folder.resolve("next"));
            return killed.provider().taken.get(0);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(from)) {
            files = all.toList();
        }
        for (Path each : files) {
            Files.copy(each, to.resolve(from.relativize(each)));
        }
    }

    private static DeliverSm receipt(Taken taken, boolean hasReference) throws Exception {
        DeliverSm receipt = SmppProvider.receipt(taken, taken.id(), "DELIVRD");
        if (hasReference) {
            receipt.addOptionalParameter(
                    taken.message().getOptionalParameter(SmppConstants.TAG_USER_MESSAGE_REFERENCE));
        }
        return receipt;
    }

    private static LookUpAnswer lookUp(SmppBench bench) {
        return Answers.get(bench.port().lookUp(ChannelPortContract.doubted(1)));
    }

    private static OutboundMessage message() {
        return new OutboundMessage(
                ChannelPortContract.attempt(1),
                ChannelPortContract.DEBTOR,
                new ContactPointId("cp-1"),
                SILENT,
                "",
                "Halo",
                "due-1",
                Set.of("plan-1"),
                ChannelPortContract.VALID_UNTIL);
    }

    private static SentLine line(int number, SentLine.Word word) {
        return new SentLine(
                word,
                ChannelPortContract.attempt(number),
                new ContactPointId("cp-1"),
                "hash",
                ContractClock.START,
                1,
                "",
                "");
    }
}
