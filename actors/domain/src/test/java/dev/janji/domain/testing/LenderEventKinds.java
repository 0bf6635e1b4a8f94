package dev.janji.domain.testing;

import dev.janji.domain.lender.LenderEvent;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every record that a lender can tell, those of its families among them. */
public final class LenderEventKinds {
    private LenderEventKinds() {}

    public static Set<Class<?>> all() {
        return records(LenderEvent.class).collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<Class<?>> records(Class<?> family) {
        return family.isRecord()
                ? Stream.of(family)
                : Stream.of(family.getPermittedSubclasses()).flatMap(LenderEventKinds::records);
    }
}
