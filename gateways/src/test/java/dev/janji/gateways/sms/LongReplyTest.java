package dev.janji.gateways.sms;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudhopper.smpp.SmppConstants;
import com.cloudhopper.smpp.pdu.DeliverSm;
import com.cloudhopper.smpp.tlv.Tlv;
import dev.janji.actors.channel.InboundMessage;
import dev.janji.gateways.contract.Answers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.pekko.Done;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Long replies that come in parts, from a provider that is not ours. */
class LongReplyTest {
    private static final Duration JOIN_WITHIN = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    private SmppBench bench;

    /** How the parts are marked. */
    enum Form {
        HEADER_8,
        HEADER_16,
        PARAMETERS
    }

    private SmppBench bench() {
        if (bench == null) {
            bench = new SmppBench(folder, "");
        }
        return bench;
    }

    @AfterEach
    void stop() {
        if (bench != null) {
            bench.close();
        }
    }

    private static DeliverSm part(Form form, int reference, int of, int number, int coding, byte[] text) {
        byte[] header = switch (form) {
            case HEADER_8 -> new byte[] {5, 0, 3, (byte) reference, (byte) of, (byte) number};
            // with an element in front that is none of ours: a port
            case HEADER_16 ->
                new byte[] {
                    12, 5, 4, 0, 1, 0, 2, 8, 4, (byte) (reference >> 8), (byte) reference, (byte) of, (byte) number
                };
            case PARAMETERS -> new byte[0];
        };
        byte[] content = new byte[header.length + text.length];
        System.arraycopy(header, 0, content, 0, header.length);
        System.arraycopy(text, 0, content, header.length, text.length);
        DeliverSm message = SmppProvider.text("62811000003", "12345", (byte) coding, content);
        if (form == Form.PARAMETERS) {
            message.setOptionalParameter(
                    new Tlv(SmppConstants.TAG_SAR_MSG_REF_NUM, new byte[] {(byte) (reference >> 8), (byte) reference}));
            message.setOptionalParameter(new Tlv(SmppConstants.TAG_SAR_TOTAL_SEGMENTS, new byte[] {(byte) of}));
            message.setOptionalParameter(new Tlv(SmppConstants.TAG_SAR_SEGMENT_SEQNUM, new byte[] {(byte) number}));
        } else {
            message.setEsmClass(SmppConstants.ESM_CLASS_UDHI_MASK);
        }
        return message;
    }

    private static DeliverSm part(Form form, int reference, int of, int number, String text) {
        return part(form, reference, of, number, 0, text.getBytes(StandardCharsets.US_ASCII));
    }

    /** @return what came in after so many */
    private InboundMessage reply(int count) {
        Answers.await(count + " replies", () -> bench().inbound.size() >= count);
        return bench().inbound.get(count - 1);
    }

    private void awaitNothingKept() {
        Answers.await("no part on the disk", () -> kept() == 0);
    }

    private long kept() {
        try (Stream<Path> files = Files.list(folder.resolve("sms").resolve("parts"))) {
            return files.count();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void shouldJoinPartsInOrderWhateverTheOrderInWhichTheyCome(Form form) {
        bench();
        assertThat(deliver(part(form, 300, 3, 3, " lusa."))).isZero();
        assertThat(deliver(part(form, 300, 3, 1, "STOP, saya akan"))).isZero();
        assertThat(bench.inbound).isEmpty();
        assertThat(deliver(part(form, 300, 3, 1, "STOP, saya akan")))
                .as("again")
                .isZero();
        assertThat(deliver(part(form, 300, 3, 2, " membayar besok atau"))).isZero();

        InboundMessage reply = reply(1);
        assertThat(reply.text()).isEqualTo("STOP, saya akan membayar besok atau lusa.");
        assertThat(reply.from()).isEqualTo("+62811000003");
        assertThat(reply.to()).isEqualTo("12345");
        awaitNothingKept();
        assertThat(deliver(part(form, 300, 3, 2, " membayar besok atau")))
                .as("late")
                .isZero();
        bench.clock().pass(JOIN_WITHIN.plusSeconds(1));
        assertThat(bench.inbound).hasSize(1);
        assertThat(kept()).isZero();
    }

    @Test
    void shouldReadACharacterThatLiesInTwoParts() {
        byte[] text = "Besok saya bayar 😀, janji".getBytes(StandardCharsets.UTF_16BE);
        int middle = 2 * "Besok saya bayar ".length() + 2;
        bench();
        deliver(part(Form.HEADER_8, 7, 2, 1, 8, java.util.Arrays.copyOf(text, middle)));
        deliver(part(Form.HEADER_8, 7, 2, 2, 8, java.util.Arrays.copyOfRange(text, middle, text.length)));
        assertThat(reply(1).text()).isEqualTo("Besok saya bayar 😀, janji");
    }

    @Test
    void shouldReadEachPartInItsOwnCoding() {
        bench();
        deliver(part(Form.HEADER_8, 7, 2, 1, "abc "));
        deliver(part(Form.HEADER_8, 7, 2, 2, 8, "Ω€".getBytes(StandardCharsets.UTF_16BE)));
        assertThat(reply(1).text()).isEqualTo("abc Ω€");
    }

    @Test
    void shouldTellWhatIsThereWhenAPartDoesNotCome() {
        bench();
        deliver(part(Form.HEADER_16, 9, 4, 1, "STOP"));
        deliver(part(Form.HEADER_16, 9, 4, 2, " jangan hubungi"));
        deliver(part(Form.HEADER_16, 9, 4, 4, "lagi"));
        bench.clock().pass(JOIN_WITHIN.minusSeconds(1));
        assertThat(bench.inbound).isEmpty();
        bench.clock().pass(Duration.ofSeconds(1));
        assertThat(reply(1).text()).isEqualTo("STOP jangan hubungi … lagi");
        awaitNothingKept();
        // what was missing comes all the same, and is told, too
        deliver(part(Form.HEADER_16, 9, 4, 3, " saya "));
        bench.clock().pass(JOIN_WITHIN);
        assertThat(reply(2).text()).isEqualTo("…  saya  …");
    }

    @Test
    void shouldLoseNothingOverARestart() {
        bench();
        assertThat(deliver(part(Form.HEADER_8, 1, 2, 1, "Saya sudah "))).isZero();
        bench.restartAdapter();
        assertThat(kept()).isOne();
        assertThat(deliver(part(Form.HEADER_8, 1, 2, 2, "bayar"))).isZero();
        assertThat(reply(1).text()).isEqualTo("Saya sudah bayar");
        awaitNothingKept();
    }

    @Test
    void shouldKeepThePartsUntilTheTextIsStored() {
        bench().readers = message -> CompletableFuture.failedFuture(new IllegalStateException("away"));
        deliver(part(Form.HEADER_8, 1, 2, 1, "Saya sudah "));
        deliver(part(Form.HEADER_8, 1, 2, 2, "bayar"));
        InboundMessage first = reply(1);
        assertThat(kept()).isEqualTo(2);
        bench.restartAdapter();
        InboundMessage again = reply(2);
        assertThat(again.id()).isEqualTo(first.id());
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(kept()).isEqualTo(2);
        bench.readers = message -> CompletableFuture.completedFuture(Done.getInstance());
        Answers.await("the text to be stored", () -> {
            bench.clock().pass(Duration.ofMinutes(1));
            return kept() == 0;
        });
        assertThat(bench.inbound.get(bench.inbound.size() - 1).id()).isEqualTo(first.id());
    }

    @Test
    void shouldBeginAnewWhenTheTelephoneUsesItsReferenceAgain() {
        bench();
        deliver(part(Form.HEADER_8, 5, 2, 1, "one "));
        deliver(part(Form.HEADER_8, 5, 2, 1, "another "));
        assertThat(reply(1).text()).isEqualTo("one  …");
        deliver(part(Form.HEADER_8, 5, 2, 2, "text"));
        assertThat(reply(2).text()).isEqualTo("another text");
    }

    @Test
    void shouldTakeForAWholeTextWhatCannotBeAPart() {
        bench();
        assertThat(deliver(part(Form.HEADER_8, 5, 2, 3, "third of two"))).isZero();
        assertThat(deliver(part(Form.HEADER_8, 5, 0, 0, "of none"))).isZero();
        assertThat(deliver(part(Form.HEADER_16, 5, 1, 1, "alone"))).isZero();
        assertThat(deliver(part(Form.PARAMETERS, 5, 2, 0, "before the first"))).isZero();
        assertThat(bench.inbound)
                .extracting(InboundMessage::text)
                .containsExactly("third of two", "of none", "alone", "before the first");
        assertThat(kept()).isZero();
    }

    @Test
    void shouldKeepTheTextsOfManyApartInAnyOrder() {
        bench();
        List<DeliverSm> parts = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (int text = 0; text < 20; text++) {
            Form form = Form.values()[text % 3];
            StringBuilder whole = new StringBuilder();
            int of = 2 + text % 5;
            for (int number = 1; number <= of; number++) {
                String said = "text " + text + " part " + number + ";";
                whole.append(said);
                DeliverSm part = part(form, 40 + text, of, number, said);
                parts.add(part);
            }
            expected.add(whole.toString());
        }
        Collections.shuffle(parts, new Random(3));
        parts.forEach(part -> assertThat(deliver(part)).isZero());
        reply(20);
        awaitNothingKept();
        assertThat(bench.inbound).extracting(InboundMessage::text).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(bench.inbound).extracting(InboundMessage::id).doesNotHaveDuplicates();
    }

    @Test
    void shouldLeaveMoreThanItKeepsWithTheProvider() {
        bench = new SmppBench(folder, "most-parts = 3");
        for (int reference = 0; reference < 3; reference++) {
            assertThat(deliver(part(Form.HEADER_8, reference, 2, 1, "first of " + reference)))
                    .isZero();
        }
        assertThat(deliver(part(Form.HEADER_8, 3, 2, 1, "first of 3"))).isEqualTo(CommandStatus.COME_AGAIN);
        assertThat(kept()).isEqualTo(3);
        bench.clock().pass(JOIN_WITHIN);
        awaitNothingKept();
        assertThat(deliver(part(Form.HEADER_8, 3, 2, 1, "first of 3"))).isZero();
        assertThat(kept()).isOne();
    }

    @Test
    void shouldPutAsideWhatItCannotReadFromTheDisk() throws IOException {
        Path parts = Files.createDirectories(folder.resolve("sms").resolve("parts"));
        Files.write(parts.resolve("x.part"), new byte[] {1, 2, 3});
        bench();
        assertThat(parts.resolve("x.part.unreadable")).exists();
        deliver(part(Form.HEADER_8, 5, 2, 1, "one "));
        deliver(part(Form.HEADER_8, 5, 2, 2, "text"));
        assertThat(reply(1).text()).isEqualTo("one text");
    }

    @Test
    void shouldReadAnyHeaderWithoutFailing() {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 300_000; i++) {
            byte[] content = new byte[random.nextInt(20)];
            for (int at = 0; at < content.length; at++) {
                content[at] = (byte) (random.nextInt(3) == 0 ? random.nextInt(256) : random.nextInt(10));
            }
            SmsPart.inHeader(content).ifPresent(place -> {
                assertThat(place.number()).isBetween(0, 255);
                assertThat(place.parts()).isBetween(0, 255);
                assertThat(place.reference()).isBetween(0, 0xFFFF);
            });
        }
    }

    @Test
    void shouldAnswerWhateverHeaderComesOverTheWire() {
        bench();
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 300; i++) {
            byte[] content = new byte[random.nextInt(1, 40)];
            for (int at = 0; at < content.length; at++) {
                content[at] = (byte) (random.nextInt(3) == 0 ? random.nextInt(256) : random.nextInt(9));
            }
            DeliverSm message = SmppProvider.text("62811" + (1_000_000 + i), "12345", (byte) 0, content);
            message.setEsmClass(SmppConstants.ESM_CLASS_UDHI_MASK);
            assertThat(deliver(message)).as("message %s", i).isZero();
        }
        bench.clock().pass(JOIN_WITHIN);
        reply(300);
        awaitNothingKept();
    }

    private int deliver(DeliverSm message) {
        return bench().provider().deliver(message);
    }
}
