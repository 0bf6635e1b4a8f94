package dev.janji.gateways.simulator;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What simulated debtors say when they write back, in the language in which they were written to: Indonesian, otherwise English. */
public enum Writing {
    PAID(
            List.of("Sudah saya bayar kemarin", "sdh bayar ya", "Sudah transfer tadi pagi, terima kasih"),
            List.of("I paid yesterday", "already paid, thanks", "Have paid this morning")),
    WILL_PAY(
            List.of("Besok saya bayar", "saya transfer besok ya", "Insya Allah bayar besok"),
            List.of("I will pay tomorrow", "Will transfer tomorrow", "paying it tomorrow")),
    DISPUTE(
            List.of("Ini bukan utang saya", "jumlahnya salah, tolong dicek", "Saya tidak pernah pinjam"),
            List.of("This is not my debt", "the amount is wrong, please check", "I dispute this")),
    STOP(List.of("STOP", "berhenti", "Jangan kirim pesan lagi"), List.of("STOP", "unsubscribe", "do not contact me")),
    WRONG_PERSON(
            List.of("Maaf, salah nomor", "salah sambung pak", "Saya tidak kenal orang ini"),
            List.of("Sorry, wrong number", "you have the wrong person", "I dont know this person")),
    CALL_ME(
            List.of("Tolong telepon saya", "hubungi saya saja", "minta ditelepon sore ini"),
            List.of("Please call me", "ring me this afternoon", "call me back")),
    /** At a time. */
    CALL_ME_AT(
            List.of("Telepon saya jam 3 sore", "tolong telepon besok pagi", "hubungi saya besok jam 10.30 ya"),
            List.of("Call me at 3 pm", "please call me tomorrow morning", "ring me tomorrow at 10:30")),
    /** A yes, which is one only to who asked whether to call. */
    AGREES(List.of("Ya", "boleh, besok jam 10", "jam 4 sore"), List.of("Yes please", "ok, tomorrow at 10", "4 pm")),
    HOW_MUCH(
            List.of("Berapa semuanya?", "brp totalnya", "Jatuh tempo kapan?"),
            List.of("How much is it?", "what do i owe", "When is it due?")),
    HOW_TO_PAY(
            List.of("Cara pembayaran bagaimana?", "nomor rekeningnya di mana? bayar ke mana", "bayar ke mana?"),
            List.of("How do I pay?", "where do i pay", "how can i pay this")),
    /** Nobody can say what it means, whatever was asked. */
    UNCLEAR(
            List.of("Ya nanti dulu", "Nanti saya kabari", "Anak saya lagi sakit"),
            List.of("Well, later", "I will let you know", "My son is ill these days"));

    private final List<String> indonesian;
    private final List<String> english;

    Writing(List<String> indonesian, List<String> english) {
        this.indonesian = indonesian;
        this.english = english;
    }

    /** As settings and logs write it, such as {@code will-pay}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException when there is no such word; names those that there are */
    static Writing of(String word) {
        return Arrays.stream(values())
                .filter(each -> each.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Expected one of "
                        + Arrays.stream(values()).map(Writing::word).toList() + ", but got " + word));
    }

    /** @param language of the message that is answered, such as {@code id}; empty when it is not known */
    List<String> textsIn(String language) {
        return language.equals("en") ? english : indonesian;
    }

    String text(String language, long lot) {
        List<String> texts = textsIn(language);
        return texts.get((int) Math.floorMod(lot, (long) texts.size()));
    }
}
