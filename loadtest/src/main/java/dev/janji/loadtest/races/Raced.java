package dev.janji.loadtest.races;

import dev.janji.actors.channel.SendPermit;
import dev.janji.actors.debtor.DebtorEntity;
import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.CallId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.LeadId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/** A debtor of the races: where its lead stands, what its lender is about to say, and what was seen of it. Confined to its house. */
final class Raced {
    final DebtorKey key;
    final ActorRef<DebtorEntity.Message> actor;
    final List<Finish> finishes = new ArrayList<>();

    /** What happened, in its order. */
    final List<Sighting> story = new ArrayList<>();

    /** Calls that the house has asked for and the telephone has not ended, with the leave to dial. */
    final Map<CallId, SendPermit> calls = new HashMap<>();

    /** Leads whose withdrawal an agent was shown. */
    final Set<LeadId> shown = new HashSet<>();

    Stage stage = Stage.NONE;

    @Nullable
    LeadId lead;

    @Nullable
    AgentId agent;

    /** With whom the telephone has connected the present call. */
    @Nullable
    CallId connected;

    /** What the lender says next, and in which stage; null when it has nothing more to say. */
    @Nullable
    Plan plan;

    /** The network said that there is no such number: nobody calls it again. */
    boolean isOutOfService;

    /** How many leads it had when misfortune took one of its calls; -1 when it did not. */
    int leadsBefore = -1;

    long owedMinor;
    int leads;
    private int words;

    /** @param what a stage that was entered, a word that was told, a thing that the telephone did */
    record Sighting(Instant at, String what) {
        @Override
        public String toString() {
            return at + " " + what;
        }
    }

    /** What the lender says, and when. */
    record Plan(Word word, Stage stage) {}

    /** One race: a word that met a lead. */
    static final class Finish {
        final Word word;
        final Stage stage;
        final LeadId lead;
        final Instant told;

        /** Of the debtor, this one included. */
        final int leads;

        boolean isAcked;
        boolean isInDoubt;
        boolean isTalkingWhenAcked;

        @Nullable
        Instant acked;

        /** When the conversation ended that was going on at the acknowledgement. */
        @Nullable
        Instant ended;

        Finish(Word word, Stage stage, LeadId lead, Instant told, int leads) {
            this.word = word;
            this.stage = stage;
            this.lead = lead;
            this.told = told;
            this.leads = leads;
        }
    }

    Raced(DebtorKey key, ActorRef<DebtorEntity.Message> actor, long owedMinor) {
        this.key = key;
        this.actor = actor;
        this.owedMinor = owedMinor;
    }

    int nextWord() {
        return ++words;
    }

    /** Whether a telephone may be ringing, or somebody is on the line. */
    boolean isCalled() {
        return calls.values().stream().anyMatch(permit -> permit.state() == SendPermit.State.CLAIMED);
    }

    /** @return a word that was surely acknowledged and says: nobody begins to talk, of this lead or at all; else null */
    @Nullable
    Finish over(@Nullable LeadId of) {
        for (Finish each : finishes) {
            if (each.isAcked && !each.isInDoubt && (!each.word.isPartial() || each.lead.equals(of))) {
                return each;
            }
        }
        return null;
    }
}
