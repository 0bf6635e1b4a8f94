package dev.janji.domain.id;

/**
 * One number, address or device token of a debtor; the id never contains the address itself.
 *
 * @param value 1 to 64 printable ASCII characters without a space
 */
public record ContactPointId(String value) {
    /** @throws IllegalArgumentException when the value is outside the stated alphabet or length */
    public ContactPointId {
        Identifiers.demand("contact point id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
