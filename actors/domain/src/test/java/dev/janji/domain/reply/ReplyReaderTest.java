package dev.janji.domain.reply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.lender.ConversationEvent.Intent;
import java.time.LocalDate;
import java.time.LocalDateTime;
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

    /** Written on that Monday at half past ten in the morning. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            tolong telepon saya                              |
            telepon saya sekarang                            |
            selamat sore pak, tolong telepon saya            |
            telepon saya hari ini                            |
            telepon saya jam 9 pagi hari ini                 |
            Tlp saya jam 5                                   | 2026-03-02T17:00
            telepon saya jam 3 sore                          | 2026-03-02T15:00
            telepon saya jam 9                               | 2026-03-03T09:00
            hubungi saya pukul 15.30 WIB                     | 2026-03-02T15:30
            telp saya jam 7 malam                            | 2026-03-02T19:00
            telepon saya jam 12 siang                        | 2026-03-02T12:00
            telepon saya jam 2 siang besok                   | 2026-03-03T14:00
            tolong telepon besok                             | 2026-03-03T00:00
            tolong telepon besok pagi                        | 2026-03-03T09:00
            minta ditelepon sore ini                         | 2026-03-02T15:00
            telepon saya lusa jam 10.15 pagi                 | 2026-03-04T10:15
            hubungi saya hari jumat jam 4                    | 2026-03-06T16:00
            telepon saya tgl 5 jam 11                        | 2026-03-05T11:00
            call me at 3 pm                                  | 2026-03-02T15:00
            call me at 3pm tomorrow                          | 2026-03-03T15:00
            call me at 10:30                                 | 2026-03-03T10:30
            call me at 10:45am                               | 2026-03-02T10:45
            ring me this afternoon                           | 2026-03-02T15:00
            please call me tonight                           | 2026-03-02T19:00
            call me on Wednesday in the morning              | 2026-03-04T09:00
            call me at 12 am                                 | 2026-03-03T00:00
            call me at 25                                    |
            call me, I have 3 children                       |
            """)
    void shouldReadWhenSomebodyWantsToBeCalled(String text, LocalDateTime callAt) {
        ReadReply read = ReplyReader.read(text, TODAY.atTime(10, 30), false);
        assertThat(read.intent()).isEqualTo(Intent.CALL_ME);
        assertThat(read.callAt()).isEqualTo(callAt);
    }

    @Test
    void shouldLeaveToAPersonWhoWantsToBeCalledInMoreThanAWeek() {
        ReadReply read = ReplyReader.read("telepon saya tanggal 20 jam 10", TODAY.atTime(10, 30), false);
        assertThat(read.wish()).isEqualTo(Wish.CALL_ME);
        assertThat(read.intent()).isEqualTo(Intent.OTHER);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            Ya                                               | CALL_ME      |
            YES                                              | CALL_ME      |
            1                                                | CALL_ME      |
            ok, besok jam 10                                 | CALL_ME      | 2026-03-03T10:00
            BESOK JAM 10                                     | CALL_ME      | 2026-03-03T10:00
            jam 4 sore                                       | CALL_ME      | 2026-03-02T16:00
            4 pm                                             | CALL_ME      | 2026-03-02T16:00
            besok                                            | CALL_ME      | 2026-03-03T00:00
            ya, sudah bayar                                  | PAID         |
            besok saya bayar                                 | WILL_PAY     |
            STOP                                             | STOP         |
            jangan telepon                                   | STOP         |
            tidak                                            | OTHER        |
            tidak bisa besok                                 | OTHER        |
            ya nanti dulu                                    | OTHER        |
            ok, but later                                    | OTHER        |
            ya tapi anak saya sedang sakit di rumah          | OTHER        |
            siapa ini?                                       | OTHER        |
            """)
    void shouldReadAYesOrATimeAsAWishToBeCalledWhenItAnswersTheInvitation(
            String text, Intent intent, LocalDateTime callAt) {
        ReadReply read = ReplyReader.read(text, TODAY.atTime(10, 30), true);
        assertThat(read.intent()).as("%s", read).isEqualTo(intent);
        assertThat(read.callAt()).isEqualTo(callAt);
        assertThat(ReplyReader.read(text, TODAY.atTime(10, 30), false).intent())
                .as("uninvited")
                .isNotEqualTo(Intent.CALL_ME);
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
