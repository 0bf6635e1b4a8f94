package dev.janji.actors.address;

import dev.janji.actors.journal.keys.KeyedHash;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.LenderId;
import java.util.List;
import java.util.Optional;

/** Makes entries of what is looked up by. Equal addresses of two lenders have nothing in common. Immutable and thread-safe. */
final class Index {
    /** Changes when an address would be brought into another form than before. */
    private static final String FORM = "1";

    private final Headings headings;
    private final KeyedHash hash;

    Index(Headings headings, KeyedHash hash) {
        this.headings = headings;
        this.hash = hash;
    }

    Optional<Entry> of(LenderId lender, ContactPoint point) {
        return headings.of(lender, point).map(heading -> entry(lender, heading));
    }

    Entry of(LenderId lender, AccountId account) {
        return entry(lender, Headings.of(account));
    }

    List<Entry> of(LenderId lender, String address) {
        return headings.of(lender, address).stream()
                .map(heading -> entry(lender, heading))
                .toList();
    }

    /** @return another text for another key, form or regions */
    String madeWith(Regions regions) {
        return hash.of("made with", FORM, regions.toString());
    }

    private Entry entry(LenderId lender, Heading heading) {
        return new Entry(heading.kind(), hash.of(lender.value(), heading.kind().name(), heading.text()));
    }
}
