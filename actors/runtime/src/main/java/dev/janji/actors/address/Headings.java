package dev.janji.actors.address;

import dev.janji.actors.address.Heading.Kind;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.LenderId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Brings addresses into the form under which they are entered and found. Thread-safe. */
public final class Headings {
    private static final String MAIL_SCHEME = "mailto:";

    private final TelephoneNumbers numbers = new TelephoneNumbers();
    private final Function<LenderId, String> regions;

    /** @param regions of a lender, in which its debtors' numbers are written: two capital letters that {@link AddressSettings} allows */
    public Headings(Function<LenderId, String> regions) {
        this.regions = regions;
    }

    /** @return what a contact point is entered under; empty when it has no address, as after an erasure */
    Optional<Heading> of(LenderId lender, ContactPoint point) {
        String address = point.address();
        if (address.isBlank()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (point.channel()) {
                    case SMS, WHATSAPP, VOICE -> telephone(lender, address).orElseGet(() -> written(address));
                    case EMAIL -> mail(address).orElseGet(() -> written(address));
                    case PUSH, LETTER -> written(address);
                });
    }

    /** @return everything that an address of whatever kind may be entered under; none for a blank one */
    List<Heading> of(LenderId lender, String address) {
        List<Heading> all = new ArrayList<>();
        if (!address.isBlank()) {
            all.add(written(address));
            telephone(lender, address).ifPresent(all::add);
            mail(address).ifPresent(all::add);
        }
        return all;
    }

    static Heading of(AccountId account) {
        return new Heading(Kind.ACCOUNT, account.value());
    }

    /** Whether the contact point is at this address, however the two are written. */
    public boolean isAt(LenderId lender, ContactPoint point, String address) {
        return of(lender, point)
                .map(heading -> of(lender, address).contains(heading))
                .orElse(false);
    }

    private Optional<Heading> telephone(LenderId lender, String address) {
        return numbers.canonical(address, regions.apply(lender)).map(number -> new Heading(Kind.TELEPHONE, number));
    }

    /** Of {@code "Name" <someone@example.com>} what stands in the brackets. */
    private static Optional<Heading> mail(String address) {
        String text = address.strip();
        int bracket = text.endsWith(">") ? text.lastIndexOf('<') : -1;
        if (bracket >= 0) {
            text = text.substring(bracket + 1, text.length() - 1).strip();
        }
        text = text.toLowerCase(Locale.ROOT);
        if (text.startsWith(MAIL_SCHEME)) {
            text = text.substring(MAIL_SCHEME.length());
        }
        return text.indexOf('@') > 0 ? Optional.of(new Heading(Kind.MAIL, text)) : Optional.empty();
    }

    private static Heading written(String address) {
        return new Heading(Kind.WRITTEN, address.strip());
    }
}
