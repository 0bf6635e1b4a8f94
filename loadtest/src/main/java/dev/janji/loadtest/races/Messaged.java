package dev.janji.loadtest.races;

import dev.janji.actors.channel.SendPermit;
import dev.janji.actors.debtor.DebtorEntity;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.DebtorKey;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/** A debtor of the races for messages, and what was seen of it. Confined to its house. */
final class Messaged {
    final DebtorKey key;
    final ActorRef<DebtorEntity.Message> actor;
    final List<Payment> payments = new ArrayList<>();

    /** In their order, each with what the provider had of it when it was seen. */
    final List<Departure> departures = new ArrayList<>();

    /** Attempts that the gateway has and has not answered; with the leave to send when the adapter has it. */
    final Map<AttemptId, Open> open = new HashMap<>();

    /** Local days on which something came to the gateway. */
    final Set<LocalDate> days = new HashSet<>();

    /** Attempts for which the adapter was given leave, also when the provider never had them. */
    final Set<AttemptId> claimed = new HashSet<>();

    long owedMinor;
    private int words;

    /** A message in the gateway; {@code permit} is null while it waits for its turn. */
    static final class Open {
        @Nullable
        SendPermit permit;

        MessageStage stage() {
            SendPermit asked = permit;
            return asked == null
                    ? MessageStage.QUEUED
                    : asked.state() == SendPermit.State.CLAIMED ? MessageStage.LEFT : MessageStage.HANDED;
        }
    }

    /** What a provider had, and when by the house clock. */
    record Departure(AttemptId attempt, Instant at) {}

    /** One race: a payment that met a message. */
    static final class Payment {
        final Word word;
        final MessageStage stage;
        final AttemptId met;
        final Instant told;

        @Nullable
        Instant acked;

        boolean isInDoubt;

        /** What had left at the acknowledgement. */
        Set<AttemptId> left = Set.of();

        Payment(Word word, MessageStage stage, AttemptId met, Instant told) {
            this.word = word;
            this.stage = stage;
            this.met = met;
            this.told = told;
        }

        @Override
        public String toString() {
            return word + " told at " + told + " while " + met + " is " + stage + ", acknowledged at " + acked
                    + (isInDoubt ? " in doubt" : "");
        }
    }

    Messaged(DebtorKey key, ActorRef<DebtorEntity.Message> actor, long owedMinor) {
        this.key = key;
        this.actor = actor;
        this.owedMinor = owedMinor;
    }

    int nextWord() {
        return ++words;
    }

    boolean hasPaidAll() {
        return payments.stream().anyMatch(payment -> payment.word == Word.PAID);
    }
}
