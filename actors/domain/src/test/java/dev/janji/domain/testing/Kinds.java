package dev.janji.domain.testing;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The records of a sealed family, those of its families within it too. Stateless. */
public final class Kinds {
    private Kinds() {}

    public static Set<Class<?>> of(Class<?> family) {
        return all(family).collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<Class<?>> all(Class<?> family) {
        return family.isSealed() ? Stream.of(family.getPermittedSubclasses()).flatMap(Kinds::all) : Stream.of(family);
    }
}
