package dev.janji.loadtest.compliance;

import dev.janji.loadtest.compliance.ProposedContact.Consent;
import dev.janji.loadtest.compliance.ProposedContact.OtherDebtor;
import dev.janji.loadtest.compliance.ProposedContact.Past;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Draws what was before a contact: others at the edges of windows, consents at their ends, what is forgotten. Confined to one thread. */
final class PastDraws {
    private static final Duration DAY = Duration.ofDays(1);

    private final Dice dice;
    private final Draft draft;

    PastDraws(Dice dice, Draft draft) {
        this.dice = dice;
        this.draft = draft;
    }

    /** Contacts that no window should see, most of the time. */
    void longAgo() {
        for (int made = dice.between(0, 3); made > 0; made--) {
            Instant then = draft.midnight(dice.between(8, 60)).plusSeconds(dice.below(DAY.toSeconds()));
            String channel = anyChannel();
            add(dice.percent(15) ? near() : then, channel, reach(channel));
        }
    }

    /** Attempts of a day, around three. */
    void attempts() {
        for (int made = dice.between(1, 4); made > 0; made--) {
            String channel = anyChannel();
            add(dice.percent(80) ? inside(1) : near(), channel, dice.percent(90) ? "TRIED" : reach(channel));
        }
    }

    /** A conversation in about so many days. */
    void conversation(int days) {
        draft.channel = dice.percent(90) ? "VOICE" : draft.channel;
        String reach = dice.oneOf("CONVERSATION", "INBOUND_CONVERSATION");
        add(dice.percent(65) ? inside(days) : near(), "VOICE", reach);
        if (dice.percent(30)) {
            add(near(), "VOICE", reach("VOICE"));
        }
    }

    /** Calls of a week, around the most that may be made. */
    void calls(int most) {
        draft.channel = dice.percent(95) ? "VOICE" : draft.channel;
        for (int made = dice.between(most - 1, most + 1); made > 0; made--) {
            add(
                    dice.percent(88) ? inside(7) : near(),
                    dice.percent(97) ? "VOICE" : anyChannel(),
                    dice.percent(94) ? "TRIED" : "NOT_CONNECTED");
        }
    }

    /** Calls of 24 hours, around three. */
    void callsOfADay() {
        draft.channel = dice.percent(95) ? "VOICE" : draft.channel;
        for (int made = dice.between(2, 4); made > 0; made--) {
            Instant edge = draft.at.minus(DAY).plusSeconds(dice.between(-1, 1));
            Instant within = draft.at.minusSeconds(dice.below(DAY.toSeconds()));
            add(dice.percent(25) ? edge : within, "VOICE", dice.percent(92) ? "TRIED" : reach("VOICE"));
        }
    }

    /** Something sent to the same number or address, or to one that is not known. */
    void toTheSamePoint() {
        String channel = anyChannel();
        String point = dice.oneOf(Draft.POINT, Draft.POINT, Draft.POINT, "p-2");
        draft.past.add(new Past(before(400), channel, dice.percent(75) ? point : null, Set.of(), reach(channel)));
    }

    /** What was drawn last was had by others, of whom some are the same person. */
    void byOthers() {
        draft.personKey = "k-1";
        List<Past> had = new ArrayList<>(draft.past);
        draft.past.clear();
        List<Past> ours = new ArrayList<>();
        had.forEach(past -> (dice.percent(15) ? ours : draft.past).add(past));
        List<Past> theirs = List.copyOf(draft.past);
        draft.past.clear();
        draft.past.addAll(ours);
        int half = dice.percent(60) ? theirs.size() : dice.between(0, theirs.size());
        draft.others.add(other(theirs.subList(0, half), dice.percent(85)));
        draft.others.add(other(theirs.subList(half, theirs.size()), dice.percent(50)));
    }

    /** @param same whether it is the same person; else but for one thing */
    private OtherDebtor other(List<Past> had, boolean same) {
        boolean placed = dice.of(draft.debts).placed();
        int but = same ? -1 : dice.between(0, 3);
        String operator = placed ? ProposedContact.OPERATOR : null;
        if (but == 0) {
            operator = placed ? null : ProposedContact.OPERATOR;
        }
        return new OtherDebtor(
                placed && but != 0 || but == 1 ? "lender-2" : "lender-1",
                but == 2 ? "agency-2" : operator,
                but == 3 ? dice.oneOf("CO_DEBTOR", "GUARANTOR") : "SAME_PERSON",
                dice.percent(95) ? "k-1" : "k-2",
                had,
                dice.percent(4) ? before(20) : null);
    }

    void consent(String scope) {
        Instant given = dice.percent(50) ? atAnEdge() : before(9);
        given = given.isAfter(draft.at) ? draft.at : given;
        String channel = dice.oneOf(draft.channel, draft.channel, anyChannel());
        draft.consents.add(new Consent(scope, dice.percent(40) ? null : channel, given, end(given)));
    }

    private @Nullable Instant end(Instant given) {
        Instant end = switch (dice.between(0, 9)) {
            case 0 -> draft.at;
            case 1 -> draft.at.plusSeconds(1);
            case 2 -> draft.at.minusSeconds(1);
            case 3, 4, 5, 6 -> draft.at.plusSeconds(1 + dice.below(30 * DAY.toSeconds()));
            default -> null;
        };
        return end == null || end.isAfter(given) ? end : given.plusSeconds(1);
    }

    /** What lies before an instant, mostly at the edge of a window, is remembered no longer. */
    void forget() {
        Instant since = dice.percent(60) ? atAnEdge() : before(40);
        draft.completeSince = since.isAfter(draft.at) ? draft.at : since;
    }

    private void add(Instant at, String channel, String reach) {
        String point = dice.percent(8) ? Draft.POINT : "p-" + dice.between(2, 4);
        draft.past.add(new Past(at, channel, dice.percent(3) ? null : point, about(), reach));
    }

    private Set<String> about() {
        String account = dice.of(draft.debts).account();
        return switch (dice.between(0, 19)) {
            case 0, 1 -> Set.of("a-9");
            case 2, 3, 4 -> Set.of(account, "a-9");
            case 5, 6, 7 -> Set.of();
            default -> Set.of(draft.debts.get(0).account());
        };
    }

    private String anyChannel() {
        return dice.of(ProposedContact.CHANNELS);
    }

    /** Few but calls are talked in or not connected. */
    private String reach(String channel) {
        int chance = channel.equals("VOICE") ? 50 : 3;
        return dice.percent(chance) ? dice.of(ProposedContact.REACHES) : "TRIED";
    }

    /** On one of the local days that end with today, before the judged instant. */
    private Instant inside(int days) {
        Instant first = draft.midnight(days - 1);
        return first.plusSeconds(dice.below(Duration.between(first, draft.at).toSeconds() + 1));
    }

    private Instant near() {
        return dice.percent(60) ? atAnEdge() : before(9);
    }

    private Instant before(int days) {
        return draft.at.minusSeconds(dice.below(days * DAY.toSeconds()));
    }

    private Instant atAnEdge() {
        int second = dice.between(-1, 1);
        return switch (dice.between(0, 11)) {
            case 0, 1 -> draft.at.minus(DAY).plusSeconds(second);
            case 2 -> draft.at;
            case 3 -> draft.at.plusSeconds(dice.between(1, 40_000));
            case 4 -> draft.midnight(-1).plusSeconds(second);
            case 5, 6 -> draft.midnight(0).plusSeconds(second);
            case 7, 8 -> draft.midnight(dice.between(5, 8)).plusSeconds(second);
            default -> draft.at.minus(DAY.multipliedBy(dice.between(6, 8))).plusSeconds(second);
        };
    }
}
