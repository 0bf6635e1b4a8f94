package dev.janji.actors.address;

import static dev.janji.actors.address.LoggedStories.opened;
import static dev.janji.actors.address.LoggedStories.point;
import static dev.janji.actors.address.LoggedStories.profile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.janji.actors.eventlog.LogEntry;
import dev.janji.actors.journal.JournalCodec;
import dev.janji.actors.journal.LoggedRecord;
import dev.janji.actors.journal.Recorded;
import dev.janji.actors.journal.keys.KeyedHash;
import dev.janji.actors.journal.keys.TestCiphers;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.debtor.DebtorEvent;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.DebtorId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.testing.DomainGenerators;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class BookkeeperTest {
    private static final LenderId LENDER = new LenderId("bank-satu");
    private static final DebtorKey DEBTOR = new DebtorKey(LENDER, new DebtorId("d-1"));
    private static final DebtorKey OTHER = new DebtorKey(LENDER, new DebtorId("d-2"));
    private static final String NUMBER = "0812-3456-7890";

    private final LoggedStories stories = new LoggedStories();
    private final SimulatedAddresses store = new SimulatedAddresses(new Random(1));
    private final Index index;
    private final Bookkeeper keeper;
    private int kept;

    BookkeeperTest() throws GeneralSecurityException {
        index = new Index(new Headings(lender -> "ID"), KeyedHash.of(new byte[32]));
        keeper = new Bookkeeper(store, stories, index, new AddressMeter(), 10);
    }

    private void keep() {
        keep(stories.log.subList(kept, stories.log.size()));
        kept = stories.log.size();
    }

    private void keep(List<LogEntry.Event> events) {
        keeper.keep(1_000, events.stream().filter(Bookkeeper::concerns).toList())
                .toCompletableFuture()
                .join();
    }

    private List<DebtorKey> at(String address) {
        return index.of(LENDER, address).stream()
                .flatMap(entry -> store.find(LENDER, entry, 9).toCompletableFuture().join().stream())
                .map(AddressStore.Found::debtor)
                .toList();
    }

    private List<DebtorKey> owing(String account) {
        return store.find(LENDER, index.of(LENDER, new AccountId(account)), 9).toCompletableFuture().join().stream()
                .map(AddressStore.Found::debtor)
                .toList();
    }

    @Test
    void shouldWantNothingButProfilesAccountsAndErasures() {
        DomainGenerators gen = new DomainGenerators(7);
        DebtorKey debtor = gen.debtorKey();
        Set<String> wanted = new TreeSet<>();
        for (DebtorEvent event : gen.oneOfEachDebtorEvent()) {
            ByteString bytes = JournalCodec.encode(
                            new Recorded(debtor, 1, new UUID(0, 1), event, null), TestCiphers.of(debtor))
                    .toByteString();
            LogEntry.Event logged = new LogEntry.Event(
                    Recorded.persistenceId(debtor), 1, "", JournalCodec.SERIALIZER_ID, "", "", bytes, 0, null, null, 0);
            assertThat(new LoggedRecord(logged).manifest()).isEqualTo("debtor." + event.eventName());
            if (Bookkeeper.concerns(logged)) {
                wanted.add(event.eventName());
            }
        }
        assertThat(wanted).containsExactly("AccountOpened", "ContactPointChanged", "DebtorErased", "DebtorUpserted");
    }

    @Test
    void shouldAskForNoKeyWhereNothingIsPersonal() {
        stories.tell(DEBTOR, opened("loan-1"));
        stories.tell(DEBTOR, LoggedStories.closed("loan-1"));
        keep();

        assertThat(stories.found).isZero();
        assertThat(owing("loan-1")).as("a closed account is found").containsExactly(DEBTOR);
    }

    @Test
    void shouldLetAChangedAddressLeaveAndKeepTheOthers() {
        stories.tell(
                DEBTOR,
                profile(
                        point("own", Channel.SMS, NUMBER),
                        point("call", Channel.VOICE, "+6281234567890"),
                        point("mail", Channel.EMAIL, "One@example.com")));
        stories.tell(OTHER, profile(point("own", Channel.WHATSAPP, "62 812 3456 7890")));
        keep();
        assertThat(at(NUMBER)).containsExactlyInAnyOrder(DEBTOR, OTHER);

        stories.tell(DEBTOR, new LenderEvent.ContactPointChanged(point("own", Channel.SMS, "0813-0000-0001")));
        keep();
        assertThat(at(NUMBER)).as("the other contact point still has it").containsExactlyInAnyOrder(DEBTOR, OTHER);

        stories.tell(DEBTOR, profile(point("own", Channel.SMS, "0813-0000-0001")));
        keep();
        assertThat(at(NUMBER)).containsExactly(OTHER);
        assertThat(at("one@example.com")).isEmpty();
        assertThat(at("+62 813 0000 0001")).containsExactly(DEBTOR);
    }

    @Test
    void shouldForgetAnErasedDebtorWholly() {
        stories.tell(DEBTOR, profile(point("own", Channel.SMS, NUMBER)));
        stories.tell(DEBTOR, opened("loan-1"));
        keep();
        stories.tell(DEBTOR, new LenderEvent.DebtorErased());
        stories.forgetNow(DEBTOR);
        keep();
        keep(stories.log);

        assertThat(store.live()).isEmpty();
        assertThat(store.page(DEBTOR)).isEqualTo(Page.EMPTY);
    }

    @Test
    void shouldLeaveNothingBehindWhenTheKeyIsForgottenBeforeARoundIsRepeated() {
        stories.tell(DEBTOR, profile(point("own", Channel.SMS, NUMBER)));
        store.killAfter(2);
        assertThatThrownBy(this::keep).hasCauseInstanceOf(SimulatedAddresses.Killed.class);
        assertThat(at(NUMBER)).as("the row is there, its page is not").containsExactly(DEBTOR);

        stories.tell(DEBTOR, new LenderEvent.DebtorErased());
        stories.forgetNow(DEBTOR);
        keep(stories.log);
        store.arrive(9);

        assertThat(store.live()).isEmpty();
    }

    @Test
    void shouldLeaveOutWhatCannotBeReadAndGoOn() {
        stories.tell(DEBTOR, profile(point("own", Channel.SMS, NUMBER)));
        LogEntry.Event whole = stories.log.get(0);
        ByteString moved = JournalCodec.encode(
                        new Recorded(
                                DEBTOR,
                                1,
                                new UUID(0, 1),
                                JournalCodec.decodeBytes(whole.payload(), TestCiphers.of(DEBTOR))
                                        .event(),
                                null),
                        TestCiphers.of(OTHER))
                .toByteString();
        stories.tell(OTHER, profile(point("own", Channel.SMS, NUMBER)));
        keep(List.of(with(whole, moved), with(whole, ByteString.copyFromUtf8("none")), stories.log.get(1)));

        assertThat(at(NUMBER)).containsExactly(OTHER);
    }

    private static LogEntry.Event with(LogEntry.Event event, ByteString payload) {
        return new LogEntry.Event(
                event.persistenceId(),
                event.sequenceNumber(),
                "",
                JournalCodec.SERIALIZER_ID,
                "",
                "",
                payload,
                0,
                null,
                null,
                0);
    }

    @Test
    void shouldHaveNothingInCommonBetweenLendersOrKeys() throws GeneralSecurityException {
        Index otherKey = new Index(
                new Headings(lender -> "ID"), KeyedHash.of("k".repeat(32).getBytes(StandardCharsets.UTF_8)));

        assertThat(index.of(LENDER, NUMBER))
                .isEqualTo(index.of(LENDER, NUMBER))
                .doesNotContainAnyElementsOf(index.of(new LenderId("bank-dua"), NUMBER))
                .doesNotContainAnyElementsOf(otherKey.of(LENDER, NUMBER))
                .allSatisfy(entry -> assertThat(entry.toString()).doesNotContain("812"));
        assertThat(index.of(LENDER, new AccountId("a"))).isNotIn(index.of(LENDER, "a"));
    }
}
