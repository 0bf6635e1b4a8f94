package dev.janji.actors.journal;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import dev.janji.domain.account.AccountTerms;
import dev.janji.domain.account.Instalment;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.debtor.Attempt;
import dev.janji.domain.debtor.StepReference;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.DebtorId;
import dev.janji.domain.id.HoldId;
import dev.janji.domain.lender.Hold;
import dev.janji.domain.lender.LinkedPerson;
import dev.janji.domain.money.Money;
import dev.janji.domain.strategy.Anchor;
import dev.janji.protocols.journal.v1.Attribute;
import dev.janji.protocols.journal.v1.HoldPlaced;
import dev.janji.protocols.journal.v1.Personal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.UUID;

/** The words that events and snapshots share, in both directions. */
final class Words {
    private static final int UUID_BYTES = 16;
    private static final int SECONDS_OF_A_MINUTE = 60;

    private Words() {}

    static ByteString bytes(UUID uuid) {
        return ByteString.copyFrom(ByteBuffer.allocate(UUID_BYTES)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .flip());
    }

    static UUID uuid(ByteString bytes) {
        if (bytes.size() != UUID_BYTES) {
            throw new UnreadableRecord("Expected a UUID of 16 bytes, but found " + bytes.size());
        }
        ByteBuffer buffer = bytes.asReadOnlyByteBuffer();
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    static Timestamp timestamp(Instant instant) {
        return Timestamp.newBuilder()
                .setSeconds(instant.getEpochSecond())
                .setNanos(instant.getNano())
                .build();
    }

    static Instant instant(Timestamp timestamp) {
        return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
    }

    static int day(LocalDate date) {
        return Math.toIntExact(date.toEpochDay());
    }

    static LocalDate date(int day) {
        return LocalDate.ofEpochDay(day);
    }

    /** Of some clock on a wall, since 1970 there. */
    static long localMinute(LocalDateTime time) {
        return Math.floorDiv(time.toEpochSecond(ZoneOffset.UTC), SECONDS_OF_A_MINUTE);
    }

    static LocalDateTime localMinute(long minute) {
        return LocalDateTime.ofEpochSecond(Math.multiplyExact(minute, SECONDS_OF_A_MINUTE), 0, ZoneOffset.UTC);
    }

    static dev.janji.protocols.journal.v1.Money money(Money money) {
        return dev.janji.protocols.journal.v1.Money.newBuilder()
                .setMinor(money.minor())
                .setCurrency(money.currency().getCurrencyCode())
                .build();
    }

    static Money money(dev.janji.protocols.journal.v1.Money money) {
        return new Money(money.getMinor(), Currency.getInstance(money.getCurrency()));
    }

    static dev.janji.protocols.journal.v1.ContactPoint contactPoint(ContactPoint point) {
        return dev.janji.protocols.journal.v1.ContactPoint.newBuilder()
                .setContactPointId(point.id().value())
                .setChannel(Enums.write(point.channel()))
                .setRole(Enums.write(point.role()))
                .setVerification(Enums.write(point.verification()))
                .setConsent(Enums.write(point.consent()))
                .addAllNumberZones(zones(point.numberZones()))
                .build();
    }

    static List<String> zones(List<ZoneId> zones) {
        return zones.isEmpty() ? List.of() : zones.stream().map(ZoneId::getId).toList();
    }

    static List<ZoneId> readZones(List<String> zones) {
        return zones.isEmpty() ? List.of() : zones.stream().map(ZoneId::of).toList();
    }

    /** @param address personal, kept apart from the rest */
    static ContactPoint contactPoint(dev.janji.protocols.journal.v1.ContactPoint point, String address) {
        return new ContactPoint(
                new ContactPointId(point.getContactPointId()),
                Enums.read(point.getChannel()),
                address,
                Enums.read(point.getRole()),
                Enums.read(point.getVerification()),
                Enums.read(point.getConsent()),
                readZones(point.getNumberZonesList()));
    }

    static List<ContactPoint> contactPoints(
            List<dev.janji.protocols.journal.v1.ContactPoint> points, Personal personal) {
        List<ContactPoint> read = new ArrayList<>(points.size());
        for (int i = 0; i < points.size(); i++) {
            read.add(contactPoint(points.get(i), Personals.address(personal, i)));
        }
        return read;
    }

    static dev.janji.protocols.journal.v1.Instalment instalment(Instalment instalment) {
        return dev.janji.protocols.journal.v1.Instalment.newBuilder()
                .setNumber(instalment.number())
                .setDueDay(day(instalment.dueDate()))
                .setAmountMinor(instalment.amountMinor())
                .build();
    }

    static Instalment instalment(dev.janji.protocols.journal.v1.Instalment instalment) {
        return new Instalment(instalment.getNumber(), date(instalment.getDueDay()), instalment.getAmountMinor());
    }

    static dev.janji.protocols.journal.v1.AccountTerms terms(AccountTerms terms) {
        dev.janji.protocols.journal.v1.AccountTerms.Builder written =
                dev.janji.protocols.journal.v1.AccountTerms.newBuilder()
                        .setProduct(terms.product())
                        .setRiskClass(terms.riskClass())
                        .setStage(terms.stage());
        terms.attributes().forEach(each -> written.addAttributes(attribute(each)));
        return written.build();
    }

    static AccountTerms terms(dev.janji.protocols.journal.v1.AccountTerms terms) {
        return new AccountTerms(
                terms.getProduct(),
                terms.getRiskClass(),
                terms.getStage(),
                terms.getAttributesList().stream().map(Words::attribute).toList());
    }

    static HoldPlaced hold(Hold hold) {
        HoldPlaced.Builder written =
                HoldPlaced.newBuilder().setHoldId(hold.id().value()).setKind(Enums.write(hold.kind()));
        AccountId account = hold.account();
        if (account != null) {
            written.setAccountId(account.value());
        }
        Instant until = hold.until();
        if (until != null) {
            written.setUntil(timestamp(until));
        }
        return written.build();
    }

    static Hold hold(HoldPlaced hold) {
        return new Hold(
                new HoldId(hold.getHoldId()),
                Enums.read(hold.getKind()),
                hold.hasAccountId() ? new AccountId(hold.getAccountId()) : null,
                hold.hasUntil() ? instant(hold.getUntil()) : null);
    }

    static dev.janji.protocols.journal.v1.LinkedPerson linkedPerson(LinkedPerson person) {
        dev.janji.protocols.journal.v1.LinkedPerson.Builder written =
                dev.janji.protocols.journal.v1.LinkedPerson.newBuilder()
                        .setKind(Enums.write(person.kind()))
                        .setPersonKey(person.personKey());
        DebtorId debtor = person.debtor();
        if (debtor != null) {
            written.setDebtorId(debtor.value());
        }
        return written.build();
    }

    static LinkedPerson linkedPerson(dev.janji.protocols.journal.v1.LinkedPerson person) {
        return new LinkedPerson(
                Enums.read(person.getKind()),
                person.getPersonKey(),
                person.hasDebtorId() ? new DebtorId(person.getDebtorId()) : null);
    }

    static dev.janji.protocols.journal.v1.StepReference step(StepReference step) {
        return dev.janji.protocols.journal.v1.StepReference.newBuilder()
                .setAccountId(step.account().value())
                .setAnchorDay(day(step.anchor()))
                .setTrigger(Enums.write(step.from().trigger()))
                .setMinute(step.minute())
                .setName(step.name())
                .build();
    }

    static StepReference step(dev.janji.protocols.journal.v1.StepReference step) {
        return new StepReference(
                new AccountId(step.getAccountId()),
                new Anchor(Enums.read(step.getTrigger()), date(step.getAnchorDay())),
                step.hasMinute() ? step.getMinute() : FirstPlan.minuteOf(step.getIndex()),
                step.getName());
    }

    static dev.janji.protocols.journal.v1.Attempt attempt(Attempt attempt) {
        dev.janji.protocols.journal.v1.Attempt.Builder written = dev.janji.protocols.journal.v1.Attempt.newBuilder()
                .setAttemptId(attempt.id().value())
                .setChannel(Enums.write(attempt.channel()))
                .setContactPointId(attempt.contactPoint().value())
                .setTemplate(attempt.template())
                .setAuthorizedAt(timestamp(attempt.authorizedAt()))
                .setValidUntil(timestamp(attempt.validUntil()));
        attempt.covers().forEach(step -> written.addCovers(step(step)));
        return written.build();
    }

    static Attempt attempt(dev.janji.protocols.journal.v1.Attempt attempt) {
        return new Attempt(
                new AttemptId(attempt.getAttemptId()),
                Enums.read(attempt.getChannel()),
                new ContactPointId(attempt.getContactPointId()),
                attempt.getCoversList().stream().map(Words::step).toList(),
                attempt.getTemplate(),
                instant(attempt.getAuthorizedAt()),
                instant(attempt.getValidUntil()));
    }

    private static Attribute attribute(AccountTerms.Attribute attribute) {
        Attribute.Builder written = Attribute.newBuilder().setName(attribute.name());
        return attribute.value().match(new AttributeWriter(written)).build();
    }

    private static AccountTerms.Attribute attribute(Attribute attribute) {
        AccountTerms.AttributeValue value = switch (attribute.getValueCase()) {
            case TEXT -> new AccountTerms.Text(attribute.getText());
            case NUMBER -> new AccountTerms.Number(attribute.getNumber());
            case FLAG -> new AccountTerms.Flag(attribute.getFlag());
            case DAY -> new AccountTerms.Day(date(attribute.getDay()));
            case VALUE_NOT_SET -> throw UnreadableRecord.missing("an attribute's value");
        };
        return new AccountTerms.Attribute(attribute.getName(), value);
    }

    /** Writes the value of one attribute. */
    private record AttributeWriter(Attribute.Builder written)
            implements AccountTerms.AttributeValue.Cases<Attribute.Builder> {
        @Override
        public Attribute.Builder text(AccountTerms.Text value) {
            return written.setText(value.text());
        }

        @Override
        public Attribute.Builder number(AccountTerms.Number value) {
            return written.setNumber(value.number());
        }

        @Override
        public Attribute.Builder flag(AccountTerms.Flag value) {
            return written.setFlag(value.flag());
        }

        @Override
        public Attribute.Builder date(AccountTerms.Day value) {
            return written.setDay(day(value.date()));
        }
    }
}
