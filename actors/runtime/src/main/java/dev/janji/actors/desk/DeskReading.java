package dev.janji.actors.desk;

import dev.janji.actors.desk.OperatorBook.DeskSetup;
import dev.janji.actors.rules.YamlValue;
import dev.janji.domain.allocation.DeskTerms;
import dev.janji.domain.allocation.DeskTerms.LenderTerms;
import dev.janji.domain.allocation.DeskTerms.QueueTerms;
import dev.janji.domain.allocation.DeskTerms.Timing;
import dev.janji.domain.allocation.Lead;
import dev.janji.domain.id.DeskId;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.id.QueueId;
import dev.janji.domain.money.Money;
import dev.janji.domain.pacing.AbandonTerms;
import dev.janji.domain.pacing.PacingMode;
import dev.janji.domain.pacing.PacingTerms;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the file of one desk. What is left out is as {@code docs/desks.md} says. */
final class DeskReading {
    private static final int HEAVIEST = 1_000;
    private static final int LONGEST_SECONDS = 30 * 86_400;
    private static final int PERMILLE = 1_000;
    private static final int TENTHS = 10;

    /** Which share of answered calls may be abandoned, and how it is counted. */
    private enum Profile {
        /** AB-01. */
        TELEMARKETING_SALES_RULE,
        /** AB-03. */
        UNITED_KINGDOM,
        EVERY_SHIFT;

        private AbandonTerms terms() {
            return switch (this) {
                case TELEMARKETING_SALES_RULE -> AbandonTerms.telemarketingSalesRule();
                case UNITED_KINGDOM -> AbandonTerms.unitedKingdom();
                case EVERY_SHIFT -> AbandonTerms.everyShift();
            };
        }
    }

    private DeskReading() {}

    static DeskSetup of(YamlValue root, ZoneId zone) {
        root.only(
                "desk",
                "name",
                "about",
                "opens",
                "closes",
                "lenders",
                "queues",
                "inbound",
                "timing",
                "urgent-in-a-row");
        List<LenderTerms> lenders = new ArrayList<>();
        for (YamlValue each : root.get("lenders").some()) {
            lenders.add(lender(each));
        }
        List<QueueTerms> queues = new ArrayList<>();
        Map<QueueId, PacingTerms> dialing = new HashMap<>();
        for (YamlValue each : root.get("queues").some()) {
            QueueTerms queue = queue(each);
            queues.add(queue);
            dialing.put(queue.queue(), dialing(each.get("dialing")));
        }
        List<InboundLine> inbound = new ArrayList<>();
        YamlValue lines = root.find("inbound");
        if (lines != null) {
            for (YamlValue each : lines.some()) {
                inbound.add(inbound(each, dialing.keySet()));
            }
        }
        YamlValue urgent = root.find("urgent-in-a-row");
        DeskTerms terms = OperatorReader.checked(
                root.get("queues"),
                () -> new DeskTerms(
                        lenders,
                        queues,
                        timing(root.find("timing")),
                        urgent == null ? DeskTerms.MOST_URGENT_IN_A_ROW : urgent.number(1, HEAVIEST),
                        DeskTerms.MOST_LINES));
        return OperatorReader.checked(
                root,
                () -> new DeskSetup(
                        root.get("desk").parsed(DeskId::new, "an id of a-z, 0-9 and '-'"),
                        root.get("name").text(),
                        zone,
                        root.get("opens").time(),
                        root.get("closes").time(),
                        terms,
                        dialing,
                        inbound));
    }

    private static InboundLine inbound(YamlValue written, Set<QueueId> queues) {
        written.only("queue", "number");
        YamlValue queue = written.get("queue");
        QueueId id = queue.parsed(QueueId::new, "an id of a-z, 0-9 and '-'");
        if (!queues.contains(id)) {
            throw queue.refused("expected a queue of this desk, but found `" + id + "`");
        }
        YamlValue number = written.find("number");
        if (number == null) {
            return new InboundLine(id, "");
        }
        InboundLine line = OperatorReader.checked(number, () -> new InboundLine(id, InboundLine.digits(number.text())));
        if (line.number().isEmpty()) {
            throw number.refused("expected digits, but found none: leave `number` out for any");
        }
        return line;
    }

    private static LenderTerms lender(YamlValue written) {
        written.only("lender", "weight", "certificate");
        return new LenderTerms(
                written.get("lender").parsed(LenderId::new, "an id of a-z, 0-9 and '-'"),
                written.get("weight").number(1, HEAVIEST),
                written.get("certificate").word(Certificate.class) == Certificate.DEMANDED);
    }

    /** Whether a valid certificate of the lender is demanded (ID-08). */
    private enum Certificate {
        DEMANDED,
        NOT_DEMANDED
    }

    private static QueueTerms queue(YamlValue written) {
        written.only("queue", "lender", "weight", "worth-of-an-hour", "most-head-start-minutes", "dialing");
        YamlValue worth = written.get("worth-of-an-hour").only("minor", "currency");
        YamlValue most = written.find("most-head-start-minutes");
        Money hour = new Money(
                worth.get("minor").parsed(Long::parseLong, "a whole number of minor units"),
                worth.get("currency").parsed(Currency::getInstance, "a currency such as IDR"));
        return OperatorReader.checked(
                written,
                () -> new QueueTerms(
                        written.get("queue").parsed(QueueId::new, "an id of a-z, 0-9 and '-'"),
                        written.get("lender").parsed(LenderId::new, "the id of a lender"),
                        written.get("weight").number(1, HEAVIEST),
                        hour,
                        most == null
                                ? QueueTerms.MOST_HEAD_START
                                : Duration.ofMinutes(most.number(0, LONGEST_SECONDS / 60))));
    }

    private static PacingTerms dialing(YamlValue written) {
        written.only(
                "mode",
                "abandonment",
                "detection-error-permille",
                "lines-per-ready-agent-tenths",
                "fewest-agents",
                "most-lines-per-agent",
                "ring-seconds");
        PacingMode mode = written.get("mode").word(PacingMode.class);
        YamlValue profile = written.find("abandonment");
        if (profile == null && mode == PacingMode.PREDICTIVE) {
            throw written.refused("expected `abandonment` for mode predictive, but it is missing");
        }
        AbandonTerms abandon = (profile == null ? Profile.EVERY_SHIFT : profile.word(Profile.class)).terms();
        YamlValue error = written.find("detection-error-permille");
        PacingTerms usual = PacingTerms.predictive(
                error == null
                        ? abandon
                        : abandon.withDetectionError(error.number(0, PERMILLE - 1) / (double) PERMILLE));
        YamlValue ratio = written.find("lines-per-ready-agent-tenths");
        return OperatorReader.checked(
                written,
                () -> new PacingTerms(
                        mode,
                        ratio == null ? usual.ratio() : ratio.number(TENTHS, TENTHS * TENTHS) / (double) TENTHS,
                        usual.abandon(),
                        number(written.find("fewest-agents"), usual.fewestAgents()),
                        usual.fewestSamples(),
                        number(written.find("most-lines-per-agent"), (int) usual.mostLines()),
                        Duration.ofSeconds(number(written.find("ring-seconds"), (int)
                                usual.ringLimit().toSeconds()))));
    }

    private static int number(@Nullable YamlValue written, int usual) {
        return written == null ? usual : written.number(1, HEAVIEST);
    }

    private static Timing timing(@Nullable YamlValue written) {
        if (written == null) {
            return Timing.USUAL;
        }
        written.only(
                "lease-seconds",
                "wrap-up-seconds",
                "callback-lead-seconds",
                "rest-seconds",
                "owner-first-seconds",
                "announce-every-seconds",
                "offer-callback-after-seconds");
        Map<Lead.Kind, Duration> owners = new EnumMap<>(Timing.USUAL.ownerFirst());
        YamlValue own = written.find("owner-first-seconds");
        if (own != null) {
            own.only("outbound", "callback", "inbound", "written");
            for (Lead.Kind kind : Lead.Kind.values()) {
                YamlValue each = own.find(YamlValue.written(kind));
                if (each != null) {
                    owners.put(kind, seconds(each));
                }
            }
        }
        return OperatorReader.checked(
                written,
                () -> new Timing(
                        seconds(written.find("lease-seconds"), Timing.USUAL.lease()),
                        seconds(written.find("wrap-up-seconds"), Timing.USUAL.wrapUp()),
                        seconds(written.find("callback-lead-seconds"), Timing.USUAL.callbackLead()),
                        seconds(written.find("rest-seconds"), Timing.USUAL.rest()),
                        owners,
                        seconds(written.find("announce-every-seconds"), Timing.USUAL.announceEvery()),
                        seconds(written.find("offer-callback-after-seconds"), Timing.USUAL.offerCallbackAfter())));
    }

    private static Duration seconds(@Nullable YamlValue written, Duration usual) {
        return written == null ? usual : seconds(written);
    }

    private static Duration seconds(YamlValue written) {
        return Duration.ofSeconds(written.number(0, LONGEST_SECONDS));
    }
}
