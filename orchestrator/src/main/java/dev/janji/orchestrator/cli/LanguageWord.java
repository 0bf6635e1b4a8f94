package dev.janji.orchestrator.cli;

import dev.janji.orchestrator.words.Language;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code --language}. Stateless. */
final class LanguageWord implements ITypeConverter<Language> {
    @Override
    public Language convert(String tag) {
        return Language.of(tag)
                .orElseThrow(() -> new TypeConversionException(Language.expected() + ", but got '" + tag + "'"));
    }
}
