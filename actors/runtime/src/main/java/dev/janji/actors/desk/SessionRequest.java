package dev.janji.actors.desk;

import dev.janji.domain.account.Instalment;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.ConversationId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.LeadId;
import dev.janji.domain.lender.ConversationEvent;
import dev.janji.domain.lender.Disposition;
import dev.janji.domain.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a signed-in person asks of the session. What is not the session's own goes on to the desk as {@link OfDesk}. Immutable. */
public sealed interface SessionRequest {
    <R> R match(Cases<R> cases);

    /** One method a request. */
    interface Cases<R> {
        R ofDesk(OfDesk r);

        R identify(Identify r);

        R capture(Capture r);

        R dispose(Dispose r);

        R correct(Correct r);

        R find(FindDebtor r);

        R open(OpenDebtor r);

        R sendText(SendText r);

        R watchFloor(WatchFloor r);

        R signOut(SignOut r);
    }

    /** Something that the desk decides. */
    record OfDesk(AgentRequest request) implements SessionRequest {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.ofDesk(this);
        }
    }

    /** @param result not {@code PENDING} */
    record Identify(LeadId lead, IdentityCheck result) implements SessionRequest {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.identify(this);
        }
    }

    /** What the conversation ended with. @param accounts that were talked about; empty: all of them */
    record Dispose(LeadId lead, Disposition disposition, ConversationEvent.Reason reason, List<AccountId> accounts)
            implements SessionRequest {
        public Dispose {
            accounts = List.copyOf(accounts);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.dispose(this);
        }
    }

    /** Something that is stored at the debtor of the lead while or after the agent talks. */
    sealed interface Capture extends SessionRequest {
        LeadId lead();

        AgentAction action();

        @Override
        default <R> R match(Cases<R> cases) {
            return cases.capture(this);
        }
    }

    /** @param by the last day */
    record CapturePromise(LeadId lead, AccountId account, Money amount, LocalDate by) implements Capture {
        @Override
        public AgentAction action() {
            return AgentAction.PROMISE;
        }
    }

    /** Instalments that replace the account's own. */
    record CaptureArrangement(LeadId lead, AccountId account, List<Instalment> instalments) implements Capture {
        public CaptureArrangement {
            instalments = List.copyOf(instalments);
        }

        @Override
        public AgentAction action() {
            return AgentAction.ARRANGEMENT;
        }
    }

    /** @param skill empty when any agent will do */
    record BookCallback(LeadId lead, Instant from, Instant until, String skill) implements Capture {
        @Override
        public AgentAction action() {
            return AgentAction.CALLBACK;
        }
    }

    record RaiseDispute(LeadId lead, AccountId account) implements Capture {
        @Override
        public AgentAction action() {
            return AgentAction.DISPUTE;
        }
    }

    /** @param hold whether nothing is collected until it is closed */
    record FileComplaint(LeadId lead, ConversationEvent.ComplaintCategory category, boolean hold) implements Capture {
        @Override
        public AgentAction action() {
            return AgentAction.COMPLAINT;
        }
    }

    /** The disposition of an earlier conversation was wrong. */
    record Correct(
            DebtorKey debtor, ConversationId conversation, Disposition disposition, ConversationEvent.Reason reason)
            implements SessionRequest {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.correct(this);
        }
    }

    /** Among the lenders that the person may work for today. @param text a debtor's id, an account's number, a telephone number or mail address; whole */
    record FindDebtor(String text) implements SessionRequest {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.find(this);
        }

        /** Never the text: it may be a telephone number. */
        @Override
        public String toString() {
            return "FindDebtor";
        }
    }

    /** Shows a debtor without a call. */
    record OpenDebtor(DebtorKey debtor) implements SessionRequest {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.open(this);
        }
    }

    /** @param to null: of a supervisor to everybody at the desk, of an agent to its supervisors */
    record SendText(@Nullable AgentId to, String text) implements SessionRequest {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.sendText(this);
        }

        /** Never the text. */
        @Override
        public String toString() {
            return "SendText[" + to + "]";
        }
    }

    /** Of a supervisor: the floor from here on. */
    record WatchFloor() implements SessionRequest {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.watchFloor(this);
        }
    }

    record SignOut() implements SessionRequest {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.signOut(this);
        }
    }
}
