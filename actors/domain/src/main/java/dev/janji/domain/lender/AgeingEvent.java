package dev.janji.domain.lender;

import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.MoratoriumId;
import dev.janji.domain.id.PauseId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What a lender tells of days that do not count. Immutable. All days are the debtor's local ones. */
public sealed interface AgeingEvent extends LenderEvent {
    <R> R match(Cases<R> cases);

    @Override
    default <R> R match(LenderEvent.Cases<R> cases) {
        return cases.ageing(this);
    }

    /** One method an event. */
    interface Cases<R> {
        R moratoriumStarted(MoratoriumStarted e);

        R moratoriumEnded(MoratoriumEnded e);

        R ageingPaused(AgeingPaused e);

        R ageingResumed(AgeingResumed e);
    }

    /**
     * Nothing is collected or charged, and no day counts.
     *
     * @param account null when it covers every account of the debtor
     * @param from the first day of it
     * @param until the first day on which it is over; null when nobody knows it yet
     */
    record MoratoriumStarted(
            MoratoriumId moratorium,
            Moratorium.Kind kind,
            @Nullable AccountId account,
            LocalDate from,
            @Nullable LocalDate until)
            implements AgeingEvent {
        @Override
        public boolean sparesContact() {
            return true;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.moratoriumStarted(this);
        }
    }

    /**
     * A moratorium is over sooner than was known, or its end is known now.
     *
     * @param on the first day on which it is over; its first day when it never was
     * @param treatmentEndedOn the last day of the treatment that it was for; null when it ends for another reason
     */
    record MoratoriumEnded(
            MoratoriumId moratorium, LocalDate on, @Nullable LocalDate treatmentEndedOn, String reasonCode)
            implements AgeingEvent {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.moratoriumEnded(this);
        }
    }

    /**
     * Days of one account do not count; it may be contacted about all the same.
     *
     * @param from the first day that does not count
     * @param until the first day that counts again; null when nobody knows it yet
     */
    record AgeingPaused(
            AccountId account,
            PauseId pause,
            LocalDate from,
            @Nullable LocalDate until,
            String reasonCode) implements AgeingEvent {
        @Override
        public boolean sparesContact() {
            return true;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.ageingPaused(this);
        }
    }

    /** A pause is over sooner than was known. @param on the first day that counts again; the pause's first day when it never was */
    record AgeingResumed(AccountId account, PauseId pause, LocalDate on) implements AgeingEvent {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.ageingResumed(this);
        }
    }
}
