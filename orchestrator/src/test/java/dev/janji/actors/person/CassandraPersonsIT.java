package dev.janji.actors.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.janji.actors.store.CassandraSettings;
import dev.janji.actors.store.SchemaMigrations;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.debtor.PersonReport;
import dev.janji.domain.id.DebtorId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.DebtorPersonId;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.policy.ContactRecord;
import dev.janji.domain.policy.ContactRecord.OthersContact;
import dev.janji.domain.policy.ContactRecord.Reach;
import dev.janji.orchestrator.cassandra.SharedCassandra;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class CassandraPersonsIT {
    private static final String KEYSPACE = "persons_it";
    private static final Instant AT = Instant.parse("2026-01-05T02:00:00.123456Z");
    private static final OthersContact CALL = new OthersContact(AT, Channel.VOICE, Reach.TRIED);

    private static CqlSession session;

    private final DebtorPersonId person =
            DebtorPersonId.ofOperator("agency", UUID.randomUUID().toString());
    private final DebtorPersonId otherPerson =
            DebtorPersonId.ofOperator("agency", UUID.randomUUID().toString());
    private final DebtorKey first = debtor("bank");
    private final DebtorKey second = debtor("p2p");
    private final Persons persons = node();

    @BeforeAll
    static void connect() {
        session = SharedCassandra.session();
        Config config = ConfigFactory.parseString("janji.actors.store.keyspace = " + KEYSPACE)
                .withFallback(SharedCassandra.config());
        SchemaMigrations.apply(session, CassandraSettings.from(config));
    }

    private static Persons node() {
        return new CassandraPersons(session, KEYSPACE);
    }

    private static DebtorKey debtor(String lender) {
        return new DebtorKey(new LenderId(lender), new DebtorId("d-1"));
    }

    private static <T> T now(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private PersonReport report(String contact) {
        return new PersonReport(person, Map.of(contact, Optional.of(CALL)), null);
    }

    @Test
    void shouldSeeTheContactsOfTheOthersButNotItsOwn() throws Exception {
        now(persons.tell(first, List.of(report("a-1"))));
        now(persons.tell(second, List.of(report("b-1"))));

        Turn turn = now(node().take(first, Set.of(person)));

        assertThat(turn.others()).isEqualTo(new ContactRecord(List.of(CALL), null));
    }

    @Test
    void shouldSeeAContactOnceThatStandsUnderTwoPersons() throws Exception {
        now(persons.tell(
                second, List.of(report("b-1"), new PersonReport(otherPerson, Map.of("b-1", Optional.of(CALL)), null))));

        assertThat(now(persons.take(first, Set.of(person, otherPerson)))
                        .others()
                        .contacts())
                .containsExactly(CALL);
    }

    @Test
    void shouldForgetAContactThatWasNotMade() throws Exception {
        now(persons.tell(second, List.of(report("b-1"))));

        now(persons.tell(second, List.of(new PersonReport(person, Map.of("b-1", Optional.empty()), null))));

        assertThat(now(persons.take(first, Set.of(person))).others()).isEqualTo(ContactRecord.NONE);
    }

    @Test
    void shouldSaySinceWhenNothingIsMissing() throws Exception {
        now(persons.tell(second, List.of(new PersonReport(person, Map.of(), AT))));

        assertThat(now(persons.take(first, Set.of(person))).others().completeSince())
                .isEqualTo(AT);
    }

    @Test
    void shouldLetNobodyElseHaveATurnUntilItEnds() throws Exception {
        Turn turn = now(persons.take(first, Set.of(person)));

        assertThatThrownBy(() -> now(node().take(second, Set.of(otherPerson, person))))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(Persons.PersonBusy.class);

        persons.end(turn);
        // The one that was busy gave back what it had taken.
        assertThat(takenAtLast(first, Set.of(otherPerson, person))).isNotNull();
    }

    /** Turns end behind the back of whoever ends them. */
    private Turn takenAtLast(DebtorKey debtor, Set<DebtorPersonId> all) throws Exception {
        while (true) {
            try {
                return now(persons.take(debtor, all));
            } catch (ExecutionException e) {
                assertThat(e).hasCauseInstanceOf(Persons.PersonBusy.class);
            }
        }
    }

    @Test
    void shouldNeverLetTwoNodesReachTheCapTogether() throws Exception {
        int cap = 5;
        List<CompletableFuture<Integer>> working = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> work(debtor("lender-" + i), cap)))
                .toList();

        int contacts = 0;
        for (CompletableFuture<Integer> each : working) {
            contacts += now(each);
        }

        assertThat(contacts).isEqualTo(cap);
    }

    /** Contacts the person as often as the cap lets. @return how often it did */
    private int work(DebtorKey debtor, int cap) {
        Persons node = node();
        int own = 0;
        try {
            while (true) {
                Turn turn = takenAtLast(debtor, Set.of(person));
                boolean room = turn.others().contacts().size() + own < cap;
                if (room) {
                    now(node.tell(debtor, List.of(report(debtor.entityId() + own))));
                    own++;
                }
                node.end(turn);
                if (!room) {
                    return own;
                }
            }
        } catch (Exception e) {
            throw new IllegalStateException("Expected the store to answer, but it did not", e);
        }
    }
}
