package dev.janji.gateways.letter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.ReaderException;
import com.google.zxing.client.j2se.BufferedImageLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.oned.Code128Reader;
import dev.janji.gateways.contract.ChannelPortContract;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.preflight.ValidationResult;
import org.apache.pdfbox.preflight.parser.PreflightParser;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LetterPaperTest {
    private static final Instant AT = Instant.parse("2026-03-02T01:00:00Z");
    private static final int DOTS_PER_INCH = 200;

    @TempDir
    Path folder;

    private final LetterPaper paper = new LetterPaper();

    private static Letter letter(String... paragraphs) {
        return new Letter(
                List.of("PT Contoh Pembiayaan", "Jalan Contoh 1, Jakarta 10110"),
                List.of("Budi Contoh", "Jalan Melati 5", "Kel. Contoh, Kec. Contoh", "Jakarta 12345"),
                "0123456789ACDE",
                "Surat peringatan pertama",
                List.of(paragraphs));
    }

    private static final Letter USUAL = letter(
            "Yth. Budi Contoh,",
            "sampai dengan 5 April 2026, pembayaran untuk rekening *7788 yang jatuh tempo pada 5 Maret 2026 belum kami terima."
                    + " Keterlambatannya 31 hari. Jumlah yang perlu dibayar saat ini Rp1.250.000.",
            "Hormat kami,\nPT Contoh Pembiayaan");

    @Test
    void shouldBePdfA() throws IOException {
        Path file =
                Files.write(folder.resolve("letter.pdf"), paper.print(USUAL, AT).pdf());

        ValidationResult result = PreflightParser.validate(file.toFile());

        assertThat(result.getErrorsList())
                .extracting(error -> error.getErrorCode() + " " + error.getDetails())
                .isEmpty();
        assertThat(result.isValid()).isTrue();
    }

    @Test
    void shouldSayAllOfTheLetter() throws IOException {
        try (PDDocument document = Loader.loadPDF(paper.print(USUAL, AT).pdf())) {
            String text = new PDFTextStripper().getText(document);
            assertThat(text)
                    .contains("PT Contoh Pembiayaan")
                    .contains("Budi Contoh")
                    .contains("Jakarta 12345")
                    .contains("Surat peringatan pertama")
                    .contains("31 hari")
                    .contains("0123456789ACDE   1 / 1");
            assertThat(document.getDocumentInformation().getTitle())
                    .as("nothing of the debtor")
                    .isEqualTo("0123456789ACDE");
        }
    }

    @Test
    void shouldHaveABarcodeThatAMachineReads() throws IOException, ReaderException {
        try (PDDocument document = Loader.loadPDF(paper.print(USUAL, AT).pdf())) {
            BufferedImage page = new PDFRenderer(document).renderImageWithDPI(0, DOTS_PER_INCH);
            int foot = page.getHeight() / 8;
            BufferedImage lowest = page.getSubimage(0, page.getHeight() - foot, page.getWidth(), foot);

            String read = new Code128Reader()
                    .decode(
                            new BinaryBitmap(new HybridBinarizer(new BufferedImageLuminanceSource(lowest))),
                            Collections.singletonMap(DecodeHintType.TRY_HARDER, true))
                    .getText();

            assertThat(read).isEqualTo("0123456789ACDE");
        }
    }

    @Test
    void shouldGoOnOnFurtherSheetsWithoutLosingALine() throws IOException {
        // given
        String[] paragraphs = new String[80];
        for (int i = 0; i < paragraphs.length; i++) {
            paragraphs[i] = "Paragraph " + i + " " + "word ".repeat(30) + "end" + i;
        }

        // when
        LetterPaper.Printed printed = paper.print(letter(paragraphs), AT);

        // then
        assertThat(printed.pages()).isGreaterThan(3);
        try (PDDocument document = Loader.loadPDF(printed.pdf())) {
            String text = new PDFTextStripper().getText(document);
            for (int i = 0; i < paragraphs.length; i++) {
                assertThat(text).contains("Paragraph " + i + " ").contains("end" + i);
            }
            assertThat(text).contains(printed.pages() + " / " + printed.pages());
        }
    }

    @Test
    void shouldCutAWordThatIsLongerThanALine() throws IOException {
        String word = "x".repeat(500);

        try (PDDocument document = Loader.loadPDF(paper.print(letter(word), AT).pdf())) {
            String text = new PDFTextStripper().getText(document).replace("\n", "");
            assertThat(text).contains(word);
        }
    }

    @Test
    void shouldNameNoCharacterThatItCannotPrint() {
        assertThatThrownBy(() -> paper.print(letter("\u4e16\u754c"), AT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Latin, Greek or Cyrillic")
                .hasMessageNotContaining("\u4e16");
    }

    @Test
    void shouldHaveAReferenceOfItsAttempt() {
        assertThat(Letter.referenceOf(ChannelPortContract.attempt(1)))
                .hasSize(14)
                .isEqualTo(Letter.referenceOf(ChannelPortContract.attempt(1)))
                .isNotEqualTo(Letter.referenceOf(ChannelPortContract.attempt(2)));
    }
}
