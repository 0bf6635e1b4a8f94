package dev.janji.domain.reply;

import java.text.Normalizer;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads Indonesian and English replies by phrases. A phrase counts where its words stand in a row, unless a "not" stands right before it. Two wishes at once
 * leave a doubt, but for "stop": whoever writes that in a short reply is obeyed, because one message less harms nobody. Pure.
 */
public final class ReplyReader {
    /** The template that asks whether to call: answers to it are read as such. */
    public static final String INVITATION = "callback-invitation";

    /** Who wants to be called later than this is read by a person: collection would wait for so long. */
    private static final int MOST_DAYS_TO_A_CALL = 7;

    /** Words in a row, and how sure they make. */
    private record Phrase(Wish wish, int confidence, List<String> words) {}

    private static final int CERTAIN = 95;
    private static final int LIKELY = 85;
    private static final int HINT = 60;
    /** What a second wish takes off. */
    private static final int DOUBT = 40;
    /** A reply of so many words may hold "stop" anywhere. */
    private static final int SHORT = 6;
    /** How far before a phrase a "not" still belongs to it. */
    private static final int REACH_OF_NOT = 2;
    /** A longer text is nobody's SMS. */
    private static final int MOST_WORDS = 400;

    private static final Set<String> STOP_WORDS =
            Set.of("stop", "berhenti", "unsubscribe", "unsub", "unreg", "stopp", "setop", "stpo");

    /** Each the whole of a reply. */
    private static final Set<String> STOP_ALONE = Set.of("batal", "cancel", "end", "quit", "hapus", "optout", "keluar");

    private static final Set<String> NOT = Set.of(
            "not", "never", "jangan", "cannot", "cant", "dont", "didnt", "havent", "hasnt", "wont", "isnt", "belum",
            "blm", "blum", "tidak", "tdk", "tak", "gak", "ga", "gk", "nggak", "ngga", "enggak", "bukan", "bkn");

    private static final List<Phrase> PHRASES = List.of(
            of(Wish.STOP, CERTAIN, "opt out"),
            of(Wish.STOP, CERTAIN, "jangan hubungi"),
            of(Wish.STOP, CERTAIN, "jangan sms"),
            of(Wish.STOP, CERTAIN, "jangan kirim"),
            of(Wish.STOP, CERTAIN, "jangan ganggu"),
            of(Wish.STOP, CERTAIN, "jangan telepon"),
            of(Wish.STOP, CERTAIN, "do not call"),
            of(Wish.STOP, CERTAIN, "dont call"),
            of(Wish.STOP, CERTAIN, "do not contact"),
            of(Wish.STOP, CERTAIN, "dont contact"),
            of(Wish.STOP, CERTAIN, "do not text"),
            of(Wish.STOP, CERTAIN, "dont text"),
            of(Wish.STOP, CERTAIN, "do not message"),
            of(Wish.STOP, CERTAIN, "leave me alone"),
            of(Wish.STOP, CERTAIN, "remove my number"),
            of(Wish.STOP, CERTAIN, "remove me"),
            of(Wish.STOP, CERTAIN, "hapus nomor saya"),
            of(Wish.WRONG_PERSON, CERTAIN, "salah sambung"),
            of(Wish.WRONG_PERSON, CERTAIN, "salah nomor"),
            of(Wish.WRONG_PERSON, CERTAIN, "salah orang"),
            of(Wish.WRONG_PERSON, CERTAIN, "salah kirim"),
            of(Wish.WRONG_PERSON, CERTAIN, "wrong number"),
            of(Wish.WRONG_PERSON, CERTAIN, "wrong person"),
            of(Wish.WRONG_PERSON, LIKELY, "bukan nomor"),
            of(Wish.WRONG_PERSON, LIKELY, "tidak kenal"),
            of(Wish.WRONG_PERSON, LIKELY, "gak kenal"),
            of(Wish.WRONG_PERSON, LIKELY, "not my number"),
            of(Wish.WRONG_PERSON, LIKELY, "dont know this person"),
            of(Wish.WRONG_PERSON, LIKELY, "dont know him"),
            of(Wish.WRONG_PERSON, LIKELY, "dont know her"),
            of(Wish.DISPUTE, LIKELY, "bukan hutang saya"),
            of(Wish.DISPUTE, LIKELY, "bukan utang saya"),
            of(Wish.DISPUTE, LIKELY, "bukan tagihan saya"),
            of(Wish.DISPUTE, LIKELY, "tidak punya hutang"),
            of(Wish.DISPUTE, LIKELY, "tidak punya utang"),
            of(Wish.DISPUTE, LIKELY, "tidak pernah pinjam"),
            of(Wish.DISPUTE, LIKELY, "gak pernah pinjam"),
            of(Wish.DISPUTE, LIKELY, "tagihan salah"),
            of(Wish.DISPUTE, LIKELY, "jumlah salah"),
            of(Wish.DISPUTE, LIKELY, "jumlahnya salah"),
            of(Wish.DISPUTE, LIKELY, "penipuan"),
            of(Wish.DISPUTE, LIKELY, "not my debt"),
            of(Wish.DISPUTE, LIKELY, "not my loan"),
            of(Wish.DISPUTE, LIKELY, "never borrowed"),
            of(Wish.DISPUTE, LIKELY, "dont owe"),
            of(Wish.DISPUTE, LIKELY, "do not owe"),
            of(Wish.DISPUTE, LIKELY, "i dispute"),
            of(Wish.DISPUTE, LIKELY, "wrong amount"),
            of(Wish.DISPUTE, LIKELY, "amount is wrong"),
            of(Wish.DISPUTE, LIKELY, "fraud"),
            of(Wish.PAID, CERTAIN, "sudah bayar"),
            of(Wish.PAID, CERTAIN, "sudah saya bayar"),
            of(Wish.PAID, CERTAIN, "sudah dibayar"),
            of(Wish.PAID, CERTAIN, "sudah lunas"),
            of(Wish.PAID, CERTAIN, "sudah transfer"),
            of(Wish.PAID, CERTAIN, "sudah di transfer"),
            of(Wish.PAID, CERTAIN, "sudah ditransfer"),
            of(Wish.PAID, LIKELY, "telah bayar"),
            of(Wish.PAID, LIKELY, "telah dibayar"),
            of(Wish.PAID, LIKELY, "lunas"),
            of(Wish.PAID, CERTAIN, "already paid"),
            of(Wish.PAID, CERTAIN, "i paid"),
            of(Wish.PAID, CERTAIN, "have paid"),
            of(Wish.PAID, LIKELY, "paid"),
            of(Wish.PAID, LIKELY, "already transferred"),
            of(Wish.CALL_ME, CERTAIN, "telepon saya"),
            of(Wish.CALL_ME, CERTAIN, "telp saya"),
            of(Wish.CALL_ME, CERTAIN, "hubungi saya"),
            of(Wish.CALL_ME, LIKELY, "tolong telepon"),
            of(Wish.CALL_ME, LIKELY, "tolong telp"),
            of(Wish.CALL_ME, LIKELY, "minta ditelepon"),
            of(Wish.CALL_ME, CERTAIN, "call me"),
            of(Wish.CALL_ME, LIKELY, "ring me"),
            of(Wish.CALL_ME, LIKELY, "phone me"),
            of(Wish.CALL_ME, LIKELY, "call back"),
            of(Wish.CALL_ME, LIKELY, "telepon balik"),
            of(Wish.CALL_ME, LIKELY, "hubungi balik"),
            of(Wish.CALL_ME, LIKELY, "mau ditelepon"),
            of(Wish.CALL_ME, LIKELY, "bisa ditelepon"),
            of(Wish.CALL_ME, LIKELY, "boleh ditelepon"),
            of(Wish.CALL_ME, LIKELY, "mohon ditelepon"),
            of(Wish.CALL_ME, LIKELY, "minta dihubungi"),
            of(Wish.CALL_ME, LIKELY, "mohon dihubungi"),
            of(Wish.HOW_TO_PAY, LIKELY, "cara bayar"),
            of(Wish.HOW_TO_PAY, LIKELY, "cara bayarnya"),
            of(Wish.HOW_TO_PAY, LIKELY, "cara pembayaran"),
            of(Wish.HOW_TO_PAY, LIKELY, "bayar kemana"),
            of(Wish.HOW_TO_PAY, LIKELY, "bayar ke mana"),
            of(Wish.HOW_TO_PAY, LIKELY, "bayar dimana"),
            of(Wish.HOW_TO_PAY, LIKELY, "bayar di mana"),
            of(Wish.HOW_TO_PAY, LIKELY, "nomor rekening"),
            of(Wish.HOW_TO_PAY, LIKELY, "no rekening"),
            of(Wish.HOW_TO_PAY, LIKELY, "virtual account"),
            of(Wish.HOW_TO_PAY, LIKELY, "how to pay"),
            of(Wish.HOW_TO_PAY, LIKELY, "how do i pay"),
            of(Wish.HOW_TO_PAY, LIKELY, "how can i pay"),
            of(Wish.HOW_TO_PAY, LIKELY, "where do i pay"),
            of(Wish.HOW_TO_PAY, LIKELY, "where to pay"),
            of(Wish.HOW_MUCH, LIKELY, "berapa"),
            of(Wish.HOW_MUCH, LIKELY, "brp"),
            of(Wish.HOW_MUCH, LIKELY, "how much"),
            of(Wish.HOW_MUCH, LIKELY, "what do i owe"),
            of(Wish.HOW_MUCH, LIKELY, "when is it due"),
            of(Wish.HOW_MUCH, LIKELY, "jatuh tempo kapan"),
            of(Wish.HOW_MUCH, LIKELY, "kapan jatuh tempo"));

    private static final Set<String> PAY_WORDS = Set.of(
            "bayar",
            "byr",
            "dibayar",
            "bayarnya",
            "membayar",
            "transfer",
            "tf",
            "lunasi",
            "pay",
            "paying",
            "settle",
            "payment");

    /** Each the first word of a yes. */
    private static final Set<String> YES = Set.of(
            "ya",
            "iya",
            "yes",
            "yep",
            "yup",
            "y",
            "ok",
            "oke",
            "okay",
            "boleh",
            "mau",
            "bisa",
            "silakan",
            "silahkan",
            "siap",
            "please",
            "sure",
            "1");

    /** A yes with one of these is none. */
    private static final Set<String> NOT_NOW = Set.of("dulu", "later", "no", "but", "tapi");

    private ReplyReader() {}

    /**
     * Reads what answers no invitation.
     *
     * @param text as it was written
     * @param today local date of whoever wrote it
     */
    public static ReadReply read(String text, LocalDate today) {
        return read(text, today.atStartOfDay(), false);
    }

    /**
     * @param text as it was written
     * @param now local time of whoever wrote it
     * @param invited whether it answers {@link #INVITATION}: then a yes, or a time alone, is a wish to be called
     */
    public static ReadReply read(String text, LocalDateTime now, boolean invited) {
        List<String> words = words(text);
        if (words.isEmpty() || words.size() > MOST_WORDS) {
            return ReadReply.NOTHING;
        }
        if (saysStop(words)) {
            return new ReadReply(Wish.STOP, CERTAIN, null, null);
        }
        int[] sure = new int[Wish.values().length];
        for (Phrase phrase : PHRASES) {
            if (says(words, phrase.words())) {
                int at = phrase.wish().ordinal();
                sure[at] = Math.max(sure[at], phrase.confidence());
            }
        }
        LocalDate day = PayDay.in(words, now.toLocalDate());
        LocalDateTime call = CallTime.in(words, now);
        boolean questioned = sure[Wish.HOW_MUCH.ordinal()] > 0 || sure[Wish.HOW_TO_PAY.ordinal()] > 0;
        boolean isOver = sure[Wish.PAID.ordinal()] > 0 && day == null;
        if (!questioned && !isOver && saysPay(words)) {
            sure[Wish.WILL_PAY.ordinal()] = day != null ? LIKELY : HINT;
        }
        if (invited && Arrays.stream(sure).allMatch(each -> each == 0) && agrees(words, call)) {
            sure[Wish.CALL_ME.ordinal()] = LIKELY;
        }
        ReadReply read = best(sure, day, call);
        boolean isFar = read.callAt() != null && read.callAt().isAfter(now.plusDays(MOST_DAYS_TO_A_CALL));
        return isFar
                ? new ReadReply(read.wish(), Math.max(0, read.confidence() - DOUBT), read.payBy(), read.callAt())
                : read;
    }

    private static boolean agrees(List<String> words, @Nullable LocalDateTime call) {
        return words.size() <= SHORT
                && words.stream().noneMatch(word -> NOT.contains(word) || NOT_NOW.contains(word))
                && (call != null || YES.contains(words.get(0)));
    }

    private static ReadReply best(int[] sure, @Nullable LocalDate day, @Nullable LocalDateTime call) {
        Wish best = Wish.OTHER;
        int second = 0;
        for (Wish wish : Wish.values()) {
            int here = sure[wish.ordinal()];
            if (here > sure[best.ordinal()]) {
                second = Math.max(second, sure[best.ordinal()]);
                best = wish;
            } else {
                second = Math.max(second, here);
            }
        }
        int confidence = sure[best.ordinal()] - (second > 0 && best != Wish.STOP ? DOUBT : 0);
        return new ReadReply(
                best, Math.max(0, confidence), best == Wish.WILL_PAY ? day : null, best == Wish.CALL_ME ? call : null);
    }

    private static boolean saysStop(List<String> words) {
        return words.size() == 1 && STOP_ALONE.contains(words.get(0))
                || words.size() <= SHORT && words.stream().anyMatch(STOP_WORDS::contains)
                || STOP_WORDS.contains(words.get(0));
    }

    /** Whether paying is spoken of, and not denied. */
    private static boolean saysPay(List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            if (PAY_WORDS.contains(words.get(i)) && !isDenied(words, i)) {
                return true;
            }
        }
        return false;
    }

    private static boolean says(List<String> words, List<String> phrase) {
        boolean deniesItself = NOT.contains(phrase.get(0)) || phrase.get(0).equals("do");
        for (int i = 0; i + phrase.size() <= words.size(); i++) {
            if (words.subList(i, i + phrase.size()).equals(phrase) && (deniesItself || !isDenied(words, i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDenied(List<String> words, int at) {
        for (int i = Math.max(0, at - REACH_OF_NOT); i < at; i++) {
            if (NOT.contains(words.get(i))) {
                return true;
            }
        }
        return false;
    }

    /** Small letters without accents; apostrophes join, everything else that is no letter or digit parts. */
    private static List<String> words(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKD)
                .replaceAll("[\\p{M}'’`]", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\b(sdh|udah|udh|sdah|dah)\\b", "sudah")
                .replaceAll("\\b(byr|bayr)\\b", "bayar")
                .replaceAll("\\b(sy|aku|gue|gw)\\b", "saya")
                .replaceAll("\\b(tlp|telpon|telfon|tlpn)\\b", "telepon")
                .replaceAll("\\b(jgn|jngn)\\b", "jangan");
        return Arrays.stream(plain.split("[^\\p{L}\\p{N}/]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static Phrase of(Wish wish, int confidence, String words) {
        return new Phrase(wish, confidence, List.of(words.split(" ")));
    }
}
