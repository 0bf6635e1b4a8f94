package dev.janji.gateways.sms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.gateways.sms.SmsText.Coding;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Octets and counts, worked out by hand from 3GPP TS 23.038 and 23.040. */
final class SmsTextTest {
    @ParameterizedTest
    @CsvSource({
        "'@£$¥', 00010203",
        "'èéùìòÇ', 040506070809",
        "'ØøÅå', 0B0C0E0F",
        "'Δ_ΦΓΛΩΠΨΣΘΞ', 101112131415161718191A",
        "'ÆæßÉ', 1C1D1E1F",
        "' !\"#¤%&', 20212223242526",
        "'09:;<=>?', 30393A3B3C3D3E3F",
        "'¡AZÄÖÑÜ§', 40415A5B5C5D5E5F",
        "'¿azäöñüà', 60617A7B7C7D7E7F",
        "'^{}\\[~]|€', 1B141B281B291B2F1B3C1B3D1B3E1B401B65",
        "'Rp1.250.000', 5270312E3235302E303030"
    })
    void shouldWriteTheDefaultAlphabetAndItsExtension(String text, String octets) {
        assertThat(SmsText.of(text).coding()).isEqualTo(Coding.GSM7);
        assertThat(HexFormat.of().withUpperCase().formatHex(Gsm7.encode(text))).isEqualTo(octets);
        assertThat(Gsm7.decode(HexFormat.of().parseHex(octets))).isEqualTo(text);
    }

    @Test
    void shouldWriteLineBreaksAndTheFormFeed() {
        assertThat(Gsm7.encode("\n\r\f")).containsExactly(0x0A, 0x0D, 0x1B, 0x0A);
        assertThat(Gsm7.decode(new byte[] {0x0A, 0x0D, 0x1B, 0x0A})).isEqualTo("\n\r\f");
    }

    @ParameterizedTest
    @CsvSource({"'1B', ' '", "'1B1B', ' '", "'1B41', 'A'", "'FF41', ' A'"})
    void shouldShowWhatATelephoneShowsWhenACodeIsNone(String octets, String text) {
        assertThat(Gsm7.decode(HexFormat.of().parseHex(octets))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ç", "`", "\t", "“", "–", "😀", "مرحبا", "你好", "\u001b"})
    void shouldTakeTheWideAlphabetWhenOneCharacterNeedsIt(String character) {
        SmsText text = SmsText.of("Halo " + character);
        assertThat(text.coding()).isEqualTo(Coding.UCS2);
        assertThat(new String(text.whole(), StandardCharsets.UTF_16BE)).isEqualTo("Halo " + character);
    }

    @Test
    void shouldKeepTheOrderOfRightToLeftTexts() {
        String text = "\u202bمرحبا 123 شكرا\u202c";
        assertThat(HexFormat.of().formatHex(SmsText.of(text).segments().get(0))).startsWith("202b06450631062d");
        assertThat(new String(SmsText.of(text).whole(), StandardCharsets.UTF_16BE))
                .isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "a, 0, 1",
        "a, 1, 1",
        "a, 160, 1",
        "a, 161, 2",
        "a, 306, 2",
        "a, 307, 3",
        "a, 459, 3",
        "a, 460, 4",
        "€, 80, 1",
        "€, 81, 2",
        "€, 152, 2",
        "€, 153, 3",
        "é, 160, 1",
        "é, 161, 2",
        "你, 70, 1",
        "你, 71, 2",
        "你, 134, 2",
        "你, 135, 3",
        "😀, 35, 1",
        "😀, 36, 2",
        "😀, 66, 2",
        "😀, 67, 3"
    })
    void shouldCountSegmentsAsNetworksDo(String character, int times, int segments) {
        assertThat(SmsText.of(character.repeat(times)).segments()).hasSize(segments);
    }

    @Test
    void shouldNotPartTheEscapeFromItsCode() {
        SmsText text = SmsText.of("a".repeat(152) + "€" + "b".repeat(10));
        assertThat(text.segments().get(0)).hasSize(152);
        assertThat(text.segments().get(1)).startsWith(0x1B, 0x65, 'b');
    }

    @Test
    void shouldNotPartTheHalvesOfAPair() {
        SmsText text = SmsText.of("你".repeat(66) + "😀" + "你".repeat(10));
        assertThat(text.segments().get(0)).hasSize(132);
        assertThat(new String(text.segments().get(1), StandardCharsets.UTF_16BE))
                .startsWith("😀你");
    }

    @Test
    void shouldReplaceAHalfThatStandsAlone() {
        assertThat(HexFormat.of().formatHex(SmsText.of("a\ud83d").whole())).isEqualTo("0061fffd");
    }

    @Test
    void shouldPutTheHeaderOf23_040BeforeEachSegment() {
        SmsText text = SmsText.of("a".repeat(200));
        assertThat(text.withHeader(0, 0xAB))
                .startsWith(0x05, 0x00, 0x03, 0xAB, 0x02, 0x01, 'a')
                .hasSize(159);
        assertThat(text.withHeader(1, 0xAB))
                .startsWith(0x05, 0x00, 0x03, 0xAB, 0x02, 0x02, 'a')
                .hasSize(53);
        assertThat(SmsText.of("a").withHeader(0, 0xAB)).containsExactly('a');
    }

    @Test
    void shouldLoseNothingWhateverIsWritten() {
        long seed = Long.getLong("seed", 7L);
        Random random = new Random(seed);
        String[] pieces = {"a", "€", "[", "é", "你", "😀", "\n", "مر"};
        for (int i = 0; i < 2_000; i++) {
            boolean isWide = random.nextBoolean();
            StringBuilder written = new StringBuilder();
            for (int k = random.nextInt(600); k > 0; k--) {
                written.append(pieces[random.nextInt(isWide ? pieces.length : 4)]);
            }
            SmsText text = SmsText.of(written.toString());
            StringBuilder read = new StringBuilder();
            for (int k = 0; k < text.segments().size(); k++) {
                byte[] segment = text.withHeader(k, i & 0xFF);
                boolean hasHeader = text.segments().size() > 1;
                assertThat(segment.length)
                        .as("seed %d", seed)
                        .isLessThanOrEqualTo(text.coding() == Coding.GSM7 ? 160 : 140);
                read.append(SmsText.read(text.coding().dataCoding(), segment, hasHeader));
            }
            assertThat(read).as("seed %d", seed).hasToString(written.toString());
        }
    }

    @Test
    void shouldReadWhatDebtorsWriteInEveryCoding() {
        assertThat(SmsText.read((byte) 1, "STOP".getBytes(StandardCharsets.US_ASCII), false))
                .isEqualTo("STOP");
        assertThat(SmsText.read((byte) 3, "café".getBytes(StandardCharsets.ISO_8859_1), false))
                .isEqualTo("café");
        assertThat(SmsText.read((byte) 8, "你好".getBytes(StandardCharsets.UTF_16BE), false))
                .isEqualTo("你好");
        assertThat(SmsText.read((byte) 0xF1, "hi".getBytes(StandardCharsets.US_ASCII), false))
                .isEqualTo("hi");
        assertThat(SmsText.read((byte) 4, new byte[] {1, 2}, false)).isEmpty();
        assertThat(SmsText.read((byte) 0, new byte[] {(byte) 200, 1}, true)).isEmpty();
    }
}
