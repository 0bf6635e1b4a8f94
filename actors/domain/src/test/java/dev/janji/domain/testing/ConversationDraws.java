package dev.janji.domain.testing;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.debtor.Conversation;
import dev.janji.domain.debtor.DebtorState.Known;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.CallbackId;
import dev.janji.domain.id.ComplaintId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.ConversationId;
import dev.janji.domain.id.HoldId;
import dev.janji.domain.id.ReplyId;
import dev.janji.domain.lender.ConversationEvent;
import dev.janji.domain.lender.Disposition;
import dev.janji.domain.lender.LenderEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What is said to a debtor next, and what ends what was said. */
final class ConversationDraws {
    private final DomainGenerators gen;
    private int counter;

    ConversationDraws(DomainGenerators gen) {
        this.gen = gen;
    }

    /** One of each kind, of any legal content. */
    List<LenderEvent> oneOfEach() {
        return List.of(
                new ConversationEvent.ConversationHeld(
                        new ConversationId(gen.idText()),
                        gen.oneOf(Channel.class),
                        gen.oneOf(ConversationEvent.Direction.class),
                        gen.orNull(gen::contactPointId),
                        gen.listOf(3, gen::accountId),
                        gen.oneOf(Disposition.class),
                        gen.oneOf(ConversationEvent.Reason.class),
                        gen.text(),
                        gen.orNull(() -> new AttemptId("bank~" + gen.idText() + "~7")),
                        gen.listOf(2, gen::text)),
                new ConversationEvent.DispositionCorrected(
                        new ConversationId(gen.idText()),
                        gen.oneOf(Disposition.class),
                        gen.oneOf(ConversationEvent.Reason.class)),
                new ConversationEvent.ReplyReceived(
                        new ReplyId(gen.idText()),
                        gen.oneOf(Channel.class),
                        gen.orNull(gen::contactPointId),
                        gen.listOf(3, gen::accountId),
                        gen.oneOf(ConversationEvent.Intent.class),
                        gen.orNull(gen::date),
                        gen.text(),
                        gen.orNull(() -> gen.date().atTime(gen.random().nextInt(24), 30))),
                new ConversationEvent.CallbackRequested(
                        new CallbackId(gen.idText()),
                        gen.instant(),
                        gen.instant(),
                        gen.text(),
                        gen.orNull(gen::contactPointId)),
                new ConversationEvent.CallbackClosed(
                        new CallbackId(gen.idText()), gen.oneOf(ConversationEvent.CallbackResult.class)),
                new ConversationEvent.ComplaintReceived(
                        new ComplaintId(gen.idText()),
                        gen.oneOf(ConversationEvent.ComplaintCategory.class),
                        gen.oneOf(ConversationEvent.ComplaintSource.class),
                        gen.date(),
                        gen.percent(50)),
                new ConversationEvent.ComplaintClosed(
                        new ComplaintId(gen.idText()), gen.oneOf(ConversationEvent.ComplaintResult.class)));
    }

    /** @param account that it is about, when it is about one */
    LenderEvent next(Known known, AccountId account, Instant now) {
        return gen.percent(60) ? end(known, account, now) : begin(known, account, now);
    }

    private LenderEvent begin(Known known, AccountId account, Instant now) {
        List<AccountId> about = gen.percent(50) ? List.of() : List.of(account);
        LocalDate day =
                LocalDate.ofInstant(now, ZoneOffset.UTC).plusDays(gen.random().nextInt(-1, 12));
        return switch (gen.random().nextInt(10)) {
            case 0, 1, 2, 3 ->
                new ConversationEvent.ConversationHeld(
                        new ConversationId("cv" + ++counter),
                        gen.oneOf(Channel.class),
                        gen.oneOf(ConversationEvent.Direction.class),
                        point(known),
                        about,
                        gen.oneOf(Disposition.class),
                        gen.oneOf(ConversationEvent.Reason.class),
                        "agent");
            case 4, 5, 6, 7 -> {
                ConversationEvent.Intent intent = gen.oneOf(ConversationEvent.Intent.class);
                yield new ConversationEvent.ReplyReceived(
                        new ReplyId("r" + ++counter),
                        gen.percent(90) ? Channel.SMS : Channel.PUSH,
                        point(known),
                        about,
                        intent,
                        intent == ConversationEvent.Intent.WILL_PAY ? day : null,
                        gen.percent(50) ? "words" : "",
                        intent == ConversationEvent.Intent.CALL_ME && gen.percent(50) ? callAt(now) : null);
            }
            case 8 -> {
                Instant from = now.plusSeconds(gen.random().nextInt(-3_600, 200_000));
                yield new ConversationEvent.CallbackRequested(
                        new CallbackId("cb" + ++counter), from, from.plusSeconds(7_200), "", point(known));
            }
            default ->
                new ConversationEvent.ComplaintReceived(
                        new ComplaintId("co" + ++counter),
                        gen.oneOf(ConversationEvent.ComplaintCategory.class),
                        gen.oneOf(ConversationEvent.ComplaintSource.class),
                        day,
                        gen.percent(50));
        };
    }

    /** From yesterday to a week ahead. */
    private LocalDateTime callAt(Instant now) {
        return LocalDateTime.ofInstant(now, ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.HOURS)
                .plusHours(gen.random().nextInt(-24, 168));
    }

    private ContactPointId point(Known known) {
        List<ContactPoint> points = known.profile().contactPoints();
        return points.isEmpty() ? null : gen.orNull(() -> gen.oneOf(points).id());
    }

    /** Whatever stands is ended in some way; what does not stand is refused. */
    private LenderEvent end(Known known, AccountId account, Instant now) {
        List<ContactPoint> points = known.profile().contactPoints();
        List<Conversation> held = known.dialogue().conversations();
        ConversationId one = held.isEmpty()
                ? new ConversationId("cv" + counter)
                : gen.oneOf(held).id();
        return switch (gen.random().nextInt(9)) {
            case 0, 1 ->
                new ConversationEvent.DispositionCorrected(
                        one,
                        gen.percent(70) ? Disposition.RPC_HUNG_UP : gen.oneOf(Disposition.class),
                        ConversationEvent.Reason.NONE);
            case 2 -> new LenderEvent.HoldLifted(new HoldId(one.value()));
            case 3 -> new LenderEvent.DisputeResolved(account, one.value());
            case 4 ->
                known.dialogue().replies().isEmpty()
                        ? begin(known, account, now)
                        : new LenderEvent.DisputeResolved(
                                account,
                                gen.oneOf(known.dialogue().replies()).id().value());
            case 5 -> {
                if (known.dialogue().complaints().isEmpty()) {
                    yield new ConversationEvent.ComplaintClosed(
                            new ComplaintId("co" + counter), gen.oneOf(ConversationEvent.ComplaintResult.class));
                }
                yield new ConversationEvent.ComplaintClosed(
                        gen.oneOf(known.dialogue().complaints()).id(),
                        gen.oneOf(ConversationEvent.ComplaintResult.class));
            }
            case 6 ->
                new ConversationEvent.CallbackClosed(
                        known.dialogue().callbacks().isEmpty()
                                ? new CallbackId("r" + counter)
                                : gen.oneOf(known.dialogue().callbacks()).id(),
                        gen.oneOf(ConversationEvent.CallbackResult.class));
            case 7 ->
                points.isEmpty()
                        ? begin(known, account, now)
                        : new LenderEvent.ConsentChanged(gen.oneOf(points).id(), ContactPoint.Consent.GIVEN);
            default ->
                points.isEmpty()
                        ? begin(known, account, now)
                        : new LenderEvent.ContactPointChanged(
                                gen.oneOf(points).withVerification(ContactPoint.Verification.VERIFIED));
        };
    }
}
