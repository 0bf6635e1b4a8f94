package dev.janji.domain.reply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.lender.ConversationEvent.Intent;
import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReplyReaderTest {
    /** A Monday. */
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            STOP                                             | STOP         |
            stop!                                            | STOP         |
            Berhenti                                         | STOP         |
            BERHENTI SMS SAYA                                | STOP         |
            tolong berhenti kirim sms                        | STOP         |
            Unsubscribe                                      | STOP         |
            cancel                                           | STOP         |
            UNREG                                            | STOP         |
            jgn hubungi saya lagi                            | STOP         |
            Jangan SMS lagi, saya sudah bayar kemarin di toko | STOP        |
            Jangan telpon saya                               | STOP         |
            please don’t text me again                       | STOP         |
            Do not call me                                   | STOP         |
            Stop menagih saya, saya sudah bayar dua hari lalu | STOP        |
            Salah sambung                                    | WRONG_PERSON |
            maaf salah nomor pak                             | WRONG_PERSON |
            ini bukan nomor Budi                             | WRONG_PERSON |
            Wrong number                                     | WRONG_PERSON |
            I don't know this person                         | WRONG_PERSON |
            itu bukan hutang saya                            | DISPUTE      |
            saya tidak pernah pinjam                         | DISPUTE      |
            jumlahnya salah                                  | DISPUTE      |
            This is not my debt                              | DISPUTE      |
            the amount is wrong                              | DISPUTE      |
            I don't owe you anything                         | DISPUTE      |
            sudah bayar                                      | PAID         |
            Sdh byr kmrn                                     | PAID         |
            udah sy bayar pak                                | PAID         |
            lunas                                            | PAID         |
            Already paid, thanks                             | PAID         |
            No, I paid yesterday                             | PAID         |
            sudah transfer tadi pagi                         | PAID         |
            besok saya bayar                                 | WILL_PAY     | 2026-03-03
            bsk byr                                          | WILL_PAY     | 2026-03-03
            saya bayar lusa                                  | WILL_PAY     | 2026-03-04
            hari ini saya bayar                              | WILL_PAY     | 2026-03-02
            nanti saya bayar tgl 25                          | WILL_PAY     | 2026-03-25
            bayar tanggal 1                                  | WILL_PAY     | 2026-04-01
            saya transfer hari jumat                         | WILL_PAY     | 2026-03-06
            bayar hari minggu                                | WILL_PAY     | 2026-03-08
            minggu depan saya bayar                          | WILL_PAY     | 2026-03-09
            bayar 5 april                                    | WILL_PAY     | 2026-04-05
            I will pay on Friday                             | WILL_PAY     | 2026-03-06
            will pay tomorrow                                | WILL_PAY     | 2026-03-03
            I'll pay on the 15th                             | WILL_PAY     | 2026-03-15
            paying March 10                                  | WILL_PAY     | 2026-03-10
            pay next week                                    | WILL_PAY     | 2026-03-09
            bayar 20/03                                      | WILL_PAY     | 2026-03-20
            bayar 1/2                                        | WILL_PAY     | 2027-02-01
            tolong telepon saya                              | CALL_ME      |
            Tlp saya jam 5                                   | CALL_ME      |
            please call me                                   | CALL_ME      |
            cara bayarnya gimana?                            | HOW_TO_PAY   |
            bayar ke mana?                                   | HOW_TO_PAY   |
            How do I pay?                                    | HOW_TO_PAY   |
            berapa tagihan saya?                             | HOW_MUCH     |
            how much do I owe                                | HOW_MUCH     |
            """)
    void shouldReadWhatIsMeant(String text, Wish wish, LocalDate payBy) {
        ReadReply read = ReplyReader.read(text, TODAY);
        assertThat(read.wish()).isEqualTo(wish);
        assertThat(read.isSure()).as("sure: %s", read).isTrue();
        assertThat(read.payBy()).isEqualTo(payBy);
        assertThat(read.intent()).isEqualTo(wish.intent());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            belum bayar
            saya belum lunas
            I have not yet paid
            haven't paid
            besok saya tidak bisa bayar
            can't pay until Friday
            saya bayar
            nanti saya bayar
            saya mau bayar tanggal 32
            sudah bayar tapi jumlahnya salah
            sudah bayar separuh, sisanya saya bayar besok
            terima kasih
            ok
            👍
            ???
            siapa ini?
            """)
    void shouldLeaveToAPersonWhatIsNotSure(String text) {
        ReadReply read = ReplyReader.read(text, TODAY);
        assertThat(read.isSure()).as("sure: %s", read).isFalse();
        assertThat(read.intent()).isEqualTo(Intent.OTHER);
    }

    @Test
    void shouldReadNothingWhenThereIsNothing() {
        assertThat(ReplyReader.read("", TODAY)).isEqualTo(ReadReply.NOTHING);
        assertThat(ReplyReader.read("x ".repeat(10_000), TODAY)).isEqualTo(ReadReply.NOTHING);
    }

    @Test
    void shouldNeverFailNorNameADayOfThePast() {
        long seed = Long.getLong("seed", 20260302L);
        Random random = new Random(seed);
        String[] pieces = {
            "bayar",
            "tgl",
            "31",
            "0",
            "99/99",
            "29/2",
            "29 feb",
            "besok",
            "stop",
            "sudah",
            "belum",
            "minggu",
            "depan",
            "hari",
            "/",
            "\ud83d",
            "\u202e",
            "é",
            "'",
            "12th",
            "31/12/1999",
            "next",
            "week",
            "may"
        };
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int words = random.nextInt(8); words >= 0; words--) {
                text.append(pieces[random.nextInt(pieces.length)]).append(random.nextBoolean() ? " " : "");
            }
            ReadReply read = ReplyReader.read(text.toString(), TODAY);
            assertThat(read.payBy() == null || !read.payBy().isBefore(TODAY))
                    .as("seed %d: %s", seed, text)
                    .isTrue();
            assertThat(read.wish() == Wish.WILL_PAY && read.isSure() && read.payBy() == null)
                    .as("seed %d: %s", seed, text)
                    .isFalse();
        }
    }
}
