package dev.janji.domain.testing;

import dev.janji.domain.account.Ageing;
import dev.janji.domain.debtor.Account;
import dev.janji.domain.debtor.DebtorState.Known;
import dev.janji.domain.id.MoratoriumId;
import dev.janji.domain.id.PauseId;
import dev.janji.domain.lender.AgeingEvent;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.lender.Moratorium;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Days that do not count: what a lender may tell of them, and states with them. */
final class AgeingDraws {
    private final DomainGenerators gen;

    AgeingDraws(DomainGenerators gen) {
        this.gen = gen;
    }

    List<LenderEvent> oneOfEach() {
        return List.of(
                new AgeingEvent.MoratoriumStarted(
                        new MoratoriumId(gen.idText()),
                        gen.oneOf(Moratorium.Kind.class),
                        gen.orNull(gen::accountId),
                        gen.date(),
                        gen.orNull(gen::date)),
                new AgeingEvent.MoratoriumEnded(
                        new MoratoriumId(gen.idText()), gen.date(), gen.orNull(gen::date), gen.text()),
                new AgeingEvent.AgeingPaused(
                        gen.accountId(), new PauseId(gen.idText()), gen.date(), gen.orNull(gen::date), gen.text()),
                new AgeingEvent.AgeingResumed(gen.accountId(), new PauseId(gen.idText()), gen.date()));
    }

    /** Few names, so that they meet; from long ago to the day after tomorrow, known to end or not. */
    LenderEvent next(Known known, Account account, LocalDate today) {
        LocalDate from = today.plusDays(gen.random().nextInt(-30, 3));
        LocalDate until = until(from);
        MoratoriumId moratorium = new MoratoriumId("m" + gen.random().nextInt(12));
        PauseId pause = new PauseId("z" + gen.random().nextInt(6));
        return switch (gen.random().nextInt(8)) {
            case 0, 1 ->
                new AgeingEvent.MoratoriumStarted(
                        moratorium,
                        gen.oneOf(Moratorium.Kind.class),
                        gen.percent(40) ? account.id() : null,
                        from,
                        until);
            case 2, 3 ->
                new AgeingEvent.MoratoriumEnded(
                        known.moratoria().isEmpty()
                                ? moratorium
                                : gen.oneOf(known.moratoria()).id(),
                        today.plusDays(gen.random().nextInt(-10, 4)),
                        gen.percent(20) ? today : null,
                        "REVIEW");
            case 4, 5 -> new AgeingEvent.AgeingPaused(account.id(), pause, from, until, "DISASTER");
            default -> resumed(account, pause, today);
        };
    }

    private LenderEvent resumed(Account account, PauseId otherwise, LocalDate today) {
        for (Ageing.Pause each : account.ledger().ageing().pauses()) {
            if (each.cause() == Ageing.Cause.LENDER) {
                return new AgeingEvent.AgeingResumed(
                        account.id(),
                        each.id(),
                        each.from().plusDays(gen.random().nextInt(-1, 12)));
            }
        }
        return new AgeingEvent.AgeingResumed(account.id(), otherwise, today);
    }

    private @Nullable LocalDate until(LocalDate from) {
        return gen.percent(25) ? null : from.plusDays(1L + gen.random().nextInt(gen.percent(80) ? 20 : 70));
    }

    Moratorium moratorium() {
        LocalDate from = gen.date();
        return new Moratorium(
                new MoratoriumId(gen.idText()),
                gen.oneOf(Moratorium.Kind.class),
                gen.orNull(gen::accountId),
                from,
                gen.orNull(() -> from.plusDays(gen.random().nextInt(70))));
    }

    Ageing ageing() {
        List<Ageing.Pause> pauses = new ArrayList<>();
        for (int i = gen.percent(60) ? 0 : gen.random().nextInt(5); i > 0; i--) {
            LocalDate from = gen.date();
            pauses.add(new Ageing.Pause(
                    gen.oneOf(Ageing.Cause.class),
                    new PauseId("z" + i + gen.idText().substring(0, 1)),
                    from,
                    gen.percent(10) ? null : from.plusDays(gen.random().nextInt(400))));
        }
        return Ageing.of(pauses);
    }
}
