package dev.janji.actors.address;

import dev.janji.actors.eventlog.LogEntry;
import dev.janji.actors.journal.JournalCodec;
import dev.janji.actors.journal.PersonalCipher;
import dev.janji.actors.journal.Recorded;
import dev.janji.actors.journal.keys.DebtorKeys;
import dev.janji.actors.journal.keys.TestCiphers;
import dev.janji.domain.account.AccountTerms;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.contact.Profile;
import dev.janji.domain.debtor.BodyHash;
import dev.janji.domain.debtor.DebtorEvent;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.EventId;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;

/** What debtors stored, as the log has it, each under a key of its own that can be forgotten. */
final class LoggedStories implements DebtorKeys {
    static final Instant START = Instant.parse("2026-03-02T03:00:00Z");
    private static final Currency RUPIAH = Currency.getInstance("IDR");

    final List<LogEntry.Event> log = new ArrayList<>();
    private final Map<DebtorKey, Long> numbers = new HashMap<>();
    private final Set<DebtorKey> forgotten = new HashSet<>();
    /** The keys that were asked for. */
    int found;

    static ContactPoint point(String id, Channel channel, String address) {
        return new ContactPoint(
                new ContactPointId(id),
                channel,
                address,
                ContactPoint.Role.OWN,
                ContactPoint.Verification.UNVERIFIED,
                ContactPoint.Consent.GIVEN);
    }

    static LenderEvent profile(ContactPoint... points) {
        return new LenderEvent.DebtorUpserted(new Profile("Debtor", "id", "Jalan Satu 1", null, List.of(points)));
    }

    static LenderEvent opened(String account) {
        return new LenderEvent.AccountOpened(
                new AccountId(account), new Money(100, RUPIAH), LocalDate.parse("2026-01-01"), AccountTerms.NONE);
    }

    static LenderEvent closed(String account) {
        return new LenderEvent.AccountClosed(new AccountId(account), "paid");
    }

    /** The instant of a position, from 1. */
    static Instant at(int position) {
        return START.plusSeconds(position);
    }

    /** @return its sequence number */
    long tell(DebtorKey debtor, LenderEvent event) {
        long number = numbers.merge(debtor, 1L, Long::sum);
        DebtorEvent applied = new DebtorEvent.LenderEventApplied(
                at(log.size() + 1),
                1,
                LocalDate.parse("2026-03-02"),
                new EventId("e-" + number),
                new BodyHash(number, number),
                START,
                null,
                event);
        Recorded recorded = new Recorded(debtor, number, new UUID(0, 1), applied, null);
        log.add(new LogEntry.Event(
                Recorded.persistenceId(debtor),
                number,
                "",
                JournalCodec.SERIALIZER_ID,
                "",
                "",
                JournalCodec.encode(recorded, TestCiphers.of(debtor)).toByteString(),
                0,
                null,
                null,
                0));
        return number;
    }

    void forgetNow(DebtorKey debtor) {
        forgotten.add(debtor);
    }

    @Override
    public CompletionStage<Optional<PersonalCipher>> find(DebtorKey debtor) {
        found++;
        return CompletableFuture.completedStage(
                Optional.of(forgotten.contains(debtor) ? PersonalCipher.FORGOTTEN : TestCiphers.of(debtor)));
    }

    @Override
    public CompletionStage<PersonalCipher> open(DebtorKey debtor) {
        return find(debtor).thenApply(Optional::orElseThrow);
    }

    @Override
    public CompletionStage<Done> forget(DebtorKey debtor) {
        forgetNow(debtor);
        return CompletableFuture.completedStage(Done.getInstance());
    }

    @Override
    public Source<DebtorKey, NotUsed> list(LenderId lender, int slice) {
        return Source.from(numbers.keySet());
    }
}
