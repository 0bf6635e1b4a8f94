package dev.janji.actors.journal;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.contact.Profile;
import dev.janji.protocols.journal.v1.Personal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Takes what is personal out of an event or state, and encrypts and decrypts it for its place in the journal. */
final class Personals {
    static final Personal NONE = Personal.getDefaultInstance();

    private Personals() {}

    /** The place that a ciphertext is bound to. */
    enum Place {
        RECORD(1),
        SNAPSHOT(2);

        private final byte number;

        Place(int number) {
            this.number = (byte) number;
        }

        byte[] associated(String persistenceId, long sequenceNumber) {
            byte[] id = persistenceId.getBytes(StandardCharsets.UTF_8);
            return ByteBuffer.allocate(id.length + 1 + Long.BYTES + 1)
                    .put(id)
                    .put((byte) 0)
                    .putLong(sequenceNumber)
                    .put(number)
                    .array();
        }
    }

    static Personal of(Profile profile) {
        Personal.Builder personal =
                Personal.newBuilder().setName(profile.name()).setAddress(profile.address());
        addAddresses(personal, profile.contactPoints());
        return personal.build();
    }

    static Personal of(ContactPoint point) {
        Personal.Builder personal = Personal.newBuilder();
        addAddresses(personal, List.of(point));
        return personal.build();
    }

    /** @param text what somebody wrote */
    static Personal of(String text) {
        return text.isEmpty() ? NONE : Personal.newBuilder().setText(text).build();
    }

    /** @return whether nothing of it is personal, so that nothing has to be encrypted */
    static boolean isNone(Personal personal) {
        return personal.getSerializedSize() == 0;
    }

    /** @return the address of the contact point at this position; empty when it was forgotten or there was none */
    static String address(Personal personal, int position) {
        return position < personal.getContactPointAddressesCount() ? personal.getContactPointAddresses(position) : "";
    }

    static Optional<PersonalCipher.Sealed> seal(
            Personal personal, PersonalCipher cipher, Place place, String persistenceId, long sequenceNumber) {
        return cipher.seal(personal.toByteArray(), place.associated(persistenceId, sequenceNumber));
    }

    /** @return what was personal, or nothing when the key was forgotten */
    static Personal unseal(
            UUID key, byte[] sealed, PersonalCipher cipher, Place place, String persistenceId, long sequenceNumber) {
        Optional<byte[]> plain =
                cipher.unseal(new PersonalCipher.Sealed(key, sealed), place.associated(persistenceId, sequenceNumber));
        if (plain.isEmpty()) {
            return NONE;
        }
        try {
            return Personal.parseFrom(plain.get());
        } catch (InvalidProtocolBufferException e) {
            throw new PersonalDataUnreadable(
                    "Expected personal data, but the decrypted bytes are none [" + persistenceId + ", seq="
                            + sequenceNumber + "]",
                    e);
        }
    }

    private static void addAddresses(Personal.Builder personal, List<ContactPoint> points) {
        if (points.stream().anyMatch(point -> !point.address().isEmpty())) {
            points.forEach(point -> personal.addContactPointAddresses(point.address()));
        }
    }
}
