package dev.janji.actors.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.janji.actors.journal.keys.TestCiphers;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.Consents;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.contact.Profile;
import dev.janji.domain.debtor.BodyHash;
import dev.janji.domain.debtor.ContactHistory;
import dev.janji.domain.debtor.DebtorEvent;
import dev.janji.domain.debtor.DebtorState;
import dev.janji.domain.debtor.Dialogue;
import dev.janji.domain.debtor.SeenEvents;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.EventId;
import dev.janji.domain.id.LeadId;
import dev.janji.domain.id.PaymentId;
import dev.janji.domain.id.ReplyId;
import dev.janji.domain.lender.ConversationEvent;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.money.Money;
import dev.janji.protocols.journal.v1.Record;
import dev.janji.protocols.journal.v1.Snapshot;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class PersonalDataTest {
    private static final DebtorKey DEBTOR = DebtorKey.parse("bank-a~D-1");
    private static final PersonalCipher CIPHER = TestCiphers.of(DEBTOR);
    private static final List<String> CANARIES =
            List.of("Canary Name", "Canary Street 1", "+62811000777", "canary@mail.invalid");
    private static final Instant AT = Instant.parse("2026-01-05T02:00:00Z");

    private static final ContactPoint PHONE = new ContactPoint(
            new ContactPointId("cp-1"),
            Channel.SMS,
            CANARIES.get(2),
            ContactPoint.Role.OWN,
            ContactPoint.Verification.VERIFIED,
            ContactPoint.Consent.GIVEN);
    private static final ContactPoint MAIL = new ContactPoint(
            new ContactPointId("cp-2"),
            Channel.EMAIL,
            CANARIES.get(3),
            ContactPoint.Role.WORK,
            ContactPoint.Verification.UNVERIFIED,
            ContactPoint.Consent.WITHDRAWN);
    private static final Profile PROFILE =
            new Profile(CANARIES.get(0), "id", CANARIES.get(1), ZoneId.of("Asia/Jakarta"), List.of(PHONE, MAIL));
    private static final DebtorState STATE = new DebtorState.Known(
            7,
            DebtorState.LifeCycle.ACTIVE,
            PROFILE,
            List.of(),
            List.of(),
            List.of(),
            null,
            ContactHistory.NONE,
            SeenEvents.NONE,
            null,
            null,
            Consents.NONE,
            Dialogue.NONE,
            List.of(),
            null);

    @Test
    void shouldStoreNothingPersonalInTheClear() {
        for (byte[] stored : List.of(
                JournalCodec.encode(upserted(1), CIPHER).toByteArray(),
                JournalCodec.encode(recorded(2, new LenderEvent.ContactPointChanged(PHONE)), CIPHER)
                        .toByteArray(),
                JournalCodec.encode(recorded(3, new LenderEvent.ContactPointChanged(MAIL)), CIPHER)
                        .toByteArray(),
                SnapshotCodec.encode(DEBTOR, STATE, CIPHER).toByteArray())) {
            String bytes = new String(stored, StandardCharsets.ISO_8859_1);
            assertThat(CANARIES).noneMatch(bytes::contains);
            assertThat(CANARIES).noneMatch(canary -> bytes.contains(canary.substring(0, 6)));
        }
    }

    @Test
    void shouldSayNothingPersonalInText() {
        assertThat(CANARIES).noneMatch(upserted(1).toString()::contains);
        assertThat(CANARIES).noneMatch(STATE.toString()::contains);
        assertThat(CANARIES).noneMatch(new PersonalCipher.Sealed(new UUID(1, 2), new byte[3]).toString()::contains);
    }

    @Test
    void shouldEncryptNothingWhenNothingIsPersonal() {
        // given
        PersonalCipher none = new PersonalCipher() {
            @Override
            public java.util.Optional<Sealed> seal(byte[] personal, byte[] associated) {
                throw new AssertionError("Expected no encryption");
            }

            @Override
            public java.util.Optional<byte[]> unseal(Sealed sealed, byte[] associated) {
                throw new AssertionError("Expected no decryption");
            }
        };
        Recorded payment = payment();

        // when
        Record record = JournalCodec.encode(payment, none);

        // then
        assertThat(record.getKeyId().isEmpty()).isTrue();
        assertThat(JournalCodec.decode(record, none)).isEqualTo(payment);
        assertThat(record.getSerializedSize()).isLessThanOrEqualTo(300);
    }

    @Test
    void shouldNotDecryptUnderTheKeyOfAnotherDebtor() {
        // given
        Record record = JournalCodec.encode(upserted(1), CIPHER);
        PersonalCipher other = TestCiphers.of(DebtorKey.parse("bank-a~D-2"));

        // then
        assertThatThrownBy(() -> JournalCodec.decode(record, other)).isInstanceOf(PersonalDataUnreadable.class);
    }

    @Test
    void shouldNotDecryptWhenMovedToAnotherPlace() {
        // given
        Record record = JournalCodec.encode(upserted(7), CIPHER);
        Record later = record.toBuilder().setSequenceNumber(8).build();
        Record elsewhere =
                record.toBuilder().setPersistenceId("Debtor|bank-b~D-1").build();
        Snapshot snapshot = SnapshotCodec.encode(DEBTOR, STATE, CIPHER).toBuilder()
                .setEncryptedPersonal(record.getEncryptedPersonal())
                .build();

        // then
        assertThatThrownBy(() -> JournalCodec.decode(later, CIPHER)).isInstanceOf(PersonalDataUnreadable.class);
        assertThatThrownBy(() -> JournalCodec.decode(elsewhere, CIPHER)).isInstanceOf(PersonalDataUnreadable.class);
        assertThatThrownBy(() -> SnapshotCodec.decode(DEBTOR, snapshot, CIPHER))
                .isInstanceOf(PersonalDataUnreadable.class);
    }

    @Test
    void shouldNotDecryptWhenOneBitWasChanged() {
        // given
        Record record = JournalCodec.encode(upserted(1), CIPHER);
        byte[] bytes = record.getEncryptedPersonal().toByteArray();
        for (int i = 0; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= 1;
            Record altered = record.toBuilder()
                    .setEncryptedPersonal(com.google.protobuf.ByteString.copyFrom(changed))
                    .build();

            // then
            assertThatThrownBy(() -> JournalCodec.decode(altered, CIPHER)).isInstanceOf(PersonalDataUnreadable.class);
        }
    }

    @Test
    void shouldNeverUseANonceTwice() {
        assertThat(JournalCodec.encode(upserted(1), CIPHER).getEncryptedPersonal())
                .isNotEqualTo(JournalCodec.encode(upserted(1), CIPHER).getEncryptedPersonal());
    }

    @Test
    void shouldReadWhatIsLeftWhenTheKeyWasForgotten() {
        // given
        Record upserted = JournalCodec.encode(upserted(1), CIPHER);
        Record changed = JournalCodec.encode(recorded(2, new LenderEvent.ContactPointChanged(PHONE)), CIPHER);
        Snapshot snapshot = SnapshotCodec.encode(DEBTOR, STATE, CIPHER);

        // then
        assertThat(JournalCodec.decode(upserted, PersonalCipher.FORGOTTEN))
                .isEqualTo(recorded(1, new LenderEvent.DebtorUpserted(PROFILE.redacted())));
        assertThat(JournalCodec.decode(changed, PersonalCipher.FORGOTTEN))
                .isEqualTo(recorded(2, new LenderEvent.ContactPointChanged(PHONE.redacted())));
        assertThat(((DebtorState.Known) SnapshotCodec.decode(DEBTOR, snapshot, PersonalCipher.FORGOTTEN)).profile())
                .isEqualTo(PROFILE.redacted());
    }

    @Test
    void shouldStoreNothingPersonalWhenTheKeyWasForgotten() {
        // when
        Record record = JournalCodec.encode(upserted(1), PersonalCipher.FORGOTTEN);

        // then
        assertThat(record.getEncryptedPersonal().isEmpty()).isTrue();
        assertThat(JournalCodec.decode(record, CIPHER))
                .isEqualTo(recorded(1, new LenderEvent.DebtorUpserted(PROFILE.redacted())));
    }

    @Test
    void shouldEncryptWhatTheDebtorAndAnAgentWrote() {
        // given
        List<DebtorEvent> written = List.of(said("Canary words"), answered("Canary words"));

        for (DebtorEvent event : written) {
            Recorded recorded = new Recorded(DEBTOR, 7, new UUID(1, 2), event, null);

            // when
            Record record = JournalCodec.encode(recorded, CIPHER);

            // then
            assertThat(new String(record.toByteArray(), StandardCharsets.ISO_8859_1))
                    .doesNotContain("Canary");
            assertThat(event.toString()).doesNotContain("Canary");
            assertThat(JournalCodec.decode(record, CIPHER)).isEqualTo(recorded);
        }
        Record forgotten = JournalCodec.encode(new Recorded(DEBTOR, 7, new UUID(1, 2), written.get(1), null), CIPHER);
        assertThat(JournalCodec.decode(forgotten, PersonalCipher.FORGOTTEN).event())
                .isEqualTo(answered(""));
        Record reply = JournalCodec.encode(new Recorded(DEBTOR, 7, new UUID(1, 2), written.get(0), null), CIPHER);
        assertThat(JournalCodec.decode(reply, PersonalCipher.FORGOTTEN).event()).isEqualTo(said(""));
    }

    private static DebtorEvent said(String words) {
        return recorded(
                        7,
                        new ConversationEvent.ReplyReceived(
                                new ReplyId("r-1"),
                                Channel.SMS,
                                null,
                                List.of(),
                                ConversationEvent.Intent.OTHER,
                                null,
                                words))
                .event();
    }

    private static DebtorEvent answered(String words) {
        return new DebtorEvent.AnswerWritten(
                AT, 1, LeadId.of(DEBTOR, 5), AttemptId.of(DEBTOR, 6), new AgentId("agent-1"), words);
    }

    private static Recorded upserted(long sequenceNumber) {
        return recorded(sequenceNumber, new LenderEvent.DebtorUpserted(PROFILE));
    }

    private static Recorded payment() {
        return recorded(
                1234,
                new LenderEvent.PaymentReceived(
                        new AccountId("A-0000012345"),
                        new PaymentId("P-2026-01-05-0000012345"),
                        new Money(1_250_000_00, Currency.getInstance("IDR")),
                        LocalDate.of(2026, 1, 5)));
    }

    private static Recorded recorded(long sequenceNumber, LenderEvent event) {
        return new Recorded(
                DEBTOR,
                sequenceNumber,
                new UUID(0x1234_5678_9abc_4defL, 0x8234_5678_9abc_def0L),
                new DebtorEvent.LenderEventApplied(
                        AT,
                        1,
                        LocalDate.of(2026, 1, 5),
                        new EventId("E-2026-01-05-0000012345"),
                        new BodyHash(0x0102030405060708L, 0x1112131415161718L),
                        AT.minusSeconds(1),
                        null,
                        event),
                AT.plusSeconds(86_400));
    }
}
