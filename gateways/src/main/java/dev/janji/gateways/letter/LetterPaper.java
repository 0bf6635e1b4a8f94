package dev.janji.gateways.letter;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.oned.Code128Writer;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Objects;
import javax.xml.transform.TransformerException;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.color.PDOutputIntent;
import org.apache.xmpbox.XMPMetadata;
import org.apache.xmpbox.type.BadFieldValueException;
import org.apache.xmpbox.xml.XmpSerializer;

/**
 * Lays a letter out on A4 and writes it as PDF/A-1b (ISO 19005-1), so that it looks the same wherever and whenever it is printed. The address stands in
 * the window of a DIN lang envelope (DIN 5008, form B). Lengths are in points, from the lower left corner. Confined to one thread, because the
 * font is.
 */
final class LetterPaper {
    /** The file, and how many sheets have to be folded. */
    record Printed(byte[] pdf, int pages) {}

    private static final float MILLIMETRE = 72f / 25.4f;
    private static final float LEFT = 25 * MILLIMETRE;
    private static final float RIGHT = 20 * MILLIMETRE;
    private static final float TOP = 20 * MILLIMETRE;
    private static final float WINDOW_TOP = 45 * MILLIMETRE;
    private static final float TEXT_TOP = 98 * MILLIMETRE;
    private static final float BOTTOM = 30 * MILLIMETRE;
    private static final float FOOT = 12 * MILLIMETRE;
    private static final float BAR_HEIGHT = 9 * MILLIMETRE;
    private static final float BAR_WIDTH = 0.33f * MILLIMETRE;
    private static final float SMALL = 8;
    private static final float TEXT = 11;
    private static final float HEADING = 13;
    private static final float LEADING = 1.35f;
    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    private final TrueTypeFont font;
    private final byte[] colours;

    LetterPaper() {
        try (InputStream file = PDFont.class.getResourceAsStream(FONT)) {
            this.font = new TTFParser().parse(new RandomAccessReadBuffer(Objects.requireNonNull(file, FONT)));
        } catch (IOException e) {
            throw new IllegalStateException("Expected to read the font, but could not", e);
        }
        this.colours = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
    }

    /**
     * @param at the instant of the file's making, which stands in it
     * @throws IllegalArgumentException when a character is not in the font
     */
    Printed print(Letter letter, Instant at) {
        try (PDDocument document = new PDDocument()) {
            PDFont embedded = PDType0Font.load(document, font, true);
            demandLegible(embedded, letter);
            new Sheets(document, embedded, letter).write();
            describe(document, letter, at);
            ByteArrayOutputStream pdf = new ByteArrayOutputStream();
            document.save(pdf, CompressParameters.NO_COMPRESSION);
            return new Printed(pdf.toByteArray(), document.getNumberOfPages());
        } catch (IOException e) {
            throw new IllegalStateException("Expected to write to memory, but could not", e);
        }
    }

    /** @throws IllegalArgumentException without the character, which may be of a name */
    private static void demandLegible(PDFont font, Letter letter) throws IOException {
        List<String> texts = new ArrayList<>(letter.sender());
        texts.addAll(letter.address());
        texts.add(letter.subject());
        letter.paragraphs().forEach(paragraph -> texts.addAll(List.of(paragraph.split("\n"))));
        for (String text : texts) {
            try {
                font.encode(text);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "expected Latin, Greek or Cyrillic letters, but the letter has a character that its font lacks",
                        e);
            }
        }
    }

    /** Nothing of the debtor is in the description: it is read by whoever sorts files. */
    private void describe(PDDocument document, Letter letter, Instant at) throws IOException {
        GregorianCalendar time = GregorianCalendar.from(at.atZone(ZoneOffset.UTC));
        PDDocumentInformation information = document.getDocumentInformation();
        information.setTitle(letter.reference());
        information.setProducer("Janji");
        information.setCreationDate(time);
        information.setModificationDate(time);
        XMPMetadata metadata = XMPMetadata.createXMPMetadata();
        metadata.createAndAddDublinCoreSchema().setTitle(letter.reference());
        metadata.createAndAddAdobePDFSchema().setProducer("Janji");
        var basic = metadata.createAndAddXMPBasicSchema();
        basic.setCreateDate(time);
        basic.setModifyDate(time);
        var identification = metadata.createAndAddPDFAIdentificationSchema();
        ByteArrayOutputStream xml = new ByteArrayOutputStream();
        try {
            identification.setPart(1);
            identification.setConformance("B");
            new XmpSerializer().serialize(metadata, xml, true);
        } catch (BadFieldValueException | TransformerException e) {
            throw new IllegalStateException("Expected to describe a letter, but could not", e);
        }
        PDMetadata stream = new PDMetadata(document);
        stream.importXMPMetadata(xml.toByteArray());
        document.getDocumentCatalog().setMetadata(stream);
        PDOutputIntent intent = new PDOutputIntent(document, new ByteArrayInputStream(colours));
        intent.setInfo("sRGB IEC61966-2.1");
        intent.setOutputCondition("sRGB IEC61966-2.1");
        intent.setOutputConditionIdentifier("sRGB IEC61966-2.1");
        intent.setRegistryName("http://www.color.org");
        document.getDocumentCatalog().addOutputIntent(intent);
    }

    /** The pages of one letter while they are written. */
    private static final class Sheets {
        private final PDDocument document;
        private final PDFont font;
        private final Letter letter;
        private final float width = PDRectangle.A4.getWidth() - LEFT - RIGHT;

        Sheets(PDDocument document, PDFont font, Letter letter) {
            this.document = document;
            this.font = font;
            this.letter = letter;
        }

        void write() throws IOException {
            List<List<String>> pages = pages();
            for (int i = 0; i < pages.size(); i++) {
                PDPage page = new PDPage(PDRectangle.A4);
                document.addPage(page);
                try (PDPageContentStream ink = new PDPageContentStream(document, page)) {
                    float top = PDRectangle.A4.getHeight() - (i == 0 ? TEXT_TOP : TOP);
                    if (i == 0) {
                        head(ink);
                        block(ink, List.of(letter.subject()), HEADING, top + HEADING * LEADING * 2);
                    }
                    block(ink, pages.get(i), TEXT, top);
                    foot(ink, (i + 1) + " / " + pages.size());
                }
            }
        }

        private void head(PDPageContentStream ink) throws IOException {
            float height = PDRectangle.A4.getHeight();
            block(ink, letter.sender(), SMALL, height - TOP);
            block(ink, letter.address(), TEXT, height - WINDOW_TOP - TEXT);
        }

        private void foot(PDPageContentStream ink, String page) throws IOException {
            block(ink, List.of(letter.reference() + "   " + page), SMALL, FOOT - SMALL);
            BitMatrix bars = new Code128Writer().encode(letter.reference(), BarcodeFormat.CODE_128, 0, 1);
            for (int x = 0; x < bars.getWidth(); x++) {
                if (bars.get(x, 0)) {
                    ink.addRect(LEFT + x * BAR_WIDTH, FOOT, BAR_WIDTH, BAR_HEIGHT);
                }
            }
            ink.fill();
        }

        /** Lines one under the other, the first on this height. */
        private void block(PDPageContentStream ink, List<String> lines, float size, float top) throws IOException {
            ink.beginText();
            ink.setFont(font, size);
            ink.setLeading(size * LEADING);
            ink.newLineAtOffset(LEFT, top);
            for (String line : lines) {
                if (!line.isEmpty()) {
                    ink.showText(line);
                }
                ink.newLine();
            }
            ink.endText();
        }

        private List<List<String>> pages() throws IOException {
            List<String> lines = new ArrayList<>();
            for (String paragraph : letter.paragraphs()) {
                for (String line : paragraph.split("\n")) {
                    lines.addAll(wrapped(line.strip()));
                }
                lines.add("");
            }
            List<List<String>> pages = new ArrayList<>();
            int from = 0;
            while (from < lines.size()) {
                float top = PDRectangle.A4.getHeight() - (pages.isEmpty() ? TEXT_TOP : TOP);
                int fits = (int) ((top - BOTTOM) / (TEXT * LEADING));
                int to = Math.min(lines.size(), from + fits);
                pages.add(lines.subList(from, to));
                from = to;
            }
            return pages;
        }

        /** A word that is longer than a line is cut. */
        private List<String> wrapped(String text) throws IOException {
            List<String> lines = new ArrayList<>();
            StringBuilder line = new StringBuilder();
            for (String word : text.split(" +")) {
                String rest = word;
                while (!fits(line, rest)) {
                    if (line.length() > 0) {
                        lines.add(line.toString());
                        line.setLength(0);
                    } else {
                        int cut = rest.length() - 1;
                        while (cut > 1 && !fits(line, rest.substring(0, cut))) {
                            cut--;
                        }
                        lines.add(rest.substring(0, cut));
                        rest = rest.substring(cut);
                    }
                }
                line.append(line.length() == 0 ? "" : " ").append(rest);
            }
            lines.add(line.toString());
            return lines;
        }

        private boolean fits(StringBuilder line, String word) throws IOException {
            String whole = line.length() == 0 ? word : line + " " + word;
            return word.isEmpty() || font.getStringWidth(whole) / 1000 * TEXT <= width;
        }
    }
}
